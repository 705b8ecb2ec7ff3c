"""What is kept of people and servers can be seen and deleted, and goes by itself where it should."""

from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.answers import Asker
from discord_world import BOTH, EN, ZH, shown, told

LANGUAGES = pytest.mark.parametrize(
    ("locale", "kept", "button", "erased"),
    [
        ("en-US", "after 7 days", "Erase all my data", "Deleted: all your questions"),
        (discord.Locale.chinese, "7 天后删除", "删除我的全部内容", "已删除：你在所有服务器上"),
    ],
    ids=["en", "zh"],
)


def age(world, days):
    """Let every answer be as old as that."""
    then = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    connection = world.bot.desk.memory._connection
    with connection:
        connection.execute("UPDATE answers SET asked_at = ?", (then,))
        connection.execute("UPDATE left_communities SET left_at = ?", (then,))


@pytest.mark.bot(keep_days=7)
@LANGUAGES
async def test_privacy_says_what_is_kept_and_erases_what_is_the_persons(world, speak, locale, kept, button, erased):
    speak(locale)
    eve = world.guild.add_member(world.env.create_user("eve"))
    mine = await world.ask(EN)
    await world.mei.send_dm(ZH)
    await world.mei.click(mine, label="👍")
    asked = await eve.slash(world.channel, "ask", question=ZH)
    shown_card = await world.mei.slash(world.channel, "privacy")
    assert shown_card.response.ephemeral
    assert kept in shown(shown_card.response)
    assert "30" in shown(shown_card.response)
    assert erased in told(await world.mei.click(shown_card.response, label=button))
    memory = world.bot.desk.memory
    assert await memory.record(1) is None
    assert await memory.record(2) is None
    assert await memory.votes(world.guild.id) == []
    assert await memory.record_of_post(asked.response.id) is not None


@BOTH
async def test_forget_deletes_what_was_asked_there_and_nothing_else(world, question, gold, refusal):
    await world.ask(question)
    await world.mei.send_dm(question)
    await world.mei.slash(world.channel, "forget")
    memory = world.bot.desk.memory
    assert await memory.record(1) is None
    assert await memory.record(2) is not None


@pytest.mark.bot(keep_days=7)
async def test_answers_go_after_the_days_of_the_setting(world):
    await world.ask(EN)
    age(world, 8)
    await world.ask(ZH)
    await world.env.advance_time(86_401)
    memory = world.bot.desk.memory
    assert await memory.record(1) is None
    assert await memory.record(2) is not None


async def test_without_the_setting_nothing_goes_by_itself(world):
    await world.ask(EN)
    age(world, 4000)
    await world.bot.desk.clean_up(keep_days=0)
    assert await world.bot.desk.memory.record(1) is not None


async def test_what_is_kept_of_a_server_that_was_left_goes_after_thirty_days(world, corpus):
    await world.ada.slash(world.channel, "admin add", file=("fen.txt", b"Fen\n\nThe Fen library has 88 maps.\n"))
    await world.ask(EN)
    desk, folder = world.bot.desk, corpus / str(world.guild.id)
    await desk.memory.note_communities([])
    age(world, 29)
    await desk.clean_up(keep_days=0)
    assert folder.is_dir()
    assert await desk.memory.record(1) is not None
    age(world, 31)
    await desk.clean_up(keep_days=0)
    assert not folder.exists()
    assert await desk.memory.record(1) is None
    listed = await desk.sources(Asker(None, 1, 1, reads_all=True))
    assert not any("fen" in source.id for source, _ in listed)


async def test_a_server_that_is_joined_again_keeps_what_it_had(world):
    await world.ask(EN)
    desk = world.bot.desk
    await desk.memory.note_communities([])
    age(world, 31)
    await desk.memory.note_communities([world.guild.id])
    await desk.clean_up(keep_days=0)
    assert await desk.memory.record(1) is not None
