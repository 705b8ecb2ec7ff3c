"""A search marks what matched, says the language, opens its passages and turns its pages."""

import discord
import pytest

from bot.answers import Asker
from discord_world import EN, ZH, labels, shown, thread_of, told


async def search(world, query, member=None):
    return (await (member or world.mei).slash(world.channel, "search", query=query)).response


@pytest.mark.parametrize(
    ("query", "marked", "title", "language"),
    [
        ("tea house", "has 42 **tea houses**.", "The Tea Houses of Brindle", "English"),
        ("青石桥", "**青石桥**全长186米", "《青石桥的故事》", "中文"),
        ("青石橋", "**青石桥**全长186米", "《青石桥的故事》", "中文"),
    ],
)
async def test_what_matched_is_bold_and_the_language_is_said(world, query, marked, title, language):
    found = await search(world, query)
    assert found.ephemeral
    for part in (marked, title, language):
        assert part in shown(found)
    assert labels(found)[0] == "[1]"


@pytest.mark.parametrize(
    ("query", "quote", "language"),
    [
        ("stone lions on the bridge", "**桥上有二十四只石狮子**。", "Chinese"),
        ("茶馆 有轨电车", "**Most guests come by tram**.", "英文"),
    ],
)
async def test_what_is_found_in_the_other_language_is_marked_as_a_sentence(world, query, quote, language):
    text = shown(await search(world, query))
    assert language in text
    assert quote in text
    assert "**Brindle has 42" not in text


@pytest.mark.parametrize(("query", "passage"), [("tea houses Brindle", "Mira Okafor"), ("青石桥", "石狮子")])
async def test_a_found_passage_opens_also_after_a_restart_and_for_nobody_else(world, open_bot, query, passage):
    found = await search(world, query)
    opened = await world.mei.click(found, label="[1]")
    assert passage in told(opened)
    await world.env.restart_bot(open_bot())
    assert passage in told(await world.mei.click(found, label="[1]"))
    desk = world.env.bot.desk
    eve = Asker(world.guild.id, world.channel.id, 99)
    assert await desk.record(1, eve) is None


@pytest.mark.parametrize(
    ("locale", "text", "forward", "back"),
    [
        (discord.Locale.american_english, "The lantern {n} of Oru is {n} feet tall.", "Next ▶", "◀ Previous"),
        (discord.Locale.chinese, "奥鲁的第{n}盏灯笼高{n}尺。", "下一页 ▶", "◀ 上一页"),
    ],
)
async def test_more_than_five_passages_have_pages(world, corpus, speak, locale, text, forward, back):
    speak(locale)
    for n in range(2, 9):
        (corpus / f"lantern {n}.txt").write_text(f"Lantern {n}\n\n{text.format(n=n)}\n", "utf-8")
    await world.bot.desk.reindex()
    query = "lanterns of Oru" if "lantern" in text else "奥鲁的灯笼"
    found = await search(world, query)
    desk = world.bot.desk
    assert labels(found)[:5] == [f"[{n}]" for n in range(1, 6)]
    await world.mei.click(found, label=forward)
    assert labels(found)[0] == "[6]"
    assert "· 2/3" in shown(found)
    await world.mei.click(found, label=back)
    assert "· 1/3" in shown(found)
    await desk.memory.delete(1)
    await world.mei.click(found, label=forward)
    assert labels(found) == []


@pytest.mark.parametrize(
    ("query", "nothing"), [("tea houses", "No matching passages"), ("青石桥", "没有找到相关的段落")], ids=["en", "zh"]
)
async def test_what_is_not_there_is_said_and_nothing_is_kept(world, corpus, query, nothing):
    elsewhere = corpus / "123456789012345"
    elsewhere.mkdir()
    for path in [path for path in corpus.iterdir() if path.is_file()]:
        path.rename(elsewhere / path.name)
    await world.bot.desk.reindex()
    assert nothing in shown(await search(world, query))
    assert await world.bot.desk.memory.record(1) is None


async def test_a_search_is_no_question_of_a_conversation_and_counts_as_none(world):
    thread = await thread_of(world, "tea")
    await world.mei.slash(thread, "ask", question=EN)
    await world.mei.slash(thread, "search", query=ZH)
    mei = Asker(world.guild.id, thread.id, world.mei.id)
    (turn,) = await world.bot.desk.memory.earlier_turns(mei, previous=None, continues_conversation=True)
    assert turn.question == EN
    assert (await world.bot.desk.memory.answer_statistics(world.guild.id))[0] == 1
