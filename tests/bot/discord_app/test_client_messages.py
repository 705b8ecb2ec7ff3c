"""Questions in messages: how they address the bot, what is read of them, and what becomes of edited and deleted ones."""

import asyncio

import discord
import pytest

from bot.answering import remove_mentions
from discord_world import BOTH, EN, IN_BOTH, ZH, World, shown


def answers(world):
    return [message for message in world.channel.history() if message.author.id == world.bot.user.id]


def own_role(world):
    """The role that Discord makes for the bot on each server."""
    role = world.bot.get_guild(world.guild.id).get_role(world.guild.create_role("Footnote").id)
    role.tags = discord.RoleTags({"bot_id": str(world.bot.user.id)})
    return role


@pytest.mark.bot(reads_channels=True)
@BOTH
async def test_a_mention_of_the_bots_own_role_is_a_mention_of_the_bot(world, question, gold, refusal):
    await world.mei.send(world.channel, f"{own_role(world).mention} {question}")
    assert gold in shown(world.channel.last_message)
    record = await world.bot.desk.memory.record_of_post(world.channel.last_message.id)
    assert record.question == question


@pytest.mark.parametrize(
    ("locale", "remedy"),
    [("en-US", "mention me myself"), ("zh-CN", "请直接 @我"), ("zh-TW", "請直接 @我")],
    ids=["en", "zh-CN", "zh-TW"],
)
async def test_where_discord_hides_the_text_beside_the_role_the_person_is_told(env, locale, remedy):
    world = World(env, env.bot, locale=locale)
    await world.mei.send(world.channel, f"{own_role(world).mention} {ZH}")
    assert remedy in shown(world.channel.last_message)


@BOTH
@pytest.mark.parametrize(
    "typed", ["@Footnote {}", "@footnote, {}", "{} @FOOTNOTE", "@Footnote：{}", "@TestBot {}", "<@&77> {}"]
)
async def test_a_mention_left_in_the_text_is_not_part_of_the_question(world, question, gold, refusal, typed):
    answer = await world.ask(typed.format(question))
    record = await world.bot.desk.memory.record_of_post(answer.id)
    assert record.question == question
    asked = await world.mei.slash(world.channel, "ask", question=f"@Footnote {question}")
    assert gold in shown(asked.response)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@Footnote青石桥全长多少米?", "青石桥全长多少米?"),
        ("me@footnote.io wrote?", "me@footnote.io wrote?"),
        ("who is @footnotes?", "who is @footnotes?"),
        ("what is @footnote-bot?", "what is @footnote-bot?"),
        ("how long is it, @Footnote?", "how long is it, ?"),
        ("<@!12> 青石桥", "青石桥"),
    ],
)
def test_only_the_bots_own_name_is_taken_out(text, left):
    assert " ".join(remove_mentions(text).split()) == left


@pytest.mark.bot(reads_channels=True)
@BOTH
async def test_where_the_bot_may_read_a_name_typed_as_text_calls_it(world, question, gold, refusal):
    await world.mei.send(world.channel, f"@Footnote {question}")
    assert gold in shown(world.channel.last_message)
    count = len(world.channel.history())
    await world.mei.send(world.channel, f"ask @Footnote: {question}")
    assert len(world.channel.history()) == count + 1


@pytest.mark.parametrize(
    ("name", "content", "en", "zh"),
    [("a.png", b"\x89PNG", "not pictures", "看不了图片"), ("a.pdf", b"%PDF", "not the files", "不读其中的文件")],
)
async def test_a_message_with_a_picture_or_a_file_alone_gets_the_true_reason(world, speak, name, content, en, zh):
    await world.ask("", attachments=[(name, content)])
    assert en in shown(world.channel.last_message)
    picture = await world.mei.send(world.channel, "", attachments=[(name, content)])
    for menu in ("Ask about this", "Check against the sources"):
        assert en in shown((await world.mei.context_menu(world.channel, menu, picture)).response)
    speak(discord.Locale.chinese)
    assert zh in shown((await world.mei.context_menu(world.channel, "Ask about this", picture)).response)


@BOTH
async def test_what_a_forwarded_message_says_is_read(world, question, gold, refusal):
    original = await world.mei.send(world.channel, question)
    forwarded = await world.mei.forward(original, world.channel)
    asked = await world.mei.context_menu(world.channel, "Ask about this", forwarded)
    assert gold in shown(asked.response)


@IN_BOTH
async def test_a_forwarded_picture_gets_the_true_reason(world, speak, locale):
    speak(locale)
    original = await world.mei.send(world.channel, "", attachments=[("a.png", b"\x89PNG")])
    forwarded = await world.mei.forward(original, world.channel)
    asked = await world.mei.context_menu(world.channel, "Check against the sources", forwarded)
    assert ("not pictures" if locale == "en-US" else "看不了图片") in shown(asked.response)


@IN_BOTH
async def test_the_bots_own_card_is_named_as_such(world, speak, locale):
    speak(locale)
    answer = await world.ask(EN)
    named = "one of my own cards" if locale == "en-US" else "我自己的卡片"
    for menu in ("Ask about this", "Check against the sources"):
        assert named in shown((await world.mei.context_menu(world.channel, menu, answer)).response)


@BOTH
async def test_a_question_edited_within_a_minute_is_answered_anew_in_place(world, question, gold, refusal):
    asked = await world.mei.send(world.channel, f"{world.bot.user.mention} 怎么做红烧肉 braised pork?")
    before = [message.id for message in answers(world)]
    await world.mei.edit(asked, f"{world.bot.user.mention} {question}")
    assert [message.id for message in answers(world)] == before
    assert gold in shown(answers(world)[0])
    record = await world.bot.desk.memory.record_of_post(before[0])
    assert record.question == question
    assert await world.bot.desk.memory.record(record.id - 1) is None
    calls = len(world.writes())
    await world.mei.edit(asked, f"{world.bot.user.mention}  {question} ")  # the same words
    assert len(world.writes()) == calls


@BOTH
async def test_a_question_edited_later_keeps_its_answer(world, question, gold, refusal):
    asked = await world.mei.send(world.channel, f"{world.bot.user.mention} {question}")
    await world.env.advance_time(61)
    await world.mei.edit(asked, f"{world.bot.user.mention} 怎么做红烧肉 braised pork?")
    assert gold in shown(answers(world)[0])


@BOTH
async def test_a_mention_added_within_a_minute_is_answered(world, question, gold, refusal):
    asked = await world.mei.send(world.channel, question)
    await world.mei.edit(asked, f"{world.bot.user.mention} {question}")
    assert gold in shown(world.channel.last_message)


@BOTH
async def test_an_answer_whose_question_is_deleted_goes_too(world, question, gold, refusal):
    asked = await world.mei.send(world.channel, f"{world.bot.user.mention} {question}")
    record = await world.bot.desk.memory.record_of_post(world.channel.last_message.id)
    await world.mei.delete(asked)
    assert answers(world) == []
    assert await world.bot.desk.memory.record(record.id) is None


@pytest.mark.bot(deletes_answers=False)
async def test_it_stays_where_the_setting_says_so(world):
    asked = await world.mei.send(world.channel, f"{world.bot.user.mention} {EN}")
    await world.mei.delete(asked)
    assert len(answers(world)) == 1


@BOTH
@pytest.mark.parametrize("is_loading", [False, True])
async def test_a_question_deleted_while_it_is_answered_is_not_answered(world, question, gold, refusal, is_loading):
    desk = world.bot.desk
    opened, reached = asyncio.Event(), asyncio.Event()
    real_ask = desk.ask
    desk.is_ready = not is_loading

    async def wait_and_ask(*arguments, **options):
        reached.set()
        await opened.wait()
        return await real_ask(*arguments, **options)

    desk.ask = wait_and_ask
    asking = asyncio.create_task(world.mei.send(world.channel, f"{world.bot.user.mention} {question}"))
    await reached.wait()
    pending = next(iter(world.bot._messages._pending))
    await world.bot._messages.withdraw_answer(pending)
    opened.set()
    await asking
    assert answers(world) == []
    assert await desk.memory.record(1) is None


@BOTH
async def test_a_question_edited_while_it_is_answered_is_answered_as_it_was_edited(world, question, gold, refusal):
    former = ZH if question == EN else EN
    desk = world.bot.desk
    real_ask, asked = desk.ask, []

    async def note_and_ask(words, *arguments, **options):
        asked.append(words)
        if len(asked) == 1:
            (message_id,) = world.bot._messages._pending
            stored = world.env.backend.get_message(world.channel.id, message_id)
            world.env.backend.edit_message(
                world.channel.id, stored.id, {"content": f"{world.bot.user.mention} {question}"}
            )
            for _ in range(20):
                await asyncio.sleep(0)
        return await real_ask(words, *arguments, **options)

    desk.ask = note_and_ask
    await world.ask(former)
    assert asked == [former, question]
    assert len(answers(world)) == 1
    assert gold in shown(answers(world)[0])
