"""A reindex beside a running bot leaves the bot's Chroma folder alone and copies nothing."""

import pytest

from index import IndexSettings, mark_in_use, open_retriever, reindex
from index.storage import current_generation, open_catalogue, open_stores
from index.updating import is_settled

FERRY = {"ferry.txt": "The ferry to Gull Island sails at seven.", "渡轮.txt": "去海鸥岛的渡轮每天七点开航。"}


@pytest.fixture
def settings(corpus, indexed):
    return IndexSettings(sources_dir=corpus, data_dir=indexed)


def add(settings):
    for name, text in FERRY.items():
        (settings.sources_dir / name).write_text(text, "utf-8")


def state_of_chroma(settings):
    folder = current_generation(settings.data_dir) / "chroma"
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def waiting(settings):
    with open_catalogue(current_generation(settings.data_dir)) as catalogue:
        return catalogue.waiting.count()


@pytest.mark.parametrize(
    ("question", "source"),
    [("When does the ferry to Gull Island sail?", "ferry.txt"), ("去海鸥岛的渡轮几点开航", "渡轮.txt")],
)
def test_an_added_source_is_found_at_the_next_question_of_an_index_that_is_open(settings, embedder, question, source):
    generation, folder = current_generation(settings.data_dir), settings.data_dir
    with mark_in_use(folder), open_retriever(settings, embedder) as retriever:
        retriever.passages(question)
        before = state_of_chroma(settings)
        add(settings)
        assert set(reindex(settings, embedder).added) == set(FERRY)
        assert state_of_chroma(settings) == before
        assert [path for path in folder.glob("index-*") if path.is_dir()] == [generation]
        first = retriever.passages(question)[0]
        assert first.source.id == source
        assert first.meaning > 0


def test_a_changed_and_a_deleted_source_are_as_after_a_reindex_without_a_bot(settings, embedder, tmp_path):
    questions = ["How many tea houses are there?", "青石桥有多长", "渡轮几点开航", "Night clinic"]
    with mark_in_use(settings.data_dir), open_retriever(settings, embedder) as retriever:
        retriever.passages(questions[0])
        add(settings)
        reindex(settings, embedder)
        (settings.sources_dir / "tea.txt").write_text("New title\n\nBrindle has 43 tea houses.", "utf-8")
        (settings.sources_dir / "ferry.txt").unlink()
        (settings.sources_dir / "bridge.txt").unlink()
        assert reindex(settings, embedder).removed == ("bridge.txt", "ferry.txt")
        beside = [[(p.chunk.id, round(p.meaning, 4)) for p in retriever.passages(question)] for question in questions]
    fresh = settings.model_copy(update={"data_dir": tmp_path / "fresh"})
    reindex(fresh, embedder)
    with open_retriever(fresh, embedder) as retriever:
        anew = [[(p.chunk.id, round(p.meaning, 4)) for p in retriever.passages(question)] for question in questions]
    assert list(map(sorted, beside)) == list(map(sorted, anew))


def test_what_waits_is_moved_by_the_next_reindex_without_a_bot(settings, embedder):
    with mark_in_use(settings.data_dir):
        add(settings)
        reindex(settings, embedder)
        (settings.sources_dir / "tea.txt").unlink()
        reindex(settings, embedder)
    assert waiting(settings) == len(FERRY)
    assert reindex(settings, embedder).embedded == 0
    assert waiting(settings) == 0
    with open_stores(current_generation(settings.data_dir), settings, embedder) as (catalogue, store):
        assert is_settled(catalogue, store)
        assert store.chroma.ids() == catalogue.chunk_ids()


def test_an_index_that_is_not_sound_is_changed_in_a_copy(settings, embedder):
    generation = current_generation(settings.data_dir)
    with open_stores(generation, settings, embedder) as (catalogue, store):
        catalogue.write_meta("settled", "no")
        store.remove(list(catalogue.chunk_ids("tea.txt")))
    with mark_in_use(settings.data_dir):
        add(settings)
        report = reindex(settings, embedder)
    assert report.embedded > len(FERRY)
    assert current_generation(settings.data_dir) != generation
