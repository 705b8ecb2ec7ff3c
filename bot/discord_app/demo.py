"""The bot in a simulated Discord, shown in the browser, without a token."""

import asyncio
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord

from bot.discord_app.cards import notice_card, strings_for
from bot.discord_app.client import FootnoteClient
from bot.discord_app.views import render_card
from bot.errors import DemoUnavailableError
from bot.memory import AnsweredPosts
from bot.service import Desk, Limits
from index import IndexSettings, open_embedder, open_reranker

# As long as a first index or a full reindex takes on a small machine. Set by hand.
_SETTLE_TIMEOUT_SECONDS = 900.0
_QUESTIONS = ("Why is Putin negotiating?", "俄罗斯为什么来到谈判桌前？")


def run_demo(index: IndexSettings, *, port: int, say: Callable[[str], None]) -> None:
    """Serve the demo until Ctrl-C. ``say`` is called with texts to print: the progress, then the address.

    Raises DemoUnavailableError where the simulator is not installed.
    """
    try:
        import simcord  # noqa: PLC0415, F401 - an optional dependency
    except ModuleNotFoundError as error:
        raise DemoUnavailableError(error.name or "simcord") from error
    asyncio.run(_run_demo(index, port=port, say=say))


async def _run_demo(index: IndexSettings, *, port: int, say: Callable[[str], None]) -> None:
    import simcord  # noqa: PLC0415 - checked by ``run_demo``

    with tempfile.TemporaryDirectory(prefix="footnote-demo-") as folder:
        desk = Desk(
            index, open_embedder(index.embed_model, index.embed_endpoint), reranker=open_reranker(index.rerank_model, index.rerank_endpoint),
            limits=Limits(per_user=0, per_community=0), memory_file=Path(folder) / "memory.sqlite3", reindex_in_child=True,
        )  # fmt: skip
        say("Loading the model and the index. The first time takes about a minute.")
        await desk.warm()  # done first: the simulator gives a bot five seconds to log in
        client = FootnoteClient(desk, reads_channels=True)
        async with simcord.run(
            client, settle_timeout=_SETTLE_TIMEOUT_SECONDS, check_errors=False, shard_count=1
        ) as env:
            keep_true_time(env)
            if client.user is not None:
                await client.user.edit(username="Footnote")
            guild = env.create_guild("Footnote")
            channel = guild.create_text_channel("questions", topic="Ask about the sources, in English or 中文")
            member = guild.add_member(env.create_user("mei", global_name="Mei 梅"))
            manager = guild.create_role("admin", permissions=discord.Permissions(administrator=True))
            admin = guild.add_member(env.create_user("ada", global_name="Ada (admin)"), roles=[manager])
            await desk.preferences.set_conversation(guild.id, channel.id, answered=AnsweredPosts.ALL)
            await _send_help(client, channel.id)
            await env.settle()
            for question in _QUESTIONS:
                await member.send(channel, question)
            async with env.preview(channel, viewers=[member, admin], layout="channel", port=port) as preview:
                say(
                    f"The demo is at {preview.url}\nAsk there in English or Chinese, as Mei or as an admin. Press Ctrl-C to stop."
                )
                await _until_interrupted()


class _TrueClock:
    """The clock of the simulator with the time that it is, where its own stands still on a day of its choice.

    ``elapsed`` is the time that timers go by, which is the simulator's affair.
    """

    def __init__(self, elapsed: float) -> None:
        self.elapsed = elapsed

    def now(self) -> datetime:
        """The time that it is."""
        return datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        """Let time pass for timers."""
        self.elapsed += seconds


def keep_true_time(env: Any) -> None:
    """Date messages of a simulated Discord by the time that it is."""
    env.backend.clock = _TrueClock(env.backend.clock.elapsed)


async def _send_help(client: FootnoteClient, channel_id: int) -> None:
    texts = "\n\n".join(strings_for(language)("help") for language in ("en", "zh"))
    await client.get_partial_messageable(channel_id).send(view=render_card(notice_card(texts)))


async def _until_interrupted() -> None:
    stopped = asyncio.Event()
    with suppress(NotImplementedError):  # Windows
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()
