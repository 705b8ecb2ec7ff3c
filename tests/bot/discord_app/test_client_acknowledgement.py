"""Every command, menu entry, form and button is acknowledged before any work: Discord waits three seconds."""

import asyncio
from functools import partial

import discord
from discord import app_commands

from discord_world import BOTH, EN, ZH

HERE = object()
SLASHES = [
    ("mei", "ask", {"question": EN}), ("mei", "search", {"query": ZH}), ("mei", "sources", {}), ("mei", "summary", {}),
    ("mei", "forget", {}), ("mei", "help", {}), ("ada", "admin status", {}), ("ada", "admin reindex", {}),
    ("ada", "admin feedback", {}), ("ada", "admin add", {}), ("ada", "admin remove", {"source": "x"}),
    ("ada", "admin gaps", {}), ("ada", "admin why", {"message": "7"}), ("ada", "admin channel", {"channel": HERE}),
    ("mei", "language", {"language": "zh"}), ("mei", "privacy", {}), ("ada", "settings", {}),
]  # fmt: skip
MENUS = [
    ("mei", "Ask about this"), ("mei", "Check against the sources"), ("mei", "Export as Markdown"), ("ada", "Add to the sources"),
]  # fmt: skip
BUTTONS = ["[1]", "In English", "查看更多相关段落", "👍", "👎", "删除"]


async def acknowledged_before_work(world, act):
    """Whether an interaction is acknowledged while nothing that the bot works with gives an answer."""
    opened = asyncio.Event()
    desk = world.bot.desk
    queues = [desk.memory._queue, desk._asking, desk._looking_up, desk._writing]
    runs = [queue.run for queue in queues]

    def wait_first(run):
        async def waiting(work):
            await opened.wait()
            return await run(work)

        return waiting

    for queue, run in zip(queues, runs, strict=True):
        queue.run = wait_first(run)
    before = len(world.env.http_requests)
    acting = asyncio.create_task(act())
    for _ in range(200):
        await asyncio.sleep(0.01)
        if any(r.path.endswith("/callback") for r in world.env.http_requests[before:]):
            break
    is_acknowledged = any(r.path.endswith("/callback") for r in world.env.http_requests[before:])
    opened.set()
    await acting
    for queue, run in zip(queues, runs, strict=True):
        queue.run = run
    return is_acknowledged


async def test_every_command_is_acknowledged_before_any_work(world):
    """Discord waits three seconds, however many are asking."""
    commands = [c for c in world.bot.tree.walk_commands() if isinstance(c, app_commands.Command)]
    assert {command.qualified_name for command in commands} == {command for _, command, _ in SLASHES}
    for who, command, options in SLASHES:
        member = getattr(world, who)
        given = {name: world.channel if value is HERE else value for name, value in options.items()}
        act = partial(member.slash, world.channel, command, **given)
        assert await acknowledged_before_work(world, act), command


async def test_every_entry_of_the_menu_of_a_message_is_acknowledged_before_any_work(world):
    menus = world.bot.tree.get_commands(type=discord.AppCommandType.message)
    assert {menu.name for menu in menus} == {menu for _, menu in MENUS}
    answer = await world.ask(ZH)
    for who, menu in MENUS:
        act = partial(getattr(world, who).context_menu, world.channel, menu, answer)
        assert await acknowledged_before_work(world, act), menu


@BOTH
async def test_every_form_is_acknowledged_before_any_work(world, question, gold, refusal):
    """Those of a thumb down, of a question and of an upload."""
    answer = await world.ask(question)
    reason = await world.mei.click(answer, label="👎")
    assert await acknowledged_before_work(world, partial(world.mei.submit_modal, reason, {"reason": "太短 too short"}))
    upload = await world.ada.slash(world.channel, "admin add")
    files = {"files": ("fen.md", b"# Fen\n\nThe Fen library has 88 maps.\n")}
    assert await acknowledged_before_work(world, partial(world.ada.submit_modal, upload, files))


async def test_every_button_is_acknowledged_before_any_work(world):
    for label in BUTTONS:
        answer = await world.ask(ZH)
        assert await acknowledged_before_work(world, partial(world.mei.click, answer, label=label)), label
