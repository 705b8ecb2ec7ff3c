import asyncio
import threading

import pytest

import index
from bot.answers import Asker
from bot.errors import QueueFullError, UnknownSourceError
from bot.memory.records import Record
from bot.service.desk import Desk
from bot.service.rate_limits import Limits
from bot.service.workers import WorkQueue
from embedders import HashingEmbedder
from index import IndexSettings

HERE = Asker(1, 2, 3)


@pytest.fixture
async def desk(corpus, tmp_path, embedder):
    settings = IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data")
    desk = Desk(settings, embedder, limits=Limits(per_user=0, per_community=0, waiting=3))
    await desk.warm()
    yield desk
    await desk.close()


async def test_a_full_queue_is_told_at_once_and_the_loop_goes_on():
    queue, gate = WorkQueue("test", limit=2), threading.Event()
    waiting = [asyncio.create_task(queue.run(gate.wait)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(QueueFullError):
        await queue.run(gate.wait)  # which would never end: the gate is opened below
    gate.set()
    assert await asyncio.gather(*waiting) == [True, True]
    await queue.close()


async def test_more_questions_than_may_wait_are_refused_and_the_others_answered(desk):
    outcomes = await asyncio.gather(
        *(desk.ask("How many tea houses does Brindle have?", HERE) for _ in range(6)), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes].count(Record) == 3
    assert [type(outcome) for outcome in outcomes].count(QueueFullError) == 3


async def test_an_answer_is_kept_with_everything_its_buttons_need(desk):
    record = await desk.ask("青石桥全长多少米?", HERE)
    assert await desk.record(record.id, Asker(1, 2, 3)) == record
    assert await desk.record(record.id, Asker(9, 2, 3)) is None
    shown, is_current = await desk.excerpt(record.footnotes[0], HERE)
    assert is_current
    assert shown.text[slice(*shown.marked)] == record.footnotes[0].quote


async def test_an_edit_that_keeps_the_number_of_passages_is_another_version(desk, corpus):
    question = "How many tea houses does Brindle have?"
    versions = [(await desk.ask(question, HERE)).index_version for _ in range(2)]
    text = (corpus / "tea.txt").read_text("utf-8")
    for edited, is_full in ((text.replace("42", "43"), False), (text, False), (text.replace("42", "44"), True)):
        (corpus / "tea.txt").write_text(edited, "utf-8")
        await desk.reindex(full=is_full)
        versions.append((await desk.ask(question, HERE)).index_version)
    assert versions[0] == versions[1] == versions[3]
    assert len(set(versions)) == 3


async def test_an_empty_library_is_silent_and_not_everybodys(desk, corpus):
    folder = corpus / "123456789012345678"
    folder.mkdir()
    for path in list(corpus.glob("*.*")):
        path.rename(folder / path.name)
    await desk.reindex()
    record = await desk.ask("How many tea houses does Brindle have?", HERE)
    assert record.reason == "no_evidence"
    with pytest.raises(UnknownSourceError):
        await desk.ask("How many tea houses?", HERE, source_ids=["123456789012345678/tea.txt"])
    own = await desk.ask("How many tea houses does Brindle have?", Asker(123456789012345678, 2, 3))
    assert "42" in own.text


async def test_a_desk_can_be_closed_twice_and_in_mid_question(corpus, tmp_path, embedder):
    desk = Desk(IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data"), embedder)
    asked = asyncio.create_task(desk.warm())
    await asyncio.sleep(0.01)
    await desk.close()
    await desk.close()
    await asyncio.gather(asked, return_exceptions=True)
    with pytest.raises(asyncio.CancelledError):
        await desk.ask("How many tea houses?", HERE)


async def test_a_desk_builds_an_index_of_a_former_builtin_model_anew_when_it_starts(corpus, tmp_path):
    settings = IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data")
    index.reindex(settings, HashingEmbedder("builtin@aaaa"))
    desk = Desk(settings, HashingEmbedder("builtin@bbbb"))
    await desk.warm()
    record = await desk.ask("How many tea houses does Brindle have?", HERE)
    assert "42" in record.text
    await desk.close()
