"""What the bot says reads well: small talk, verdicts, commands that can be tapped, and everything in the reader's language."""

import re
from importlib.resources import files

import discord
import pytest

from bot.conversation import SmallTalk, read_small_talk
from discord_world import BOTH, EN, ZH, labels, shown, thread_of


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("hello", "greeting"), ("Hi there!", "greeting"), ("Good morning", "greeting"), ("你好", "greeting"), ("在吗？", "greeting"),
        ("thanks!", "thanks"), ("Thank you so much", "thanks"), ("thanks a lot :)", "thanks"), ("谢谢", "thanks"), ("好的，谢谢你！", "thanks"),
        ("bye", "goodbye"), ("再見～", "goodbye"), ("who are you?", "who"), ("你是谁？", "who"), ("那后来呢?", "follow-up"),
        ("And then?", "follow-up"), ("why?", "follow-up"), ("为什么？", "follow-up"), ("那呢", "follow-up"),
        (EN, None), (ZH, None), ("hello world program in C", None), ("谢谢大使是谁", None), ("为什么桥塌了？", None), ("hi-fi", None),
    ],
)  # fmt: skip
def test_small_talk_is_told_from_questions(said, key):
    assert read_small_talk(said) == key


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("hello", "Ask me anything"),
        ("谢谢", "不客气"),
        ("那后来呢?", "不知道你接着问的"),
        ("and then?", "do not know what this follows"),
    ],
)
async def test_small_talk_is_met_as_a_person_would(world, said, reply):
    assert reply in shown(await world.ask(said))
    assert reply in shown((await world.mei.slash(world.channel, "ask", question=said)).response)
    assert await world.bot.desk.memory.record(1) is None


@pytest.mark.parametrize(
    ("question", "follow_up", "not_known"),
    [(EN, "and then?", "do not know what this follows"), (ZH, "那后来呢?", "不知道你接着问的")],
    ids=["en", "zh"],
)
async def test_a_follow_up_that_follows_something_is_a_question(world, question, follow_up, not_known):
    thread = await thread_of(world, "桥")
    await world.mei.send(thread, f"{world.bot.user.mention} {question}")
    await world.mei.send(thread, f"{world.bot.user.mention} {follow_up}")
    assert read_small_talk(follow_up) is SmallTalk.FOLLOW_UP
    assert not_known not in shown(thread.last_message)


@BOTH
async def test_commands_in_the_bots_texts_can_be_tapped(world, speak, question, gold, refusal):
    speak("en-US" if question == EN else discord.Locale.chinese)
    text = shown((await world.mei.slash(world.channel, "help")).response)
    assert re.search(r"</ask:\d+>", text)
    assert re.search(r"</summary:\d+>", text)
    assert not re.search(r"(?<![\w<])/(ask|search|sources|summary|forget)\b", text)


async def test_what_a_source_says_of_commands_stays_as_it_is(world):
    unknown = await world.mei.slash(world.channel, "ask", question=EN, source="/ask")
    assert "“/ask”" in shown(unknown.response)


async def test_a_chinese_client_sees_names_help_and_errors_in_chinese(world, speak):
    translator = world.bot.tree.translator
    payloads = [await c.get_translated_payload(world.bot.tree, translator) for c in world.bot.tree.get_commands()]

    def options(part):
        for option in part.get("options", []):
            yield option
            yield from options(option)

    for payload in payloads:
        for option in options(payload):
            for locale in ("zh-CN", "zh-TW"):
                assert re.search("[\u4e00-\u9fff]", option["name_localizations"][locale])
    speak(discord.Locale.chinese)
    helped = shown((await world.mei.slash(world.channel, "help")).response)
    assert "长按" in helped
    speak(discord.Locale.taiwan_chinese)
    assert "長按" in shown((await world.mei.slash(world.channel, "help")).response)


@pytest.mark.parametrize(
    "phrase", ["扩大范围", "已收下", "供管理服务器的人使用", "一句话就够", "JSON 行", "运行机器人的人"]
)
def test_none_of_the_stiff_phrases_is_used(phrase):
    for locale in ("zh-CN", "zh-TW"):
        assert phrase not in files("bot.strings").joinpath(f"{locale}.ftl").read_text("utf-8")


@pytest.mark.parametrize(
    ("statement", "verdict", "quote"),
    [
        ("Brindle has 42 tea houses.", "✅ Supported", "Brindle has 42 tea houses."),
        ("Brindle has 57 tea houses.", "❌ The sources say otherwise", "Brindle has 42 tea houses."),
        ("Whales sing in the winter sea.", "➖ Not in the sources", None),
        ("青石桥全长186米。", "✅ 有依据", "青石桥全长186米"),
        ("青石橋全長186米。", "✅ 有依據", "青石桥全长186米"),
        ("青石桥全长999米。", "❌ 与来源不符", "青石桥全长186米"),
        ("鲸鱼在冬天唱歌。", "➖ 来源里没有提到", None),
    ],
)
async def test_a_check_gives_a_verdict_with_the_passage_that_decides_in_one_message(world, statement, verdict, quote):
    message = await world.mei.send(world.channel, statement)
    checked = await world.mei.context_menu(world.channel, "Check against the sources", message)
    assert not checked.followups
    assert f"{verdict}" in shown(checked.response)
    assert (quote is None) == ("[1]" not in labels(checked.response))
    if quote:
        assert quote in shown(checked.response)
        opened = await world.mei.click(checked.response, label="[1]")
        assert quote.rstrip(".。") in shown(opened.response)
