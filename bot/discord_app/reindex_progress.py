"""A reindex as it is followed on Discord: what will change, how far it is, and what came of it."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import discord

from bot.discord_app.cards import Card, progress_card, report_cards
from bot.discord_app.replies import NO_MENTIONS, with_retries
from bot.discord_app.views import render_card
from bot.service import Desk
from bot.strings import Strings

log = logging.getLogger(__name__)

# Discord lets a channel's messages be edited about once a second.
_EVERY_SECONDS = 2.5


class ReindexReply:
    """Follows one reindex on a message of the bot's own: an interaction's token would run out after 15 minutes."""

    def __init__(self, interaction: discord.Interaction[Any], desk: Desk, strings: Strings) -> None:
        self._interaction = interaction
        self._desk = desk
        self._strings = strings
        self._message: discord.PartialMessage | discord.Message | None = None

    async def run(self, *, full: bool, dry_run: bool) -> None:
        """Reindex and say what came of it. Raises what reindexing raises, once it is told where it ran."""
        planned = report_cards(await self._desk.reindex(full=full, dry_run=True), self._strings, is_dry_run=True)
        if dry_run:
            await self._finish(planned)
            return
        work = asyncio.create_task(self._desk.reindex(full=full))
        try:
            await self._follow(work, planned[0])
        finally:
            # The reindex outlives whatever happens to the message that tells of it.
            report = await work
        await self._finish(report_cards(report, self._strings, is_dry_run=False))

    async def _follow(self, work: "asyncio.Task[Any]", planned: Card) -> None:
        shown = None
        while not work.done():
            progress = self._desk.reindex_progress
            state = (progress.done, progress.total, progress.embedded)
            if state != shown:
                await self._show(progress_card(*state, self._strings, planned=planned.blocks[0]))
                shown = state
            await asyncio.wait([work], timeout=_EVERY_SECONDS)

    async def _show(self, card: Card) -> None:
        try:
            if self._message is None:
                original = await self._interaction.edit_original_response(view=render_card(card))
                self._message = self._as_own(original)
            else:
                await self._message.edit(view=render_card(card), allowed_mentions=NO_MENTIONS)
        except discord.HTTPException as error:
            log.warning("the progress of the reindex could not be shown: %s", error)

    def _as_own(self, original: discord.InteractionMessage) -> discord.PartialMessage | discord.Message:
        channel = self._interaction.channel
        if isinstance(channel, discord.abc.Messageable) and hasattr(channel, "get_partial_message"):
            partial: discord.PartialMessage = channel.get_partial_message(original.id)
            return partial
        return original

    async def _finish(self, cards: Sequence[Card]) -> None:
        first, *others = cards
        try:
            if self._message is None:
                await self._interaction.edit_original_response(view=render_card(first))
            else:
                message = self._message
                await with_retries(lambda: message.edit(view=render_card(first), allowed_mentions=NO_MENTIONS))
        except discord.HTTPException as error:
            log.warning("the report of the reindex is sent as a new message: %s", error)
            await self._send(first)
        for card in others:
            await self._send(card)

    async def _send(self, card: Card) -> None:
        channel = self._interaction.channel
        try:
            if isinstance(channel, discord.abc.Messageable):
                await with_retries(lambda: channel.send(view=render_card(card)))
        except discord.HTTPException:
            await self._interaction.user.send(view=render_card(card))
