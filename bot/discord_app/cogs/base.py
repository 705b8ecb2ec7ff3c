"""What the cogs share: the desk, and how a command or a button is answered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord.ext import commands

from bot.discord_app.cards import Tone, notice_card
from bot.discord_app.cogs.options import asker_of, strings_of
from bot.discord_app.delivery import InteractionReply
from bot.discord_app.error_handler import Reporter
from bot.memory import Record
from bot.service import Desk
from bot.strings import Strings

Interaction = discord.Interaction[Any]


class FootnoteCog(commands.Cog):
    """A cog that answers from the desk."""

    def __init__(self, desk: Desk, reporter: Reporter) -> None:
        self._desk = desk
        self._reporter = reporter

    @asynccontextmanager
    async def _reply_to(
        self, interaction: Interaction, strings: Strings | None = None, *, is_private: bool = True
    ) -> AsyncIterator[InteractionReply]:
        """An acknowledged reply. An error in the body is reported on it, in the language of ``strings``."""
        reply = InteractionReply(interaction, is_private=is_private)
        await reply.acknowledge()
        async with self._reporter.report_errors(
            reply, strings or strings_of(interaction), guild_id=interaction.guild_id
        ):
            yield reply

    async def _reply_privately(self, interaction: Interaction, text: str, *, tone: Tone = "notice") -> None:
        """Reply at once with one text that only the person sees."""
        await InteractionReply(interaction, is_private=True).deliver([notice_card(text, tone=tone)])

    async def _kept_record(self, interaction: Interaction, record_id: int, reply: InteractionReply) -> Record | None:
        """The kept answer that a button belongs to. Where it was deleted, replies so and returns None."""
        record = await self._desk.record(record_id, asker_of(interaction))
        if record is None:
            await reply.deliver([notice_card(strings_of(interaction)("answer-gone"))])
        return record
