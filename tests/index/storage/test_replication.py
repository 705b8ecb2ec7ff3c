"""Several machines, each with a data folder of its own, share one index on a Chroma server, words included."""

import shutil
import time
from contextlib import closing

import pytest

from bot.library.live_index import LiveIndex
from chroma_server import MARKS, _collected, chroma
from embedders import HashingEmbedder
from index import (
    IndexBusyError,
    IndexConflictError,
    IndexDamagedError,
    IndexSettings,
    follow_server,
    is_built,
    is_stale,
    open_retriever,
    reindex,
)
from index.repair import repair
from index.storage import Catalogue, Follower, current_generation
from index.storage.replication.server_lock import ServerLock
from killed import count_steps, reindex_killed_at

__all__ = ["_collected", "chroma"]

pytestmark = MARKS
KILLS = 4
QUESTIONS = ["How many tea houses?", "青石桥有多长？", "夜间诊所有多少医生？", "When does the tram stop?"]


@pytest.fixture
def machine(corpus, tmp_path, chroma):
    """The settings of a machine by its name; its data folder is empty at first."""

    def settings(name, *, sources=corpus, **others):
        return IndexSettings(sources_dir=sources, data_dir=tmp_path / name, chroma_url=chroma.url, **others)

    return settings


def answers(settings, embedder=None):
    with open_retriever(settings, embedder or HashingEmbedder()) as retriever:
        return what_it_finds(retriever)


def what_it_finds(retriever):
    """Everything that an answer is made of, to the last digit."""
    found = [retriever.search(question) for question in QUESTIONS]
    ranking = [[(p.chunk, p.source, p.score, p.meaning, p.words) for p in result.passages] for result in found]
    texts = [(source.id, retriever.text(source.id), retriever.chunks(source.id)) for source, _ in retriever.sources()]
    return ranking, [result.sentence_similarities for result in found], retriever.sources(), texts


def wait_until(is_so):
    """Changes of other machines are looked for once a second."""
    deadline = time.monotonic() + 60
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert is_so()


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


def forget_lock(settings):
    """Makes the lock on the server as old as that of a machine that died long ago."""
    with closing(Follower(settings)) as follower:
        for collection in follower.client.list_collections():
            if collection.name.endswith("-lock"):
                collection.modify(metadata={**collection.metadata, "renewed": 0})


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


@pytest.mark.parametrize("full", [False, True], ids=["update", "full"])
def test_a_machine_killed_at_any_step_leaves_an_index_that_any_machine_finishes(machine, corpus, full):
    first, second = machine("first"), machine("second")
    reindex(first, HashingEmbedder())
    follow_server(second)
    steps = 0
    for number in range(KILLS):
        (corpus / "tea.txt").write_text(f"Brindle has {50 + number} tea houses now. 布林德有茶馆。", "utf-8")
        (corpus / f"moss{number}.txt").write_text(f"苔藓花园占地{number}英亩。", "utf-8")
        (corpus / f"moss{number - 1}.txt").unlink(missing_ok=True)
        if number == 0:
            steps = count_steps(first, full=full)
            continue
        assert reindex_killed_at(steps * (2 * number - 1) // (2 * KILLS), first, full=full)
        follow_server(second)
        assert all(answers(second)[0])
        forget_lock(first)
        assert not reindex((first, second)[number % 2], HashingEmbedder()).failed
        for settings in (first, second):
            follow_server(settings)
        found = answers(first)
        assert found == answers(second)
        assert f"{50 + number}" in str(found[0])
        assert {source.id for source, _ in found[2]} == {path.name for path in corpus.iterdir()}


@pytest.mark.parametrize("lost", ["journal", "server"])
def test_what_a_server_lost_is_put_there_again(machine, chroma, tmp_path, lost):
    first, second = machine("first"), machine("second")
    reindex(first, HashingEmbedder())
    before = answers(first)
    if lost == "server":
        chroma.stop()
        shutil.rmtree(tmp_path / "server")
        chroma.start()
    else:
        with closing(Follower(first)) as follower:
            names = [collection.name for collection in follower.client.list_collections()]
            follower.client.delete_collection(next(name for name in names if name.endswith("-current")))
            follower.client.delete_collection(next(name for name in names if name.endswith("-journal")))
    reindex(first, HashingEmbedder())
    follow_server(second)
    assert answers(second) == answers(first) == before


def test_a_damaged_copy_is_copied_again_and_nothing_is_embedded(machine):
    settings = machine("first")
    reindex(settings, HashingEmbedder())
    before = answers(settings)
    place = current_generation(settings.data_dir) / "catalogue.sqlite3"
    place.write_bytes(place.read_bytes()[:5000] + b"\xff" * 20_000)
    embedder = HashingEmbedder()
    assert "copied again" in list(repair(settings, embedder))[-1]
    assert embedder.embedded == 0
    assert answers(settings) == before


def test_a_server_that_is_down_is_told_and_followed_again(machine, corpus, chroma):
    first, second = machine("first"), machine("second")
    reindex(first, HashingEmbedder())
    with closing(LiveIndex(second, HashingEmbedder())) as live:
        follow_server(second)
        live.retriever().passages(QUESTIONS[0])
        chroma.stop()
        assert len(live.retriever().sources()) == 3
        with pytest.raises(IndexDamagedError, match="CHROMA_URL"):
            live.with_retry(lambda: live.retriever().passages(QUESTIONS[0]))
        with pytest.raises(IndexDamagedError, match="CHROMA_URL"):
            follow_server(machine("third"))
        with pytest.raises(IndexDamagedError, match="CHROMA_URL"):
            reindex(first, HashingEmbedder())
        chroma.start()
        (corpus / "tea.txt").write_text("Brindle has 43 tea houses now.", "utf-8")
        reindex(first, HashingEmbedder())
        wait_until(lambda: "43" in live.retriever().passages(QUESTIONS[0])[0].chunk.text)


def test_one_machine_changes_the_index_at_a_time_and_a_dead_one_holds_up_nobody_for_long(machine):
    first, second = machine("first"), machine("second")
    with closing(Follower(first)) as follower:
        lock = ServerLock(follower.client, first.chroma_index, owner="third")
        with lock.hold(waits=False):
            with pytest.raises(IndexBusyError, match="Another machine"):
                reindex(second, HashingEmbedder())
            forget_lock(first)
            reindex(second, HashingEmbedder())
            with pytest.raises(IndexBusyError, match="took over"):
                lock.check()
        assert "footnote-lock" not in {collection.name for collection in follower.client.list_collections()}
