"""Asking in an in-process Discord: by mention, direct message, command, menu, reply, and in ask channels."""

import pytest

from bot.answers import Asker
from discord_world import BOTH, EN, FOLLOW_UPS, ZH, World, labels, shown, thread_of


@BOTH
async def test_a_mention_is_answered_with_labels_footnotes_and_buttons(world, question, gold, refusal):
    answer = await world.ask(question)
    assert gold in shown(answer)
    assert "[1]" in shown(answer)
    assert {"[1]", "👍", "👎"} <= set(labels(answer))
    assert refusal not in shown(answer)
    assert answer.reference is not None


@BOTH
async def test_a_question_the_sources_are_silent_on_is_refused_in_its_language(world, question, gold, refusal):
    answer = await world.ask("怎么做红烧肉?" if question == ZH else "Who won the chess championship of Atlantis?")
    assert refusal in shown(answer)
    assert "[1]" not in labels(answer)


@BOTH
async def test_a_direct_message_is_answered(world, question, gold, refusal):
    await world.mei.send_dm(question)
    assert gold in shown(world.mei.user.dm_channel.last_message)


@BOTH
async def test_the_ask_command_answers_and_can_be_private(world, question, gold, refusal):
    public = await world.mei.slash(world.channel, "ask", question=question)
    private = await world.mei.slash(world.channel, "ask", question=question, private=True)
    assert (public.response.ephemeral, private.response.ephemeral) == (False, True)
    assert gold in shown(public.response)
    assert gold in shown(private.response)


@pytest.mark.parametrize(
    ("question", "typed", "source", "silent_source", "refusal", "language", "note", "unknown"),
    [
        (
            EN, "houses of", "tea.txt", "bridge.txt", "No answer", "zh", "以下是来源的英文原文",
            "There is no source “没有这个”",
        ),
        (
            ZH, "青石", "bridge.txt", "tea.txt", "没有找到答案", "en", "In the sources' own words, which are Chinese",
            "没有“没有这个”这个来源",
        ),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_the_ask_command_answers_from_one_source_and_in_the_language_asked_for(
    world, question, typed, source, silent_source, refusal, language, note, unknown
):
    choices = await world.mei.autocomplete(world.channel, "ask", "source", typed, question=question)
    assert [choice["value"] for choice in choices] == [source]
    silent = await world.mei.slash(world.channel, "ask", question=question, source=silent_source)
    assert refusal in shown(silent.response)
    other = await world.mei.slash(world.channel, "ask", question=question, language=language)
    assert note in shown(other.response)
    missing = await world.mei.slash(world.channel, "ask", question=question, source="没有这个")
    assert unknown in shown(missing.response)


async def test_what_is_not_addressed_to_the_bot_is_left_alone(world):
    await world.mei.send(world.channel, EN)
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{world.bot.user.mention} {EN}")
    assert all(message.author.id != world.bot.user.id for message in world.channel.history())


@pytest.mark.parametrize(
    ("locale", "told_how"),
    [("en-US", "Ask me something"), ("zh-CN", "想问什么？"), ("zh-TW", "想問什麼？")],
    ids=["en", "zh-CN", "zh-TW"],
)
async def test_a_mention_without_a_question_is_told_how_to_ask_in_the_servers_language(env, locale, told_how):
    world = World(env, env.bot, locale=locale)
    answer = shown(await world.ask(""))
    assert told_how in answer
    assert "help:" in answer


@pytest.mark.parametrize(
    ("question", "gold", "message", "supported", "absent"),
    [
        (
            EN, "42", "Brindle has 42 tea houses. Whales sing in the winter sea.",
            "✅ Supported: Brindle has 42 tea houses.", "Not in the sources: Whales sing in the winter sea.",
        ),
        (
            ZH, "186米", "青石桥全长186米。今天天气很好。", "✅ 有依据：青石桥全长186米。",
            "来源里没有提到：今天天气很好。",
        ),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_the_message_menu_asks_and_checks(world, question, gold, message, supported, absent):
    posted = await world.mei.send(world.channel, question)
    asked = await world.mei.context_menu(world.channel, "Ask about this", posted)
    assert gold in shown(asked.response)
    said = await world.mei.send(world.channel, message)
    checked = await world.mei.context_menu(world.channel, "Check against the sources", said)
    assert not checked.followups
    assert supported in shown(checked.response)
    assert absent in shown(checked.response)


@pytest.mark.parametrize(
    ("locale", "count", "languages", "query", "found", "how"),
    [
        ("en-US", "3 sources", "English; Chinese", "tea houses", "has 42 **tea houses**", "How to ask"),
        ("zh-CN", "共 3 个来源", "英文、中文", "青石桥", "**青石桥**全长186米", "怎么问"),
    ],
    ids=["en", "zh"],
)
async def test_sources_search_and_help_look_around(world, speak, locale, count, languages, query, found, how):
    speak(locale)
    listed = shown((await world.mei.slash(world.channel, "sources")).response)
    for part in (count, languages, "Night clinic", "青石桥的故事", "The Tea Houses of Brindle"):
        assert part in listed
    assert found in shown((await world.mei.slash(world.channel, "search", query=query)).response)
    helped = shown((await world.mei.slash(world.channel, "help")).response)
    assert how in helped
    assert "ask:" in helped


@pytest.mark.bot(reads_channels=True)
@pytest.mark.parametrize(
    ("locale", "question", "gold", "on", "off"),
    [
        ("en-US", EN, "42", "I answer every message in", "only when I am mentioned"),
        ("zh-CN", ZH, "186米", "里的每条消息", "只有 @我 我才会回答"),
    ],
    ids=["en", "zh"],
)
async def test_every_message_in_an_ask_channel_is_answered_until_it_is_switched_off(
    world, speak, locale, question, gold, on, off
):
    speak(locale)
    forum = world.guild.create_forum_channel("forum")
    for channel in (world.channel, forum):
        assert on in shown((await world.ada.slash(world.channel, "admin channel", channel=channel)).response)
    await world.mei.send(world.channel, question)
    assert gold in shown(world.channel.last_message)
    unset = await world.ada.slash(world.channel, "admin channel", channel=world.channel, answers=False)
    assert off in shown(unset.response)
    count = len(world.channel.history())
    await world.mei.send(world.channel, question)
    assert len(world.channel.history()) == count + 1


@pytest.mark.parametrize(
    ("locale", "question", "deleted", "nothing"),
    [("en-US", EN, "starts afresh", "nothing to forget"), ("zh-CN", ZH, "下一个问题重新开始", "还没有问过问题")],
    ids=["en", "zh"],
)
async def test_forget_deletes_what_was_asked_and_the_next_question_starts_afresh(
    world, speak, locale, question, deleted, nothing
):
    speak(locale)
    first = await world.ask(question)
    assert deleted in shown((await world.mei.slash(world.channel, "forget")).response)
    memory = world.bot.desk.memory
    mei = Asker(world.guild.id, world.channel.id, world.mei.id)
    assert (
        await memory.earlier_turns(mei, previous=await memory.record_of_post(first.id), continues_conversation=False)
        == []
    )
    assert nothing in shown((await world.mei.slash(world.channel, "forget")).response)


@pytest.mark.bot(reads_channels=True)
@pytest.mark.parametrize(
    ("question", "gold", "translate", "note"),
    [(EN, "42", "用中文", "以下是来源的英文原文"), (ZH, "186米", "in English", "which are Chinese")],
    ids=["en", "zh"],
)
async def test_in_a_thread_of_an_ask_channel_follow_ups_know_the_askers_own_questions(
    world, question, gold, translate, note
):
    await world.ada.slash(world.channel, "admin channel", channel=world.channel)
    thread = await thread_of(world, "tea")
    await world.mei.send(thread, question)
    assert gold in shown(thread.last_message)
    eve = world.guild.add_member(world.env.create_user("eve"))
    await eve.send(thread, ZH if question == EN else EN)
    follow_up, answer = FOLLOW_UPS[question]
    await world.mei.send(thread, follow_up)
    assert answer in shown(thread.last_message)
    await world.mei.send(thread, translate)
    assert note in shown(thread.last_message)
