"""A reindex on Discord: the planned changes, the progress and the report."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import discord

from bot.answers import Asker
from bot.discord_app.cards import Card, progress_card, report_cards
from bot.discord_app.delivery import LOST_INTERACTION, NO_EDIT, NO_MENTIONS, InteractionReply, with_retries
from bot.discord_app.views import render_card
from bot.service import Desk
from bot.strings import Strings

log = logging.getLogger(__name__)

# Slower than Discord's limit of about one edit a second for each channel. Set by hand.
_UPDATE_SECONDS = 2.5


class ReindexReply:
    """Shows one reindex: privately on the interaction, or on an ordinary message of the channel.

    The token of an interaction expires after 15 minutes. A private report that comes later is a direct message. What an
    ordinary message shows is what ``asker``, a member of the server, may see.
    """

    def __init__(
        self, reply: InteractionReply, interaction: discord.Interaction[Any], desk: Desk, asker: Asker, strings: Strings
    ) -> None:
        self._reply = reply
        self._interaction = interaction
        self._desk = desk
        self._asker = asker
        self._strings = strings
        self._message: discord.PartialMessage | None = None
        self._can_show = True

    async def run(self, *, full: bool, dry_run: bool) -> None:
        """Reindex and send the report. Raises what ``Desk.reindex`` raises."""
        report = await self._desk.reindex(self._asker, full=full, dry_run=True)
        planned = report_cards(report, self._strings, is_dry_run=True)
        if dry_run:
            await self._reply.deliver(planned)
            return
        work = asyncio.create_task(self._desk.reindex(self._asker, full=full))
        try:
            await self._show_progress(work, planned[0])
        finally:
            # An error while the progress is shown does not stop the reindex.
            report = await work
        await self._send_report(report_cards(report, self._strings, is_dry_run=False))

    async def _show_progress(self, work: "asyncio.Task[Any]", planned: Card) -> None:
        shown_state = None
        while not work.done():
            job = self._desk.reindexing
            state = (job.progress.done, job.progress.total, job.progress.embedded, job.number)
            if state != shown_state and self._can_show:
                await self._show(
                    progress_card(*state[:3], self._strings, planned=planned.blocks[0], reindex_number=job.number)
                )
                shown_state = state
            await asyncio.wait([work], timeout=_UPDATE_SECONDS)

    async def _show(self, card: Card) -> None:
        try:
            if self._message is not None:
                await self._message.edit(view=render_card(card), allowed_mentions=NO_MENTIONS)
                return
            original = await self._interaction.edit_original_response(view=render_card(card))
            channel: Any = self._interaction.channel
            if not self._reply.is_private and hasattr(channel, "get_partial_message"):
                self._message = channel.get_partial_message(original.id)
        except discord.HTTPException as error:
            log.warning("the progress of the reindex could not be shown: %s", error)
            self._can_show = error.code not in LOST_INTERACTION | NO_EDIT

    async def _send_report(self, cards: Sequence[Card]) -> None:
        message = self._message
        if message is None:
            await self._reply.deliver(cards)
            return
        try:
            await with_retries(lambda: message.edit(view=render_card(cards[0]), allowed_mentions=NO_MENTIONS))
        except discord.HTTPException as error:
            log.warning("the report of the reindex is sent as a new message: %s", error)
            await self._send(cards)
        else:
            await self._send(cards[1:])

    async def _send(self, cards: Sequence[Card]) -> None:
        """Send cards to the channel or, where it takes none, to the admin."""
        channel: Any = self._interaction.channel
        for position, card in enumerate(cards):
            try:
                await with_retries(lambda: channel.send(view=render_card(card)))  # noqa: B023 - awaited at once
            except discord.HTTPException as error:
                log.warning("the report of the reindex is sent to the admin: %s", error)
                await self._reply.deliver_directly(cards[position:], "undelivered-not-allowed")
                return
