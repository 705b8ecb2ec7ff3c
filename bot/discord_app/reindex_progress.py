"""A reindex on Discord: the planned changes, the progress and the report, on one message."""

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

# Slower than Discord's limit of about one edit a second for each channel. Set by hand.
_UPDATE_SECONDS = 2.5


class ReindexReply:
    """Shows one reindex on an ordinary message, because an interaction's token expires after 15 minutes."""

    def __init__(self, interaction: discord.Interaction[Any], desk: Desk, strings: Strings) -> None:
        self._interaction = interaction
        self._desk = desk
        self._strings = strings
        self._message: discord.PartialMessage | discord.Message | None = None

    async def run(self, *, full: bool, dry_run: bool) -> None:
        """Reindex and send the report. Raises what ``Desk.reindex`` raises."""
        planned = report_cards(await self._desk.reindex(full=full, dry_run=True), self._strings, is_dry_run=True)
        if dry_run:
            await self._send_report(planned)
            return
        work = asyncio.create_task(self._desk.reindex(full=full))
        try:
            await self._show_progress(work, planned[0])
        finally:
            # An error while the progress is shown does not stop the reindex.
            report = await work
        await self._send_report(report_cards(report, self._strings, is_dry_run=False))

    async def _show_progress(self, work: "asyncio.Task[Any]", planned: Card) -> None:
        shown_state = None
        while not work.done():
            progress = self._desk.reindex_progress
            state = (progress.done, progress.total, progress.embedded)
            if state != shown_state:
                await self._show(progress_card(*state, self._strings, planned=planned.blocks[0]))
                shown_state = state
            await asyncio.wait([work], timeout=_UPDATE_SECONDS)

    async def _show(self, card: Card) -> None:
        try:
            if self._message is None:
                original = await self._interaction.edit_original_response(view=render_card(card))
                self._message = self._as_ordinary_message(original)
            else:
                await self._message.edit(view=render_card(card), allowed_mentions=NO_MENTIONS)
        except discord.HTTPException as error:
            log.warning("the progress of the reindex could not be shown: %s", error)

    def _as_ordinary_message(self, original: discord.InteractionMessage) -> discord.PartialMessage | discord.Message:
        channel = self._interaction.channel
        if isinstance(channel, discord.abc.Messageable) and hasattr(channel, "get_partial_message"):
            partial: discord.PartialMessage = channel.get_partial_message(original.id)
            return partial
        return original

    async def _send_report(self, cards: Sequence[Card]) -> None:
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
