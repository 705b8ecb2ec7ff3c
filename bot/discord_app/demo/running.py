"""Runs the demo: a server with two members, an admin and the bot."""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import discord

from bot.discord_app.cards import notice_card, strings_for
from bot.discord_app.client import FootnoteClient
from bot.discord_app.views import render_card
from bot.errors import DemoPortError, DemoUnavailableError
from bot.memory import AnsweredPosts
from bot.service import Desk, Limits
from index import IndexSettings, open_embedder, open_reranker

# How long the bot may take to come online and to answer the first two questions. Set by hand for a small machine.
_START_SECONDS = 300.0


def run_demo(index: IndexSettings, *, port: int, say: Callable[[str], None]) -> None:
    """Serve the demo until Ctrl-C. ``say`` is called with texts to print: the progress, then the address.

    Raises DemoUnavailableError where the simulator is not installed, and DemoPortError where the port is taken.
    """
    try:
        import simcord  # noqa: PLC0415, F401 - an optional dependency
    except ModuleNotFoundError as error:
        raise DemoUnavailableError(error.name or "simcord") from error
    asyncio.run(_run_demo(index, port=port, say=say))


async def _run_demo(index: IndexSettings, *, port: int, say: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="footnote-demo-") as folder:
        desk = Desk(
            index, open_embedder(index.embed_model, index.embed_endpoint), reranker=open_reranker(index.rerank_model, index.rerank_endpoint),
            limits=Limits(per_user=0, per_community=0), memory_file=Path(folder) / "memory.sqlite3", reindex_in_child=True,
        )  # fmt: skip
        say("Loading the model and the index. The first time takes about a minute.")
        await desk.warm()
        async with open_demo(FootnoteClient(desk, reads_channels=True), port=port) as address:
            say(f"The demo is at {address}")
            say("Ask there in English or Chinese; Ada is the admin. Press Ctrl-C to stop.")
            await _until_interrupted()


@asynccontextmanager
async def open_demo(client: FootnoteClient, *, port: int) -> AsyncIterator[str]:
    """A bot at work in a simulated Discord: the address of its page. Two questions are answered there, one in each language.

    Raises DemoPortError where the port is taken.
    """
    # The simulator is an optional dependency.
    from simcord import SetupError  # noqa: PLC0415

    from bot.discord_app.demo.page import DemoPage  # noqa: PLC0415
    from bot.discord_app.demo.simulation import LiveEnv  # noqa: PLC0415

    env = LiveEnv(client)
    await env.start()
    try:
        with env.time_context():
            channel, members = await _set_up(env, client)
            page = DemoPage(env, channel, members, port=port)
            try:
                await page.__aenter__()
            except SetupError as error:
                raise DemoPortError(port) from error
            try:
                yield page.url
            finally:
                await page.__aexit__(None, None, None)
    finally:
        await env.shutdown()


async def _set_up(env: Any, client: FootnoteClient) -> tuple[Any, list[Any]]:
    """A channel with help and two answers in it, and the people who can be chosen on the page."""
    if client.user is not None:
        await client.user.edit(username="Footnote")
    guild = env.create_guild("Footnote")
    channel = guild.create_text_channel("questions", topic="Ask about the sources, in English or 中文")
    admins = guild.create_role("admin", permissions=discord.Permissions(administrator=True))
    sam = guild.add_member(env.create_user("sam", global_name="Sam"))
    mei = guild.add_member(env.create_user("mei", global_name="小梅 (中文)"))
    ada = guild.add_member(env.create_user("ada", global_name="Ada (admin)"), roles=[admins])
    env.locales[mei.id] = "zh-CN"
    await client.desk.preferences.set_conversation(guild.id, channel.id, answered=AnsweredPosts.ALL)
    texts = "\n\n".join(strings_for(language)("help") for language in ("en", "zh"))
    await client.get_partial_messageable(channel.id).send(view=render_card(notice_card(texts)))
    for member, question in ((mei, "俄罗斯为什么来到谈判桌前？"), (sam, "Why is Putin negotiating?")):
        await member.send(channel, question)
        await env.settle(timeout=_START_SECONDS)
    return channel, [sam, mei, ada]


async def _until_interrupted() -> None:
    stopped = asyncio.Event()
    with suppress(NotImplementedError):  # Windows
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
