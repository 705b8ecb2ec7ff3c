"""Replies to commands, buttons and forms: on the interaction, else in the channel or, where private, by direct message."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, TypeVar

import discord

from bot.discord_app.cards import Card, fit_cards, notice_card, strings_for
from bot.discord_app.delivery.discord_errors import (
    ALREADY_ACKNOWLEDGED,
    LOST_INTERACTION,
    TOO_MANY_FOLLOW_UPS,
    undelivered_reason,
    with_retries,
)
from bot.discord_app.delivery.replies import Sent, send_directly
from bot.discord_app.installation import is_brought_along, is_guest
from bot.discord_app.views import card_files, render_card

# Discord's limit for a person's own installation. A button begins anew.
_MOST_FOLLOW_UPS = 5
_COUNT = "follow-ups"

log = logging.getLogger(__name__)

M = TypeVar("M", discord.InteractionMessage, discord.WebhookMessage)


class InteractionReply:
    """Replies to a command or a button, also after its token has expired."""

    def __init__(self, interaction: discord.Interaction[Any], *, is_private: bool = False) -> None:
        self._interaction = interaction
        self.is_private = is_private
        self._is_lost = False
        self._is_acknowledged = False

    async def acknowledge(self) -> None:
        """Show that the bot is thinking. Where Discord no longer knows the interaction, the answer goes another way."""
        if not self._interaction.response.is_done():
            try:
                await self._interaction.response.defer(ephemeral=self.is_private, thinking=True)
            except discord.HTTPException as error:
                self._note_refusal(error)

    async def notify(self, card: Card) -> None:
        """Show a card for now. The answer replaces it."""
        if not self._is_lost:
            with suppress(discord.HTTPException):
                await self._interaction.edit_original_response(view=render_card(card), attachments=card_files(card))

    async def deliver(self, cards: Sequence[Card]) -> Sent:
        """Show cards, the first in place of the card shown for now. Where Discord takes no more, the rest is in a file."""
        sent: Sent = []
        reason: str | None = "undelivered-too-late"
        cards = fit_cards(cards, self._most_cards(), note=self._rest_note())
        message: discord.Message | None = None
        try:
            for number, card in enumerate(cards if not self._is_lost else []):
                message = await self._send_or_edit(card, is_first=not number)
                sent.append((message.channel.id, message.id))
        except discord.HTTPException as error:
            if error.code == TOO_MANY_FOLLOW_UPS and message is not None:
                await self._append_rest(message, cards[len(sent) - 1 :])
                return sent
            reason = undelivered_reason(error)
            if reason is None:
                raise
        left = cards[len(sent) :]
        return [*sent, *await self._deliver_elsewhere(left, reason or "")] if left else sent

    def _most_cards(self) -> int:
        """How many cards Discord takes from here on."""
        if not is_brought_along(self._interaction):
            return 1_000  # no limit is documented
        is_form_open = self._interaction.response.type is discord.InteractionResponseType.modal
        return _MOST_FOLLOW_UPS - int(self._interaction.extras.get(_COUNT, 0)) + (not is_form_open)

    def _rest_note(self) -> str:
        return f"-# {strings_for(str(self._interaction.locale))('rest-in-file')}"

    async def _append_rest(self, message: discord.Message, cards: Sequence[Card]) -> None:
        """Add the cards after the first to the message that shows the first: an edit does not count as a follow-up."""
        (card,) = fit_cards(cards, 1, note=self._rest_note())
        await with_retries(lambda: message.edit(view=render_card(card), attachments=card_files(card)))

    async def _send_or_edit(self, card: Card, *, is_first: bool) -> discord.Message:
        try:
            return await with_retries(lambda: self._send(card, is_first=is_first))
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
            self._note_refusal(error)
            return await with_retries(lambda: self._send(card, is_first=is_first))

    async def _send(self, card: Card, *, is_first: bool) -> discord.Message:
        interaction = self._interaction
        if is_first and (interaction.response.is_done() or self._is_acknowledged):
            if interaction.response.type is discord.InteractionResponseType.modal:
                return await self._follow_up(card)
            return self._remember(
                await interaction.edit_original_response(view=render_card(card), attachments=card_files(card))
            )
        if is_first:
            await interaction.response.send_message(
                view=render_card(card), files=card_files(card), ephemeral=self.is_private
            )
            return self._remember(await interaction.original_response())
        return await self._follow_up(card)

    async def _follow_up(self, card: Card) -> discord.Message:
        send = self._interaction.followup.send
        message = await send(view=render_card(card), files=card_files(card), ephemeral=self.is_private, wait=True)
        self._interaction.extras[_COUNT] = self._interaction.extras.get(_COUNT, 0) + 1
        return self._remember(message)

    def _remember(self, message: M) -> M:
        if self.is_private or is_guest(self._interaction):
            self._interaction.client.private_messages.remember(message)
        return message

    def _note_refusal(self, error: discord.HTTPException) -> None:
        if error.code == ALREADY_ACKNOWLEDGED:
            self._is_acknowledged = True
        elif error.code in LOST_INTERACTION:
            self._is_lost = True
        else:
            raise error

    async def _deliver_elsewhere(self, cards: Sequence[Card], reason: str) -> Sent:
        """Send ordinary messages: to the channel or, for a private answer, to the asker."""
        interaction = self._interaction
        channel: Any = interaction.channel if isinstance(interaction.channel, discord.abc.Messageable) else None
        if not self.is_private and channel is not None and not is_guest(interaction):
            sent: Sent = []
            with suppress(discord.HTTPException):
                for card in cards:
                    message = await with_retries(lambda: channel.send(view=render_card(card), files=card_files(card)))  # noqa: B023 - awaited at once
                    sent.append((message.channel.id, message.id))
                return sent
            cards = cards[len(sent) :]
        return await self.deliver_directly(cards, reason)

    async def deliver_directly(self, cards: Sequence[Card], reason: str) -> Sent:
        """Send cards as direct messages, after one that says why (a text key). Where that fails, says in the channel that it did."""
        interaction = self._interaction
        strings = strings_for(str(interaction.locale))
        try:
            return await send_directly(interaction.user, cards, strings(reason, channel=f"<#{interaction.channel_id}>"))
        except discord.HTTPException as error:
            log.warning("the answer to an interaction cannot be sent to its user: %s", error)
        if is_guest(interaction):
            return []
        channel: Any = interaction.channel
        with suppress(discord.HTTPException, AttributeError):  # a channel that the bot does not see has no ``send``
            text = strings("undelivered-cannot-reach", person=interaction.user.mention)
            await channel.send(view=render_card(notice_card(text, tone="problem")))
        return []
