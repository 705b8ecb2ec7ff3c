"""What belongs to a person: the language of their answers, and answers as files."""

import discord
import pytest

from bot.answers import Asker
from discord_world import BOTH, EN, IN_BOTH, ZH, labels, shown


@BOTH
async def test_a_language_that_a_person_chose_counts_everywhere_for_them_alone(
    world, open_bot, question, gold, refusal
):
    chosen, other_button = ("zh", "In English") if question == EN else ("en", "用中文")
    own_button = "用中文" if question == EN else "In English"
    await world.bot.desk.preferences.set_community(world.guild.id, language="en" if chosen == "zh" else "zh")
    await world.mei.slash(world.channel, "language", language=chosen)
    await world.env.restart_bot(open_bot())
    assert other_button in labels(await world.ask(question))
    await world.mei.send_dm(question)
    assert other_button in labels(world.mei.user.dm_channel.last_message)
    answer = await world.ada.slash(world.channel, "ask", question=question)
    assert own_button in labels(answer.response)
    await world.mei.slash(world.channel, "language", language="question")
    assert own_button in labels(await world.ask(question))


@pytest.mark.parametrize(
    ("language", "question", "told_how", "picture", "unknown", "no_words"),
    [
        ("en", ZH, "Ask me something", "not pictures", "There is no source “x”", "There are no words"),
        ("zh", EN, "想问什么？", "看不了图片", "没有“x”这个来源", "没有可以搜索的文字"),
    ],
    ids=["en", "zh"],
)
@pytest.mark.parametrize("chosen_by", ["person", "server"])
async def test_what_is_said_in_the_place_of_an_answer_is_in_the_chosen_language_too(
    world, chosen_by, language, question, told_how, picture, unknown, no_words
):
    other = "en" if language == "zh" else "zh"
    if chosen_by == "person":
        await world.mei.slash(world.channel, "language", language=language)
    await world.bot.desk.preferences.set_community(
        world.guild.id, language=other if chosen_by == "person" else language
    )
    assert told_how in shown(await world.ask(""))
    assert picture in shown(await world.ask("", attachments=[("a.png", b"\x89PNG")]))
    assert no_words in shown(await world.ask("。。。" if language == "en" else "..."))
    asked = await world.mei.slash(world.channel, "ask", question=question, source="x")
    assert unknown in shown(asked.response)
    wordless = await world.mei.send(world.channel, "。。。")
    asked = await world.mei.context_menu(world.channel, "Ask about this", wordless)
    assert no_words in shown(asked.response)
    asked = await world.mei.slash(world.channel, "ask", question=question, source="x", language=other)
    assert unknown not in shown(asked.response)


@pytest.mark.parametrize(
    ("locale", "said"), [("en-US", "From now on I answer you in Chinese"), (discord.Locale.chinese, "都用中文回答你")]
)
async def test_the_choice_is_confirmed_and_erased_with_everything_of_the_person(world, speak, locale, said):
    speak(locale)
    chosen = await world.mei.slash(world.channel, "language", language="zh")
    assert chosen.response.ephemeral
    assert said in shown(chosen.response)
    privacy = await world.mei.slash(world.channel, "privacy")
    await world.mei.click(privacy.response, label=labels(privacy.response)[0])
    assert await world.bot.desk.memory.languages() == {}
    assert world.bot.desk.preferences.language_of(Asker(None, 0, world.mei.id)) is None


@BOTH
async def test_an_answer_can_be_taken_away_as_markdown_with_the_quoted_words(world, question, gold, refusal):
    answer = await world.ask(question)
    exported = await world.mei.context_menu(world.channel, "Export as Markdown", answer)
    assert exported.response.ephemeral
    text = (await exported.response.attachments[0].read()).decode()
    assert text.startswith(f"# {question}")
    assert gold in text
    assert "\n> " in text


@IN_BOTH
async def test_what_is_no_answer_or_somebody_elses_private_one_cannot_be_exported(world, speak, locale):
    speak(locale)
    nothing = "not one of my answers" if locale == "en-US" else "这条消息不是我的回答"
    message = await world.mei.send(world.channel, ZH)
    refused = await world.mei.context_menu(world.channel, "Export as Markdown", message)
    assert nothing in shown(refused.response)
    answer = await world.ask(EN)
    record = await world.bot.desk.memory.record_of_post(answer.id)
    connection = world.bot.desk.memory._connection
    with connection:
        connection.execute("UPDATE answers SET is_private = 1 WHERE id = ?", (record.id,))
    refused = await world.ada.context_menu(world.channel, "Export as Markdown", answer)
    assert nothing in shown(refused.response)
