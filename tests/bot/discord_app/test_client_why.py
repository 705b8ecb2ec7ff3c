"""Admins see how it came to an answer or a refusal."""

import discord
import pytest

from discord_world import EN, IN_BOTH, ZH, shown


@pytest.mark.parametrize(
    ("locale", "question", "quote", "verdict"),
    [
        (discord.Locale.american_english, EN, "Brindle has 42 tea houses", "Enough for an answer"),
        (discord.Locale.chinese, ZH, "青石桥全长186米", "证据足够"),
        (discord.Locale.american_english, "How long does braised pork have to cook?", "· words ", "Not enough for an answer"),
        (discord.Locale.taiwan_chinese, "红烧肉要炖多久？", "%", "證據不足"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["{id}", "https://discord.com/channels/1/2/{id}"])
async def test_why_shows_what_was_weighed_by_link_or_id(world, speak, locale, question, quote, verdict, form):
    answer = await world.ask(question)
    speak(locale)
    why = await world.ada.slash(world.channel, "admin why", message=form.format(id=answer.id))
    assert why.response.ephemeral
    for part in (question, verdict, quote, "ms" if locale is discord.Locale.american_english else "毫秒"):
        assert part in shown(why.response)


NOTHING = {"en-US": "I cannot explain this", "zh-CN": "无法说明："}


@IN_BOTH
@pytest.mark.parametrize("message", ["5", "x", "https://example.org/1234567890123456789", "9" * 20, "９" * 18])
async def test_what_is_no_answer_cannot_be_explained(world, speak, locale, message):
    speak(locale)
    why = await world.ada.slash(world.channel, "admin why", message=message)
    assert NOTHING[locale] in shown(why.response)


@IN_BOTH
async def test_a_private_answer_is_explained_to_its_asker_alone(world, speak, locale):
    speak(locale)
    answer = await world.ask(EN)
    connection = world.bot.desk.memory._connection
    with connection:
        connection.execute("UPDATE answers SET is_private = 1")
    why = await world.ada.slash(world.channel, "admin why", message=str(answer.id))
    assert NOTHING[locale] in shown(why.response)
