"""A plug pulled at any step loses nothing: the index answers, and the next reindex finishes what was begun."""

import shutil
from contextlib import suppress

import pytest

from index import IndexSettings, SearchIndexError, open_retriever, reindex
from index.storage import current_generation, open_catalogue
from killed import count_steps, reindex_killed_at, reindex_with_room, said_without_rights

KILLS = 6


@pytest.fixture
def settings(corpus, tmp_path, indexed):
    """An index whose sources have changed since: one is new, one another text, one gone."""
    (corpus / "渡轮.txt").write_text("渡轮每天七点开航，夏天一天两班，冬天只在周末开。", "utf-8")
    (corpus / "tea.txt").write_text("Brindle has 43 tea houses. The newest of them opened in 2024.", "utf-8")
    (corpus / "bridge.txt").unlink()
    return IndexSettings(sources_dir=corpus, data_dir=indexed)


def content(settings):
    with open_catalogue(current_generation(settings.data_dir)) as catalogue:
        return catalogue.content_hashes(), catalogue.chunk_ids()


def answer_of(settings, embedder):
    with open_retriever(settings, embedder) as retriever:
        (first, *_) = retriever.passages("How many tea houses does Brindle have?")
        assert first.meaning > 0
        return first.chunk.text


@pytest.mark.parametrize("full", [False, True], ids=["update", "full"])
def test_a_reindex_killed_at_any_step_leaves_an_index_that_answers_and_is_finished_later(
    settings, embedder, tmp_path, full
):
    fresh = IndexSettings(sources_dir=settings.sources_dir, data_dir=tmp_path / "fresh")
    reindex(fresh, embedder)
    shutil.copytree(settings.data_dir, tmp_path / "counted")
    steps = count_steps(settings.model_copy(update={"data_dir": tmp_path / "counted"}), full=full)
    assert steps > KILLS
    for number in range(KILLS):
        own = settings.model_copy(update={"data_dir": tmp_path / f"kill-{number}"})
        shutil.copytree(settings.data_dir, own.data_dir)
        assert reindex_killed_at(1 + number * (steps - 1) // (KILLS - 1), own, full=full)
        assert "tea houses" in answer_of(own, embedder)
        report = reindex(own, embedder)
        assert not report.failed
        assert content(own) == content(fresh)
        assert "43" in answer_of(own, embedder)
        assert len(list(own.data_dir.glob("index-*"))) <= 2


@pytest.mark.parametrize("size", [100, 60_000], ids=["none", "little"])
def test_a_full_disk_is_told_and_the_old_index_answers(settings, embedder, size):
    told = reindex_with_room(size, settings, full=True)
    assert told
    assert "UNEXPECTED" not in told
    assert "disk" in told or "cannot be written" in told
    assert "42" in answer_of(settings, embedder)
    reindex(settings, embedder)
    assert "43" in answer_of(settings, embedder)


def test_a_data_folder_deleted_while_it_is_open_is_told_and_can_be_built_again(settings, embedder):
    with open_retriever(settings, embedder) as retriever:
        retriever.passages("tea")
        shutil.rmtree(settings.data_dir)
        with suppress(SearchIndexError):  # what is open may still answer; nothing else may be raised
            retriever.passages("青石桥有多长")
    reindex(settings, embedder)
    assert "43" in answer_of(settings, embedder)


@pytest.mark.parametrize("asks", [True, False], ids=["ask", "index"])
def test_a_data_folder_that_may_only_be_read_is_told_in_a_sentence(settings, embedder, asks):
    places = [settings.data_dir, *settings.data_dir.rglob("*")]
    modes = {place: place.stat().st_mode for place in places}
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        told = said_without_rights(settings, asks=asks)
    finally:
        for place, mode in modes.items():
            place.chmod(mode)
    assert "UNEXPECTED" not in told
    assert any(word in told for word in ("read-only", "permissions", "readonly"))
    assert "42" in answer_of(settings, embedder)
