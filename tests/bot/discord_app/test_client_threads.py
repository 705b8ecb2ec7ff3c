"""Answers in threads of their own, and follow-ups there."""

import discord
import pytest

from bot.memory import AnsweredPosts
from discord_world import BOTH, EN, FOLLOW_UPS, IN_BOTH, ZH, shown

pytestmark = pytest.mark.bot(reads_channels=True)


@pytest.fixture
async def threaded(world):
    await world.bot.desk.preferences.set_conversation(world.guild.id, world.channel.id, has_threads=True)
    return world


def own(channel, world):
    kinds = (discord.MessageType.default, discord.MessageType.reply)
    return [shown(m) for m in channel.history() if m.author.id == world.bot.user.id and m.type in kinds]


@BOTH
async def test_an_answer_gets_a_thread_of_its_own_named_after_the_question(threaded, question, gold, refusal):
    await threaded.ask(question)
    (thread,) = threaded.channel.threads
    assert thread.name == question
    assert gold in own(thread, threaded)[0]
    assert own(threaded.channel, threaded) == []


@BOTH
async def test_follow_ups_there_need_no_mention_and_know_the_question(threaded, question, gold, refusal):
    await threaded.ask(question)
    (thread,) = threaded.channel.threads
    follow_up, answer = FOLLOW_UPS[question]
    await threaded.mei.send(thread, follow_up)
    assert answer in own(thread, threaded)[1]
    await threaded.mei.send(thread, f"{threaded.ada.mention} {question}")
    assert len(own(thread, threaded)) == 2
    assert len(threaded.channel.threads) == 1


@BOTH
async def test_an_answer_to_a_command_gets_a_thread_for_follow_ups(threaded, question, gold, refusal):
    await threaded.mei.slash(threaded.channel, "ask", question=question)
    (thread,) = threaded.channel.threads
    follow_up, answer = FOLLOW_UPS[question]
    await threaded.mei.send(thread, follow_up)
    assert answer in own(thread, threaded)[0]
    await threaded.mei.slash(threaded.channel, "ask", question=question, private=True)
    assert len(threaded.channel.threads) == 1


@BOTH
@pytest.mark.parametrize(("status", "code"), [(403, 50013), (400, 160006), (400, 200000)])
async def test_where_discord_opens_no_thread_the_answer_is_in_the_channel(
    threaded, question, gold, refusal, status, code
):
    path = f"/channels/{threaded.channel.id}/messages/*/threads"
    threaded.env.inject_error("POST", path, status=status, code=code, times=None)
    assert gold in shown(await threaded.ask(question))
    asked = await threaded.mei.slash(threaded.channel, "ask", question=question)
    assert gold in shown(asked.response)
    assert threaded.channel.threads == []


@BOTH
async def test_an_edited_question_is_answered_anew_in_its_thread(threaded, question, gold, refusal):
    former = ZH if question == EN else EN
    asked = await threaded.mei.send(threaded.channel, f"{threaded.bot.user.mention} {former}")
    await threaded.mei.edit(asked, f"{threaded.bot.user.mention} {question}")
    (thread,) = threaded.channel.threads
    (answer,) = own(thread, threaded)
    assert gold in answer


@BOTH
async def test_a_channel_where_only_questions_are_answered_gets_no_thread_for_silence(
    threaded, question, gold, refusal
):
    await threaded.bot.desk.preferences.set_conversation(
        threaded.guild.id, threaded.channel.id, answered=AnsweredPosts.QUESTIONS
    )
    silent = "How long does braised pork have to cook?" if question == EN else "红烧肉要炖多久才好吃？"
    await threaded.mei.send(threaded.channel, silent)
    assert threaded.channel.threads == []
    await threaded.mei.send(threaded.channel, question)
    assert len(threaded.channel.threads) == 1


@IN_BOTH
@pytest.mark.parametrize("may_open", [True, False])
async def test_the_panel_says_where_the_bot_may_not_open_threads(threaded, speak, locale, may_open):
    speak(locale)
    cannot = "cannot open threads" if locale == "en-US" else "不能在 <#"
    denied = discord.PermissionOverwrite(create_public_threads=may_open)
    overwrites = {threaded.bot.get_guild(threaded.guild.id).default_role: denied}
    channel = threaded.guild.create_text_channel("more", overwrites=overwrites)
    panel = await threaded.ada.slash(threaded.channel, "settings")
    await threaded.ada.select(panel.response, [channel], custom_id="footnote:setthreads:0:")
    assert (cannot in shown(panel.response)) is not may_open


@BOTH
async def test_in_a_thread_of_somebody_else_nothing_changes(threaded, question, gold, refusal):
    channel = threaded.bot.get_channel(threaded.channel.id)
    assert channel is not None
    thread = threaded.env.backend.create_thread(threaded.channel.id, "tea", threaded.mei.id)
    await threaded.env.settle()
    handle = next(t for t in threaded.channel.threads if t.id == thread.id)
    await threaded.mei.send(handle, question)
    assert own(handle, threaded) == []
