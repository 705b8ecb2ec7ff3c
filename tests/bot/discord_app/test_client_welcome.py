"""What a server sees first: the greeting with its three taps, and the same where there are no sources."""

import discord
import pytest
from simcord.env import Env

from discord_world import EN, ZH, World, labels, shown, told

LOCALES = pytest.mark.parametrize(
    ("locale", "greeting", "taps", "settings", "refused", "question", "gold"),
    [
        (
            "en-US", "There are 3 sources so far", ["Add sources", "Choose a channel", "Try a question"],
            "Settings of this server", "Only members who can manage", EN, "42",
        ),
        (
            "zh-CN", "现在有 3 个来源", ["添加来源", "选择频道", "问问看"], "本服务器的设置", "只有能管理本服务器的成员", ZH,
            "186米",
        ),
        (
            "zh-TW", "目前有 3 個來源", ["新增來源", "選擇頻道", "問問看"], "本伺服器的設定", "只有能管理本伺服器的成員", ZH,
            "186米",
        ),
    ],
    ids=["en", "zh-CN", "zh-TW"],
)  # fmt: skip


async def greet(world, guild):
    await world.env.settle()
    for listener in world.bot.extra_events["on_guild_join"]:  # the simulator says that it became available
        await listener(world.bot.get_guild(guild.id))


async def join(world, locale, **channel):
    """A server that the bot joins, its channel, an admin and a member there."""
    guild = world.env.create_guild("Second", preferred_locale=locale)
    made = guild.create_text_channel("general", **channel)
    await greet(world, guild)
    manager = guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    return (
        made,
        guild.add_member(world.env.create_user("boss"), roles=[manager]),
        guild.add_member(world.env.create_user("eve")),
    )


@LOCALES
async def test_a_server_is_greeted_once_in_its_language_with_three_taps_that_work(
    world, speak, locale, greeting, taps, settings, refused, question, gold
):
    speak(locale)
    channel, boss, eve = await join(world, locale)
    (message,) = channel.history()
    assert greeting in shown(message)
    assert labels(message) == taps
    add, choose, try_it = taps
    assert "upload" in (await boss.click(message, label=add)).modal["custom_id"]
    panel = await boss.click(message, label=choose)
    assert panel.response.ephemeral
    assert settings in shown(panel.response)
    form = await eve.click(message, label=try_it)
    answered = await eve.submit_modal(form, {"question": question})
    assert gold in told(answered)
    assert not answered.response.ephemeral
    for label in (add, choose):
        assert refused in shown((await eve.click(message, label=label)).response)


@LOCALES
async def test_the_taps_work_after_a_restart(
    world, open_bot, speak, locale, greeting, taps, settings, refused, question, gold
):
    speak(locale)
    channel, boss, eve = await join(world, locale)
    (message,) = channel.history()
    _, choose, try_it = taps
    form = await eve.click(message, label=try_it)
    await world.env.restart_bot(open_bot())
    assert gold in told(await eve.submit_modal(form, {"question": question}))
    assert settings in shown((await boss.click(message, label=choose)).response)


@pytest.mark.parametrize(
    ("locale", "hello"),
    [("en-US", "Hello!"), ("zh-CN", "大家好！"), ("zh-TW", "大家好！")],
    ids=["en", "zh-CN", "zh-TW"],
)
async def test_where_the_bot_may_not_write_the_greeting_goes_to_the_next_channel_or_nowhere(world, locale, hello):
    guild = world.env.create_guild("Third", preferred_locale=locale)
    first, second = guild.create_text_channel("rules"), guild.create_text_channel("general")
    world.env.inject_error("POST", f"/channels/{first.id}/messages", status=403, code=50013, times=None)
    await greet(world, guild)
    assert first.history() == []
    assert hello in shown(second.last_message)


@pytest.mark.parametrize(
    ("locale", "nothing", "taps"),
    [
        (discord.Locale.american_english, "There are no sources yet", ["Add sources", "Choose a channel", "Try a question"]),
        (discord.Locale.chinese, "还没有来源", ["添加来源", "选择频道", "问问看"]),
    ],
)  # fmt: skip
async def test_without_sources_the_list_says_how_to_begin(world, corpus, speak, locale, nothing, taps):
    elsewhere = corpus / "123456789012345"
    elsewhere.mkdir()
    for path in [path for path in corpus.iterdir() if path.is_file()]:
        path.rename(elsewhere / path.name)
    await world.bot.desk.reindex()
    speak(locale)
    listed = (await world.mei.slash(world.channel, "sources")).response
    assert nothing in shown(listed)
    assert labels(listed) == taps
    directly = await world.mei.user.slash("sources")
    assert labels(directly.response) == []


@pytest.mark.parametrize(
    ("locale", "add", "text", "added", "question"),
    [
        (
            "en-US", "Add sources", "# Fen\n\nThe Fen library has 88 maps.\n", "You can ask about it now",
            "How many maps does the Fen library have?",
        ),
        ("zh-CN", "添加来源", "# 翡翠塔\n\n翡翠塔高达88米。\n", "现在就可以提问了", "翡翠塔高多少米？"),
    ],
    ids=["en", "zh"],
)  # fmt: skip
async def test_a_bot_that_found_no_files_says_how_to_begin_and_answers_from_the_first_that_is_added(
    corpus, open_bot, dictionary, speak, locale, add, text, added, question
):
    speak(locale)
    for path in corpus.iterdir():
        path.unlink()
    bot = open_bot()
    env = Env(bot, settle_timeout=60, shard_count=1)
    await env.start()
    world = World(env, bot)
    listed = (await world.ada.slash(world.channel, "sources")).response
    form = await world.ada.click(listed, label=add)
    taken = await world.ada.submit_modal(form, {"files": ("fen.md", text.encode())})
    assert added in told(taken)
    assert "88" in shown(await world.ask(question))
    await env.shutdown()
