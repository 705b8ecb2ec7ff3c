"""Machines that share one index on a Chroma server: what is killed, lost, damaged or down."""

import shutil
from contextlib import closing

import pytest

from bot.library.live_index import LiveIndex
from chroma_server import MARKS, _collected, chroma
from embedders import HashingEmbedder
from index import IndexBusyError, IndexDamagedError, follow_server, reindex
from index.repair import repair
from index.storage import Follower, current_generation
from index.storage.replication.server_lock import ServerLock
from killed import count_steps, reindex_killed_at
from machines import QUESTIONS, answers, forget_lock, machine, wait_until

__all__ = ["_collected", "chroma", "machine"]

pytestmark = MARKS
KILLS = 4


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
