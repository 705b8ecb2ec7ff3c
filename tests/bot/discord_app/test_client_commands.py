"""The commands as Discord knows them, and what keeps the bot from telling it or from logging in."""

import re

import aiohttp
import discord
import pytest

from bot.discord_app.delivery.discord_errors import command_problem
from bot.discord_app.login_failures import explain_failure
from discord_world import EN, shown


async def test_commands_are_made_known_once_however_often_the_bot_starts(world, open_bot):
    for _ in range(5):
        await world.env.restart_bot(open_bot())
    assert sum(r.method == "PUT" and r.path.endswith("/commands") for r in world.env.http_requests) == 1


async def test_where_commands_may_be_used_is_stated_for_each(world):
    translator = world.bot.tree.translator
    for command in world.bot.tree.get_commands():
        payload = await command.get_translated_payload(world.bot.tree, translator)
        is_for_admins = payload["name"] in ("admin", "settings", "Add to the sources")
        assert payload["contexts"] == ([0] if is_for_admins else [0, 1, 2])
        assert payload["integration_types"] == ([0] if is_for_admins else [0, 1])


@pytest.mark.parametrize(
    "locale", [None, discord.Locale.chinese, discord.Locale.taiwan_chinese], ids=["en", "zh-CN", "zh-TW"]
)
async def test_commands_have_names_that_discord_takes_unique_in_each_language(world, locale):
    translator = world.bot.tree.translator

    def said(payload, key):
        return payload[f"{key}_localizations"][str(locale)] if locale else payload[key]

    def check(commands, kind):
        names = [said(command, "name") for command in commands if command.get("type", 1) == kind]
        assert len(names) == len(set(names))
        for command in commands:
            assert 1 <= len(said(command, "name")) <= 32
            if kind == 1 and "description" in command:
                assert re.fullmatch(r"[\w-]{1,32}", said(command, "name")) or command.get("type") == 3
                assert len(command["description"]) <= 100
            options = [option for option in command.get("options", []) if option["type"] in (1, 2)]
            if options:
                check([{**option, "type": 1} for option in options], 1)

    payloads = [
        await command.get_translated_payload(world.bot.tree, translator) for command in world.bot.tree.get_commands()
    ]
    for kind in (1, 3):
        check([p for p in payloads if p.get("type", 1) == kind], kind)
    admin = next(p for p in payloads if p["name"] == "admin")
    assert int(admin["default_member_permissions"]) == discord.Permissions(manage_guild=True).value


@pytest.mark.parametrize(
    ("status", "code", "said", "said_zh"),
    [
        (429, 30034, "200 a day", "每天最多 200 次"),
        (429, 0, "asks to wait", "要求过一会儿"),
        (400, 50035, "did not accept", "没有接受"),
        (503, 0, "failure of its own", "自身出现故障"),
    ],
)
async def test_a_failed_command_sync_leaves_the_old_commands_working_and_is_said(
    world, open_bot, caplog, speak, status, code, said, said_zh
):
    fresh = open_bot(admin_roles=[world.guild.roles["admins"].id])  # other commands than before
    world.env.inject_error("PUT", "/applications/*/commands", status=status, code=code)
    await world.env.restart_bot(fresh)
    assert "former ones go on working" in caplog.text
    assert "42" in shown((await world.mei.slash(world.channel, "ask", question=EN)).response)
    assert said in shown((await world.ada.slash(world.channel, "admin status")).response)
    speak("zh-CN")
    assert said_zh in shown((await world.ada.slash(world.channel, "admin status")).response)
    speak("en-US")
    await world.env.advance_time(3601)
    assert said not in shown((await world.ada.slash(world.channel, "admin status")).response)


class Response:
    def __init__(self, status):
        self.status, self.reason, self.headers = status, "", {}


class Socket:
    close_code = 1000


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (discord.LoginFailure("x"), "DISCORD_TOKEN"),
        (discord.PrivilegedIntentsRequired(None), "Message Content Intent"),
        (discord.ConnectionClosed(Socket(), shard_id=None, code=4004), "DISCORD_TOKEN"),
        (discord.ConnectionClosed(Socket(), shard_id=None, code=4011), "more servers than one connection"),
        (discord.ConnectionClosed(Socket(), shard_id=None, code=4014), "Message Content Intent"),
        (discord.ConnectionClosed(Socket(), shard_id=None, code=4999), "4999"),
        (discord.HTTPException(Response(429), {"code": 0, "message": "x"}), "no more logins"),
        (discord.HTTPException(Response(502), "x"), "failure of its own"),
        (discord.HTTPException(Response(400), {"code": 50035, "message": "Invalid"}), "50035"),
        (aiohttp.ClientConnectionError("no route"), "no route"),
    ],
)  # fmt: skip
def test_why_the_bot_cannot_be_on_discord_is_named(error, said):
    assert said in explain_failure(error)


def test_a_sync_that_is_made_to_wait_for_hours_counts_as_busy():
    assert command_problem(TimeoutError()) == "busy"


def test_the_bot_serves_as_many_servers_as_there_are(open_bot):
    assert isinstance(open_bot(), discord.AutoShardedClient)
