"""What the sources lack: shown to admins, and weekly in a channel."""

from datetime import UTC, datetime, timedelta

import discord
import pytest

from discord_world import EN, ZH, labels, shown

LANGUAGES = pytest.mark.parametrize(
    ("locale", "question", "heading", "refused", "suggestion"),
    [
        ("en-US", "How long does braised pork have to cook?", "in the last 30 days", "refused", "A source on this would help: braised"),
        (discord.Locale.chinese, "红烧肉要炖多久？", "最近 30 天里", "未能回答", "建议添加这方面的来源：红烧肉"),
        (discord.Locale.taiwan_chinese, "红烧肉要炖多久？", "最近 30 天裡", "未能回答", "建議新增這方面的來源：红烧肉"),
    ],
    ids=["en", "zh-CN", "zh-TW"],
)  # fmt: skip


@LANGUAGES
async def test_admins_see_what_was_refused_or_disapproved_of_and_nobodys_private_questions(
    world, speak, locale, question, heading, refused, suggestion
):
    speak(locale)
    nothing = await world.ada.slash(world.channel, "admin gaps")
    assert refused not in shown(nothing.response)
    await world.ask(question)
    good = await world.ask(ZH)
    await world.mei.slash(world.channel, "ask", question="Where is the secret harbour of Tuul?", private=True)
    answer = await world.ask(EN)
    form = await world.mei.click(answer, label="👎")
    await world.mei.submit_modal(form, {"reason": "太旧 too old"})
    await world.mei.click(good, label="👍")
    gaps = await world.ada.slash(world.channel, "admin gaps")
    text = shown(gaps.response)
    assert gaps.response.ephemeral
    for part in (heading, question, suggestion, EN, "👎 太旧 too old", "The Tea Houses of Brindle"):
        assert part in text
    assert ZH not in text
    assert "Tuul" not in text
    assert world.mei.name not in text


@pytest.mark.parametrize(
    ("locale", "question", "add", "text", "added", "gold"),
    [
        (
            "en-US", "How long does braised pork have to cook?", "Add sources",
            "# Pork\n\nBraised pork has to cook for 90 minutes.\n", "You can ask about it now", "90 minutes",
        ),
        ("zh-CN", "红烧肉要炖多久？", "添加来源", "# 红烧肉\n\n红烧肉要炖90分钟。\n", "现在就可以提问了", "90分钟"),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_a_source_can_be_added_from_there(world, speak, locale, question, add, text, added, gold):
    speak(locale)
    await world.ask(question)
    gaps = await world.ada.slash(world.channel, "admin gaps")
    assert labels(gaps.response) == [add]
    form = await world.ada.click(gaps.response, label=add)
    taken = await world.ada.submit_modal(form, {"files": ("pork.md", text.encode())})
    assert "pork.md" in shown(taken.response)
    assert added in shown(taken.response)
    assert gold in shown(await world.ask(question))


@LANGUAGES
async def test_other_servers_questions_are_not_shown(world, speak, locale, question, heading, refused, suggestion):
    speak(locale)
    other = world.env.create_guild("Second")
    channel = other.create_text_channel("general")
    eve = other.add_member(world.env.create_user("eve"))
    boss = other.add_member(
        world.env.create_user("boss"),
        roles=[other.create_role("a", permissions=discord.Permissions(manage_guild=True))],
    )
    await eve.send(channel, f"{world.bot.user.mention} {question}")
    assert question in shown((await boss.slash(channel, "admin gaps")).response)
    own = shown((await world.ada.slash(world.channel, "admin gaps")).response)
    assert own
    assert question not in own
    assert suggestion not in own


def reports(channel, world):
    return [shown(message) for message in channel.history() if message.author.id == world.bot.user.id]


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "in the last 7 days"), ("zh", "最近 7 天里")], ids=["en", "zh"]
)
async def test_the_chosen_channel_gets_a_report_a_week_where_there_is_something_to_tell(world, language, heading):
    await world.bot.desk.preferences.set_community(world.guild.id, language=language)
    log = world.guild.create_text_channel("log")
    panel = await world.ada.slash(world.channel, "settings")
    await world.ada.select(panel.response, [log], custom_id="footnote:setreport:0:")
    memory, key = world.bot.desk.memory, f"reported:{world.guild.id}"

    async def pass_a_week():
        await world.env.advance_time(3601)
        last = datetime.now(UTC) - timedelta(days=7, minutes=1)
        assert await memory.note(key)
        await memory.set_note(key, last.isoformat())
        await world.env.advance_time(3601)

    await pass_a_week()
    assert reports(log, world) == []
    await world.ask("红烧肉要炖多久？")
    await world.env.advance_time(3601)
    assert reports(log, world) == []
    await pass_a_week()
    (report,) = reports(log, world)
    assert heading in report
    assert "红烧肉" in report
    await world.ada.select(panel.response, [], custom_id="footnote:setreport:0:")
    await pass_a_week()
    assert len(reports(log, world)) == 1


async def test_a_report_that_cannot_be_sent_is_said_in_the_log(world, caplog):
    await world.bot.desk.preferences.set_community(world.guild.id, report_conversation=world.channel.id)
    await world.ask("红烧肉要炖多久？")
    await world.bot.desk.memory.set_note(f"reported:{world.guild.id}", "2020-01-01T00:00:00+00:00")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013, times=None)
    await world.env.advance_time(3601)
    assert "the weekly report cannot be sent" in caplog.text
