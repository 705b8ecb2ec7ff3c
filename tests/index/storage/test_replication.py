"""Several machines, each with a data folder of its own, share one index on a Chroma server, words included."""

from contextlib import closing

import pytest

from bot.library.live_index import LiveIndex
from chroma_server import MARKS, _collected, chroma
from embedders import HashingEmbedder
from index import (
    IndexConflictError,
    follow_server,
    is_built,
    is_stale,
    open_retriever,
    reindex,
)
from index.storage import Catalogue, Follower, current_generation
from machines import QUESTIONS, answers, machine, wait_until, what_it_finds

__all__ = ["_collected", "chroma", "machine"]

pytestmark = MARKS


def test_a_machine_with_an_empty_data_folder_answers_as_the_one_that_indexed(machine, tmp_path):
    first, second = machine("first"), machine("second", sources=tmp_path / "nowhere")
    reindex(first, HashingEmbedder())
    said = []
    follow_server(second, on_first_copy=lambda: said.append(1))
    assert said
    assert is_built(second)
    assert answers(second) == answers(first)
    assert current_generation(second.data_dir).name == current_generation(first.data_dir).name


def test_what_one_machine_changes_another_sees_without_a_restart(machine, corpus):
    first, second = machine("first"), machine("second")
    reindex(first, HashingEmbedder())
    follow_server(second)
    with closing(LiveIndex(second, HashingEmbedder())) as live:
        assert "42" in live.retriever().passages(QUESTIONS[0])[0].chunk.text
        (corpus / "tea.txt").write_text("Brindle has 43 tea houses now. 布林德现在有四十三家茶馆。", "utf-8")
        (corpus / "bridge.txt").unlink()
        (corpus / "moss.txt").write_text("苔藓花园\n\n苔藓花园占地12英亩。The moss garden covers 12 acres.", "utf-8")
        reindex(first, HashingEmbedder())
        wait_until(lambda: "43" in live.retriever().passages(QUESTIONS[0])[0].chunk.text)
        assert {source.id for source, _ in live.retriever().sources()} == {"tea.txt", "clinic.md", "moss.txt"}
        assert live.retriever().passages("苔藓花园")[0].words > 0
        assert what_it_finds(live.retriever()) == answers(first)
        reindex(first, HashingEmbedder(), full=True)
        reindex(first, HashingEmbedder(), full=True)
        name = current_generation(first.data_dir).name
        wait_until(lambda: live.retriever() and current_generation(second.data_dir).name == name)
        assert what_it_finds(live.retriever()) == answers(first)


def test_any_machine_may_reindex_and_embeds_only_what_is_new(machine, corpus):
    first, second = machine("first"), machine("second")
    reindex(first, HashingEmbedder())
    embedder = HashingEmbedder()
    follow_server(second)
    assert not is_stale(second)
    assert len(reindex(second, embedder).unchanged) == 3
    assert embedder.embedded == 0
    (corpus / "tea.txt").write_text("Brindle has 43 tea houses now.", "utf-8")
    assert is_stale(second)
    assert reindex(second, embedder).updated == ("tea.txt",)
    assert embedder.embedded == 1
    follow_server(first)
    assert answers(first) == answers(second)
    assert len(reindex(first, HashingEmbedder()).unchanged) == 3


def test_two_first_starts_build_one_index(machine):
    first, second = machine("first"), machine("second")
    reindex(first, HashingEmbedder(), waits=True)
    embedder = HashingEmbedder()
    assert len(reindex(second, embedder, waits=True).unchanged) == 3
    assert embedder.embedded == 0
    assert answers(first) == answers(second)


def test_indexes_of_two_names_on_one_server_know_nothing_of_each_other(machine, corpus, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "moss.txt").write_text("The moss garden of Brindle covers 12 acres.", "utf-8")
    first, second = machine("first"), machine("second", sources=tmp_path / "other", chroma_index="moss")
    reindex(first, HashingEmbedder())
    reindex(second, HashingEmbedder())
    reindex(first, HashingEmbedder(), full=True)
    follow_server(second)
    for settings, count in ((first, 3), (second, 1)):
        with open_retriever(settings, HashingEmbedder()) as retriever:
            assert len(retriever.sources()) == count
            assert all(passage.meaning for passage in retriever.passages("tea"))


def as_of_an_earlier_version(settings):
    """Takes from an index what earlier versions did not have: the journal, and what tells which generation answers."""
    with closing(Follower(settings)) as follower:
        for collection in follower.client.list_collections():
            if collection.name.endswith(("-journal", "-current")):
                follower.client.delete_collection(collection.name)
    with closing(Catalogue(current_generation(settings.data_dir) / "catalogue.sqlite3")) as catalogue:
        catalogue._connection.execute("DELETE FROM meta WHERE key LIKE 'journal%'")
        catalogue._connection.commit()


def test_an_index_of_an_earlier_version_is_published_without_embedding_anything(machine):
    first, second = machine("first"), machine("second")
    reindex(first, HashingEmbedder())
    before = answers(first)
    as_of_an_earlier_version(first)
    follow_server(first)
    assert answers(first) == before
    embedder = HashingEmbedder()
    reindex(first, embedder)
    assert embedder.embedded == 0
    follow_server(second)
    assert answers(second) == answers(first) == before


def test_an_index_of_ones_own_is_never_replaced_by_that_of_another_data_folder(machine):
    first, second = machine("first"), machine("second")
    for settings in (first, second):
        reindex(settings, HashingEmbedder())
        as_of_an_earlier_version(settings)
    reindex(first, HashingEmbedder())
    own = current_generation(second.data_dir)
    for attempt in (follow_server, lambda settings: reindex(settings, HashingEmbedder(), full=True)):
        with pytest.raises(IndexConflictError, match=r"CHROMA_INDEX.*delete .*current"):
            attempt(second)
    assert current_generation(second.data_dir) == own
    (second.data_dir / "current").unlink()
    follow_server(second)
    assert answers(second) == answers(first)
