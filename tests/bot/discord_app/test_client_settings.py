"""The panel of a server's settings, and what each choice changes."""

import discord
import pytest

from bot.answering import looks_like_question
from bot.discord_app.cards.administration.settings import settings_card
from bot.discord_app.views import render_card
from bot.strings.locales import open_strings
from discord_world import BOTH, EN, ZH, components_of, labels, shown


async def choose(world, name, values):
    """Open the panel and choose in one of its menus; returns the panel as it is then."""
    panel = await world.ada.slash(world.channel, "settings")
    await world.ada.select(panel.response, values, custom_id=f"footnote:set{name}:0:")
    return panel.response


def said(world):
    return [shown(message) for message in world.channel.history() if message.author.id == world.bot.user.id]


@pytest.mark.parametrize(
    ("locale", "heading"),
    [
        (discord.Locale.american_english, "Settings of this server"),
        (discord.Locale.chinese, "本服务器的设置"),
        (discord.Locale.taiwan_chinese, "本伺服器的設定"),
    ],
)
async def test_the_panel_is_shown_to_the_admin_alone_in_the_admins_language(world, speak, locale, heading):
    speak(locale)
    panel = (await world.ada.slash(world.channel, "settings")).response
    assert panel.ephemeral
    assert heading in shown(panel)


@pytest.mark.parametrize(
    ("locale", "only_admins"),
    [("en-US", "Only members who can manage"), ("zh-CN", "只有能管理本服务器的成员")],
    ids=["en", "zh"],
)
async def test_only_admins_can_choose_and_who_has_a_chosen_role_is_one(world, speak, locale, only_admins):
    """Also on a panel that others see, which the bot itself never shows."""
    speak(locale)
    preferences = world.bot.desk.preferences
    card = settings_card(preferences.community(None), {}, open_strings("en"), existing=(), reads_channels=False)
    panel = await world.bot.get_partial_messageable(world.channel.id).send(view=render_card(card))
    role = world.guild.create_role("librarians")
    librarian = world.guild.add_member(world.env.create_user("lin"), roles=[role])
    for member in (world.mei, librarian):
        refused = await member.select(panel, ["zh"], custom_id="footnote:setlanguage:0:")
        assert only_admins in shown(refused.response)
    assert preferences.community(world.guild.id).language is None
    await choose(world, "roles", [role])
    await librarian.select(panel, ["zh"], custom_id="footnote:setlanguage:0:")
    assert preferences.community(world.guild.id).language == "zh"


@BOTH
async def test_a_language_that_the_server_chose_is_answered_in_unless_another_is_asked_for(
    world, question, gold, refusal
):
    await choose(world, "language", ["zh"])
    answer = await world.ask(question)
    assert "In English" in labels(answer)
    asked = await world.mei.slash(world.channel, "ask", question=question, language="en")
    assert "用中文" in labels(asked.response)


@BOTH
async def test_answers_to_commands_are_private_where_the_server_chose_so_unless_asked_otherwise(
    world, question, gold, refusal
):
    await choose(world, "private", ["asker"])
    assert (await world.mei.slash(world.channel, "ask", question=question)).response.ephemeral
    assert (await world.mei.slash(world.channel, "summary")).response.ephemeral
    assert not (await world.mei.slash(world.channel, "ask", question=question, private=False)).response.ephemeral


@pytest.mark.bot(reads_channels=True)
@BOTH
async def test_in_a_chosen_channel_every_message_is_answered_also_after_a_restart(
    world, open_bot, question, gold, refusal
):
    await choose(world, "all", [world.channel])
    await world.env.restart_bot(open_bot(reads_channels=True))
    await world.mei.send(world.channel, question)
    assert gold in said(world)[-1]
    await world.mei.send(world.channel, "怎么做红烧肉 braised pork?")
    assert len(said(world)) == 2
    await choose(world, "all", [])
    await world.mei.send(world.channel, question)
    assert len(said(world)) == 2


@pytest.mark.bot(reads_channels=True)
@BOTH
async def test_where_only_questions_are_answered_everything_else_is_met_with_silence(world, question, gold, refusal):
    await choose(world, "likely", [world.channel])
    for text in (
        "Thanks, see you tomorrow at the office!",
        "今天天气不错，我们下午去散步吧。",
        "你好",
        "How do I bake a sourdough loaf with rye flour?",
        "红烧肉要炖多久才好吃？",
        "?",
        "really?",
        "x" * 3000 + "?",
    ):
        await world.mei.send(world.channel, text[:2000])
    assert said(world) == []
    assert not any(r.path.endswith("/typing") for r in world.env.http_requests)
    assert await world.bot.desk.memory.record(1) is None
    await world.mei.send(world.channel, question)
    assert gold in said(world)[0]
    await world.mei.send(world.channel, f"{world.bot.user.mention} 红烧肉要炖多久 how long?")
    assert len(said(world)) == 2


@pytest.mark.bot(reads_channels=True)
async def test_the_latest_of_the_two_choices_for_a_channel_counts_and_the_panel_shows_it(world):
    await choose(world, "all", [world.channel])
    panel = await choose(world, "likely", [world.channel])
    menus = {c["custom_id"]: c.get("default_values", []) for c in components_of(panel) if c.get("type") == 8}
    assert menus["footnote:setall:0:"] == []
    assert [int(value["id"]) for value in menus["footnote:setlikely:0:"]] == [world.channel.id]


@BOTH
async def test_a_channel_can_be_limited_to_some_sources_which_then_are_all_there_are(
    world, corpus, question, gold, refusal
):
    kept, other = ("tea.txt", "bridge.txt") if question == EN else ("bridge.txt", "tea.txt")
    panel = await choose(world, "channel", [world.channel])
    await world.ada.select(panel, [kept], custom_id=f"footnote:setsources:{world.channel.id}:0")
    assert gold in shown(await world.ask(question))
    asked_other = ZH if question == EN else EN
    answer = shown(await world.ask(asked_other))
    assert ("没有找到答案" if question == EN else "No answer") in answer
    listed = shown((await world.mei.slash(world.channel, "sources")).response)
    assert kept in listed.replace("\\", "")
    assert other not in listed.replace("\\", "")
    (corpus / kept).unlink()
    await world.bot.desk.reindex()
    assert other in shown((await world.mei.slash(world.channel, "sources")).response).replace("\\", "")


async def test_a_channel_that_was_deleted_is_not_shown_in_the_panel(world):
    await world.bot.desk.preferences.set_conversation(world.guild.id, 7, source_ids=("tea.txt",))
    await world.bot.desk.preferences.set_community(world.guild.id, admin_roles=(8,))
    panel = shown((await world.ada.slash(world.channel, "settings")).response)
    assert "<#7>" not in panel


@pytest.mark.parametrize(
    "text",
    [
        "How long is the bridge?",
        "does anyone know when the clinic opens",
        "Anybody here? Where is the tram stop in Brindle",
        "青石桥有多长",
        "请问夜间诊所几点开门",
        "夜间诊所周末开门吗",
        "夜間診所週末開門嗎？",
        "Brindle 有多少家茶馆?",
        "the tram stops at midnight, right?",
    ],
)
def test_what_asks_something_looks_like_a_question(text):
    assert looks_like_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "I fixed the tram schedule.",
        "see https://example.org/?q=tram+stop",
        "> How long is the bridge?\nno idea",
        "都行，你们定吧。",
        "好的，明天见！",
        "lol?",
        "???",
        "",
    ],
)
def test_what_says_something_does_not(text):
    assert not looks_like_question(text)
