"""Reindexing in a process of its own, with the real model, beside a desk that answers."""

import asyncio
import json

import pytest
from filelock import FileLock

from bot.answers import Asker
from bot.errors import ReindexCrashedError
from bot.service.desk import Desk
from bot.service.reindexing.child_process import _report
from bot.service.reindexing.progress import Progress
from index import (
    EmbedderMismatchError,
    IndexSettings,
    ReindexStoppedError,
    SearchIndexError,
    SourcesMissingError,
    reindex,
)

HERE = Asker(1, 2, 3)
EN, ZH = "How many acres does the moss garden of Brindle cover?", "翡翠塔高多少米?"


@pytest.fixture
async def desk(corpus, tmp_path, builtin):
    desk = Desk(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), builtin, reindex_in_child=True)
    yield desk
    await desk.close()


def add(corpus):
    (corpus / "moss.txt").write_text("Moss\n\nThe moss garden of Brindle covers 12 acres.\n", "utf-8")
    (corpus / "tower.txt").write_text("翡翠塔\n\n翡翠塔高达77米，是全城最高的塔。\n", "utf-8")


def add_many(corpus):
    rows = (
        {"id": n, "text": f"House {n} of Brindle has {n + 2} rooms and a garden by the river."} for n in range(2_000)
    )
    (corpus / "many.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")


async def test_changes_made_in_another_process_are_answered_from_and_the_old_index_until_then(desk, corpus):
    await desk.warm()
    add(corpus)
    (corpus / "bad.txt").write_bytes(bytes(range(256)))
    with (corpus / "moss.txt").open("a", encoding="utf-8") as file:
        file.write("\nShare | Like | Print\n")
    planned = await desk.reindex(dry_run=True)
    assert planned.added == ("moss.txt", "tower.txt")
    assert (await desk.ask(ZH, HERE)).reason
    running = asyncio.create_task(desk.reindex())
    while not desk.reindexing.progress.embedded and not running.done():  # noqa: ASYNC110 - counted in another thread
        await asyncio.sleep(0.01)
    assert "42" in (await desk.ask("How many tea houses does Brindle have?", HERE)).text
    report = await running
    assert (report.added, len(report.unchanged), report.failed[0].path) == (planned.added, 3, "bad.txt")
    assert report.omissions == planned.omissions
    assert [omission.source_id for omission in report.omissions] == ["moss.txt"]
    assert (desk.reindexing.progress.done, desk.reindexing.progress.total) == (2, 2)
    for question, gold in ((EN, "12 acres"), (ZH, "77米")):
        record = await desk.ask(question, HERE)
        assert gold in record.text
        assert (await desk.excerpt(record.footnotes[0], HERE))[1]
    (corpus / "tower.txt").unlink()
    assert (await desk.reindex(full=True)).removed == ()
    assert (await desk.ask(ZH, HERE)).reason


@pytest.mark.parametrize("patience", [30.0, 0.0], ids=["stops", "is-killed"])
async def test_a_reindex_in_another_process_is_cancelled_and_what_was_done_is_kept(desk, corpus, monkeypatch, patience):
    monkeypatch.setattr("bot.service.reindexing.child_process._GRACE_SECONDS", patience)
    await desk.warm()
    add_many(corpus)
    running = asyncio.create_task(desk.reindex())
    while desk.reindexing.progress.done < 256 and not running.done():  # noqa: ASYNC110 - counted in another thread
        await asyncio.sleep(0.01)
    desk.reindexing.cancel()
    with pytest.raises(ReindexStoppedError):
        await running
    assert "42" in (await desk.ask("How many tea houses does Brindle have?", HERE)).text
    listed = len(await desk.sources(HERE))
    assert listed < 703
    assert listed > 200


async def test_what_goes_wrong_in_another_process_is_raised_as_what_it_is(desk, corpus, tmp_path, embedder):
    reindex(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), embedder)
    with pytest.raises(EmbedderMismatchError, match="'hashing'") as mismatch:
        await desk.reindex()
    assert mismatch.value.built_with == "hashing"
    with FileLock(tmp_path / "data" / "lock"), pytest.raises(SearchIndexError, match="Another process"):
        await desk.reindex()
    assert len(list((tmp_path / "data").glob("index-*"))) == 1
    for path in corpus.iterdir():
        path.unlink()
    with pytest.raises(SourcesMissingError):
        await desk.reindex(dry_run=True)


async def test_a_process_that_dies_without_a_word_is_a_failure_nobody_foresaw(desk, tmp_path, monkeypatch):
    dying = tmp_path / "python"
    dying.write_text("#!/bin/sh\nexit 3\n")
    dying.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(dying))
    with pytest.raises(ReindexCrashedError, match="code 3"):
        await desk.reindex()


def test_what_nobody_foresaw_in_another_process_brings_its_traceback():
    # The private step is called because a real child that fails so would need a broken installation.
    with pytest.raises(ReindexCrashedError, match="OSError: the disk is gone") as broken:
        _report({"error": "OSError", "message": "the disk is gone", "trace": "Traceback: there"}, Progress(), 0)
    assert broken.value.__notes__ == ["Traceback: there"]


async def test_the_first_index_is_built_in_another_process(desk):
    """Nothing of it holds up the interpreter that tells whoever asks that it is being built."""
    await desk.warm()
    assert (desk.reindexing.progress.done, desk.reindexing.progress.total) == (3, 3)
    assert "42" in (await desk.ask("How many tea houses does Brindle have?", HERE)).text


def chroma_files(tmp_path):
    paths = (path for path in (tmp_path / "data").glob("index-*/chroma/**/*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in paths}


async def test_an_index_brought_up_to_date_beside_a_running_bot_is_answered_from(desk, corpus, tmp_path, builtin):
    await desk.warm()
    before = chroma_files(tmp_path)
    add(corpus)
    report = await asyncio.to_thread(reindex, IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), builtin)
    assert report.added == ("moss.txt", "tower.txt")
    assert chroma_files(tmp_path) == before  # neither changed under its hands nor copied
    for question, gold in ((EN, "12 acres"), (ZH, "77米")):
        assert gold in (await desk.ask(question, HERE)).text


async def test_an_index_nobody_answers_from_is_changed_in_place(desk, corpus, tmp_path, builtin):
    await desk.warm()
    await desk.close()
    before = {folder.name for folder in (tmp_path / "data").glob("index-*")}
    add(corpus)
    await asyncio.to_thread(reindex, IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), builtin)
    assert {folder.name for folder in (tmp_path / "data").glob("index-*")} == before


async def test_another_process_covers_the_sources_it_is_asked_to_cover(desk, corpus):
    await desk.warm()
    (corpus / "000000000000001").mkdir()
    add(corpus / "000000000000001")
    add(corpus)
    report = await desk.reindex(HERE, own_only=True)
    assert set(report.added) == {"000000000000001/moss.txt", "000000000000001/tower.txt"}
    assert set((await desk.reindex()).added) == {"moss.txt", "tower.txt"}
