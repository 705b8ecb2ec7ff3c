import asyncio
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Asker
from bot.discord_app.cards.answers import answer_cards, excerpt_cards
from bot.discord_app.cards.model import Card
from bot.discord_app.cards.splitting import CARD_LIMIT
from bot.errors import QueueFullError, RateLimitError, UnknownSourceError, UploadError
from bot.memory.records import Footnote, Record
from bot.service.desk import Desk
from bot.service.excerpts import excerpt_page
from bot.service.rate_limits import Limits, RateLimit
from bot.service.uploads import safe_name
from bot.service.workers import WorkQueue
from bot.strings.locales import LOCALES, open_strings
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
    assert await desk.record(record.id, community_id=1) == record
    assert await desk.record(record.id, community_id=9) is None
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


def test_a_rate_limit_says_how_long_to_wait_and_forgets():
    now = [0.0]
    limit = RateLimit(2, clock=lambda: now[0])
    for _ in range(2):
        limit.check("mei")
        limit.count("mei")
        now[0] += 10
    with pytest.raises(RateLimitError) as told:
        limit.check("mei")
    assert told.value.seconds == 40
    limit.check("eve")
    now[0] = 61
    limit.check("mei")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../a b.txt", "a b.txt"),
        ("C:\\x\\笔记.md", "笔记.md"),
        ("a\x00<b>.HTML", "a-b.html"),
        ("..hidden.txt", "hidden.txt"),
    ],
)
def test_an_uploads_name_loses_its_path_and_what_is_unsafe(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["con.txt", "x.exe", "x", "???.md", ".txt"])
def test_an_uploads_name_that_cannot_be_made_safe_is_refused(name):
    with pytest.raises(UploadError):
        safe_name(name)


def footnote(label, text="字" * 300):
    return Footnote(
        label=label, source_id="a.txt", title="*Long* title " * 30, author="A", publisher=None, published="2024-05-06",
        url="https://example.org/a", language="zh", section="article · " + "节" * 80, speaker="某人", quote=text, start=0, end=len(text),
        chunk_id="c", chunk_text=text, chunk_start=0,
    )  # fmt: skip


def fits(card: Card) -> bool:
    return CARD_LIMIT.holds(card.text) and card.components <= 40 and len(card.text.encode()) <= 9_900


@given(st.text(max_size=6_000), st.integers(0, 60), st.sampled_from(LOCALES), st.sampled_from(["extractive", "chat"]))
@settings(max_examples=60, deadline=None)
def test_every_card_of_an_answer_is_one_that_discord_takes(text, count, locale, engine):
    footnotes = tuple(footnote(n + 1) for n in range(count))
    record = Record(7, HERE, "", "q", "zh", text or "x", None, engine, 1.0, "v", (), footnotes, (), None)
    cards = answer_cards(record, open_strings(locale))
    assert all(fits(card) for card in cards)
    assert all(
        len(option[0]) <= 100
        for card in cards
        for row in card.rows
        if not isinstance(row, tuple)
        for option in row.options
    )
    assert [card for card in cards if card.rows] == cards[-1:]


@given(st.text(alphabet=st.sampled_from("一二三。，abc. \n*_`"), min_size=1, max_size=4_000), st.data())
@settings(max_examples=100, deadline=None)
def test_pages_of_a_source_lie_side_by_side_and_miss_nothing(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 400)))
    middle = excerpt_page(text, start, end)
    assert middle.text[slice(*middle.marked)] == text[start:end]
    pages, number = [middle], 0
    while pages[-1].has_next:
        number += 1
        pages.append(excerpt_page(text, start, end, page=number))
    number = 0
    while pages[0].has_previous:
        number -= 1
        pages.insert(0, excerpt_page(text, start, end, page=number))
    assert "".join(page.text for page in pages).strip() == text.strip()
    for page in pages:
        assert all(fits(card) for card in excerpt_cards(1, footnote(1), page, open_strings("en"), is_current=True))
