"""The top-level error handler: every failure ends in a text for the person it happened to."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from secrets import token_hex

import discord

from bot.discord_app.cards import error_text, notice_card
from bot.discord_app.delivery import LOST_INTERACTION, Reply
from bot.service import Desk
from bot.strings import Strings

log = logging.getLogger(__name__)


class Reporter:
    """Tells people what went wrong: one sentence for an expected error, else a reference that is also in the log."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @asynccontextmanager
    async def report_errors(self, reply: Reply, strings: Strings, *, guild_id: int | None) -> AsyncIterator[None]:
        """Report any error of the body as the reply, and go on after it."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - the only place that catches everything: everybody gets a reply
            await self.report(error, reply, strings, guild_id=guild_id)

    async def report(self, error: BaseException, reply: Reply, strings: Strings, *, guild_id: int | None) -> None:
        """Reply with the text of an error."""
        if isinstance(error, discord.HTTPException) and error.code in LOST_INTERACTION:
            log.warning("Discord did not wait for the bot: %s", error)
            text = strings("error-too-late")
        else:
            text = error_text(error, strings) or await self._unexpected(error, strings, guild_id=guild_id)
        try:
            await reply.deliver([notice_card(text, tone="problem")])
        except discord.HTTPException as failed:
            log.warning("the error could not be reported: %s", failed)

    async def _unexpected(self, error: BaseException, strings: Strings, *, guild_id: int | None) -> str:
        reference = token_hex(4)
        log.error("failure %s in guild %s", reference, guild_id, exc_info=error)
        with suppress(Exception):  # the person gets a reply even where the memory cannot be written
            await self._desk.memory.add_failure(reference, community_id=guild_id, kind=type(error).__name__)
        return strings("error-unexpected", reference=reference)
