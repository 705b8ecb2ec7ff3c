"""The last resort: whatever fails ends in a stated outcome."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from secrets import token_hex

import discord

from bot.discord_app.cards import error_text, notice_card
from bot.discord_app.replies import Reply
from bot.service import Desk
from bot.strings import Strings

log = logging.getLogger(__name__)


class Reporter:
    """Tells people what went wrong: in a sentence where it was expected, else with a reference the log has too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run_or_report(
        self, work: Callable[[], Awaitable[None]], reply: Reply, strings: Strings, *, guild_id: int | None
    ) -> None:
        """Do the work; where it fails, say so."""
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - the last resort: nobody is left without an outcome
            await self.report(error, reply, strings, guild_id=guild_id)

    async def report(self, error: BaseException, reply: Reply, strings: Strings, *, guild_id: int | None) -> None:
        """State a failure to whoever it befell."""
        text = error_text(error, strings) or await self._unexpected(error, strings, guild_id=guild_id)
        try:
            await reply.deliver([notice_card(text, tone="problem")])
        except discord.HTTPException as failed:
            log.warning("the failure could not be told: %s", failed)

    async def _unexpected(self, error: BaseException, strings: Strings, *, guild_id: int | None) -> str:
        reference = token_hex(4)
        log.error("failure %s in guild %s", reference, guild_id, exc_info=error)
        with suppress(Exception):  # a state file that cannot be written is no reason to say nothing
            await self._desk.memory.add_failure(reference, community_id=guild_id, kind=type(error).__name__)
        return strings("error-unexpected", reference=reference)
