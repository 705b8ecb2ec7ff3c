"""A text shown while it is written."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.delivery.live_message import ThrottledUpdates


def follow(texts, *, pause=0.0, slow=0.0, between=0.0):
    """What is shown of texts that another thread writes, and what is shown after the text was left."""
    shown, late = [], []

    async def run():
        target = shown

        async def show(text):
            await asyncio.sleep(slow)
            target.append(text)

        async with ThrottledUpdates(show, pause_seconds=pause) as live:
            for text in texts:
                await asyncio.to_thread(live.put, text)
                await asyncio.sleep(between)
            await asyncio.sleep(0.01)
        target = late
        live.put("too late")
        await asyncio.sleep(0.01)

    asyncio.run(run())
    return shown, late


@given(st.lists(st.text(min_size=1, max_size=8), max_size=6))
def test_what_is_shown_was_written_in_this_order_and_nothing_follows_once_it_is_left(texts):
    shown, late = follow(texts)
    rest = iter(texts)
    assert all(text in rest for text in shown)
    assert late == []


def test_the_newest_text_is_shown_at_last():
    assert follow(["金", "黄金", "黄金卖"], between=0.005)[0][-1] == "黄金卖"


def test_however_fast_it_grows_it_is_shown_no_more_often_than_agreed():
    shown, _ = follow([str(n) for n in range(200)], pause=60)
    assert shown == ["0"]


def test_nothing_is_shown_of_white_space():
    assert follow(["", " ", "\n"]) == ([], [])


def test_leaving_waits_for_what_is_just_being_shown():
    assert follow(["half"], slow=0.05) == (["half"], [])
