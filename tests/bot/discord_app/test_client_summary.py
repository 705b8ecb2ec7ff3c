"""Summaries on Discord."""

import re
from contextlib import closing

import discord
import pytest

from bot.answers import Asker
from bot.memory.database import open_database
from discord_world import BOTH, labels, shown

SUMMED_UP = pytest.mark.parametrize(
    ("topic", "said", "heading", "silent_on", "silence"),
    [
        (
            "tea houses",
            "1911 under Mira Okafor",
            "Summary",
            "chess in Atlantis",
            "The sources are silent on this",
        ),
        ("青石桥", "186米", "摘要", "火星上的葡萄酒", "来源里没有谈到这个话题"),
    ],
    ids=["en", "zh"],
)


@SUMMED_UP
async def test_a_topic_is_summed_up_in_its_language_or_the_sources_are_silent_on_it(
    world, topic, said, heading, silent_on, silence
):
    summed = await world.mei.slash(world.channel, "summary", topic=topic)
    assert said in shown(summed.response)
    assert f"**{heading}" in shown(summed.response)
    assert {"[1]", "👍", "👎"} <= set(labels(summed.response))
    assert not summed.response.ephemeral
    silent = await world.mei.slash(world.channel, "summary", topic=silent_on, private=True)
    assert silence in shown(silent.response)
    assert "[1]" not in labels(silent.response)
    assert silent.response.ephemeral


@SUMMED_UP
async def test_a_footnote_of_a_summary_opens_its_passage_also_after_a_restart(
    world, open_bot, topic, said, heading, silent_on, silence
):
    summed = await world.mei.slash(world.channel, "summary", topic=topic, length=1)
    (point,) = re.findall(r"• (.+?)[.。]\s?\[1\]", shown(summed.response))
    opened = await world.mei.click(summed.response, label="[1]")
    assert opened.response.ephemeral
    await world.env.restart_bot(open_bot())
    again = await world.mei.click(summed.response, label="[1]")
    for passage in (opened, again):
        assert any(point in words for words in re.findall(r"\*\*(.+?)\*\*", shown(passage.response)))
    wider = await world.mei.click(
        summed.response, label="More passages" if heading == "Summary" else "查看更多相关段落"
    )
    assert wider.response.ephemeral


@pytest.mark.parametrize(
    ("locale", "title", "said", "other", "note"),
    [
        (discord.Locale.american_english, "Night clinic", "12 beds", "用中文", "夜间诊所有12张床位"),
        (discord.Locale.chinese, "Night clinic", "夜间诊所有12张床位", "In English", "12 beds"),
        (
            discord.Locale.chinese,
            "bridge.txt",
            "186米",
            "In English",
            "Text that is only in Chinese is quoted in the original",
        ),
    ],
    ids=["en", "zh", "zh-only"],
)
async def test_a_source_is_summed_up_in_the_askers_language_and_the_other_is_a_button_away(
    world, speak, locale, title, said, other, note
):
    speak(locale)
    summed = await world.mei.slash(world.channel, "summary", source=title)
    assert said in shown(summed.response)
    assert "More passages" not in labels(summed.response)
    fresh = await world.mei.click(summed.response, label=other)
    assert note in shown(fresh.response)


async def test_all_sources_are_summed_up_a_topic_within_one_of_them_and_in_the_language_asked_for(world, corpus):
    choices = await world.mei.autocomplete(world.channel, "summary", "source", "桥")
    assert [choice["value"] for choice in choices] == ["bridge.txt"]
    everything = await world.mei.slash(world.channel, "summary", length=3)
    assert "all sources" in shown(everything.response)
    assert {"[1]", "[2]", "[3]"} <= set(labels(everything.response))
    within = await world.mei.slash(world.channel, "summary", topic="青石桥", source="tea.txt")
    assert "没有谈到" in shown(within.response)
    chinese = await world.mei.slash(world.channel, "summary", source="tea.txt", language="zh")
    assert "只有英文的内容按原文引用" in shown(chinese.response)
    rows = "".join(f"The lamp of house {n} was lit by the keeper of the {n}th gate.\n\n" for n in range(9))
    (corpus / "lamps.txt").write_text(f"Lamps\n\n{rows}")
    await world.ada.slash(world.channel, "admin reindex")
    many = await world.mei.slash(world.channel, "summary", length=20)
    assert "[6]" in shown(many.response)
    assert "[6]" not in labels(many.response)  # in a menu


@pytest.mark.parametrize(
    ("locale", "topic", "unknown", "said", "wordless"),
    [
        (discord.Locale.american_english, "tea", "Nowhere", "There is no source “Nowhere”", "no words in that"),
        (discord.Locale.chinese, "茶", "没有这个", "没有“没有这个”这个来源", "没有可以搜索的文字"),
    ],
    ids=["en", "zh"],
)
async def test_a_summary_of_what_is_not_there_is_refused_in_the_askers_language(
    world, speak, locale, topic, unknown, said, wordless
):
    speak(locale)
    for options in ({}, {"topic": topic}):
        refused = await world.mei.slash(world.channel, "summary", source=unknown, **options)
        assert said in shown(refused.response)
    refused = await world.mei.slash(world.channel, "summary", topic="？！")
    assert wordless in shown(refused.response)


@pytest.mark.parametrize(
    ("locale", "since", "until", "none", "no_day"),
    [
        (
            discord.Locale.american_english,
            "2024-05-06",
            "2024",
            "No source has a publication date",
            "“soon” is not a date",
        ),
        (discord.Locale.chinese, "2024年5月6日", "2024年5月", "没有在这段时间发表的来源", "“soon”不是日期"),
    ],
    ids=["en", "zh"],
)
async def test_a_period_takes_only_sources_published_in_it(world, speak, locale, since, until, none, no_day):
    speak(locale)
    summed = await world.mei.slash(world.channel, "summary", since=since, until=until)
    record = await world.bot.desk.record(1, Asker(world.guild.id, world.channel.id, world.mei.id))
    assert {footnote.source_id for footnote in record.footnotes} == {"clinic.md"}
    assert "[1]" in shown(summed.response)
    late = await world.mei.slash(world.channel, "summary", since="2024-05-07")
    assert none in shown(late.response)
    unread = await world.mei.slash(world.channel, "summary", until="soon")
    assert no_day in shown(unread.response)


@BOTH
async def test_a_follow_up_on_a_summary_knows_its_topic_and_one_without_is_no_question(world, question, gold, refusal):
    summed = await world.mei.slash(world.channel, "summary")
    assert gold in shown(await world.ask(question, reply_to=summed.response))


@pytest.mark.parametrize(
    ("locale", "title", "text", "topic", "unknown", "nothing"),
    [
        (
            discord.Locale.american_english, "Vault", "The vault of Marrow holds 9017 golden spoons in a cellar of oak.",
            "golden spoons in the vault of Marrow", "There is no source", "nothing to sum up",
        ),
        (
            discord.Locale.chinese, "金库纪要", "马罗金库在橡木地窖里存放着9017把金勺子。", "马罗金库的金勺子", "”这个来源",
            "没有可以总结的内容",
        ),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_a_guilds_own_sources_are_summed_up_for_it_alone(
    world, corpus, speak, locale, title, text, topic, unknown, nothing
):
    speak(locale)
    other = world.env.create_guild("Second")
    channel = other.create_text_channel("general")
    eve = other.add_member(world.env.create_user("eve"))
    folder = corpus / str(world.guild.id)
    folder.mkdir()
    (folder / "secret.txt").write_text(f"{title}\n\n{text}\n", "utf-8")
    await world.ada.slash(world.channel, "admin reindex")
    for options in ({"topic": topic}, {"source": title}, {"length": 20}):
        own = await world.mei.slash(world.channel, "summary", **options)
        assert "9017" in shown(own.response)
        foreign = await eve.slash(channel, "summary", **options)
        assert "9017" not in "\n".join(map(shown, [foreign.response, *foreign.followups]))
    assert await eve.autocomplete(channel, "summary", "source", title) == []
    asked = await eve.slash(channel, "summary", source=f"{world.guild.id}/secret.txt")
    assert unknown in shown(asked.response)
    for path in corpus.glob("*.*"):
        path.unlink()
    await world.ada.slash(world.channel, "admin reindex")
    empty = await eve.slash(channel, "summary")
    assert nothing in shown(empty.response)


async def test_a_state_file_of_before_there_were_summaries_is_read(open_bot, tmp_path):
    former = tmp_path / "data" / "discord.sqlite3"
    with closing(open_database(tmp_path / "elsewhere" / "memory.sqlite3")) as database:
        database.execute("ALTER TABLE answers DROP COLUMN sentences")
        database.execute("INSERT INTO notes VALUES ('key', 'kept')")
        database.execute("PRAGMA user_version = 0")
        database.commit()
        former.parent.mkdir(exist_ok=True)
        database.execute("VACUUM INTO ?", (str(former),))
    desk = open_bot().desk
    await desk.warm()
    record = await desk.sum_up("青石桥", Asker(1, 2, 3), sentences=2, language="zh")
    assert await desk.record(record.id, Asker(1, 2, 3)) == record
    assert await desk.memory.note("key") == "kept"
    assert not former.exists()
    assert record.sentences == 2


@pytest.mark.parametrize(
    ("language", "own", "note", "foreign"),
    [
        ("en", "Okafor", "Text that is only in Chinese", "桥"),
        ("zh", "186米", "只有英文的内容", "Okafor"),
    ],
)
async def test_the_askers_language_comes_first_and_the_note_stands_over_the_other(world, language, own, note, foreign):
    summed = shown((await world.mei.slash(world.channel, "summary", language=language, length=8)).response)
    assert summed.index(own) < summed.index(note) < summed.index(foreign, summed.index(note))
    assert summed.count("• ") <= 8
