"""Replies to messages and interactions, delivered also where the first way fails."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from secrets import randbits
from typing import Any, Protocol, TypeVar

import discord
from tenacity import AsyncRetrying, before_sleep_log, retry_if_exception, stop_after_attempt, wait_incrementing

from bot.discord_app.cards import Card, notice_card
from bot.discord_app.views import render_card
from bot.strings import Strings

log = logging.getLogger(__name__)

T = TypeVar("T")
Sent = list[tuple[int, int]]
# An edit needs it again: it does not use the client's own setting.
NO_MENTIONS = discord.AllowedMentions.none()
# Set by hand.
_TRIES = 3
_PAUSE_SECONDS = 0.5
# An expired token (after 15 minutes), and an interaction that Discord no longer knows.
_EXPIRED = (50027, 10015, 10062)


class Reply(Protocol):
    """Where the cards of an answer are sent."""

    async def notify(self, card: Card) -> None:
        """Show a card for now. The answer replaces it."""

    async def deliver(self, cards: Sequence[Card]) -> Sent:
        """Send cards in order; returns the (channel id, message id) of each. Empty where none can be delivered."""


def _is_temporary(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and (error.status == 429 or error.status >= 500)


_RETRYING = AsyncRetrying(
    retry=retry_if_exception(_is_temporary), stop=stop_after_attempt(_TRIES), reraise=True,
    wait=wait_incrementing(start=_PAUSE_SECONDS, increment=_PAUSE_SECONDS), before_sleep=before_sleep_log(log, logging.WARNING),
)  # fmt: skip


async def with_retries(request: Callable[[], Awaitable[T]]) -> T:
    """The result of a request to Discord. Repeated where Discord fails (5xx) or asks to wait (429)."""

    async def send() -> T:  # a lambda that returns a coroutine is not enough for tenacity
        return await request()

    return await _RETRYING.copy()(send)  # a copy for each call: several may be waiting at once


class MessageReply:
    """Replies to a message in its channel or, where the bot may not write there, by direct message."""

    def __init__(self, message: discord.Message, strings: Strings) -> None:
        self._message = message
        self._strings = strings
        self._placeholder: discord.Message | None = None

    async def notify(self, card: Card) -> None:
        """Show a card for now. The next one, or the answer, replaces it."""
        with suppress(discord.HTTPException):
            self._placeholder = await (self._replace(card) if self._placeholder else self._send(card, is_first=True))

    async def deliver(self, cards: Sequence[Card]) -> Sent:
        """Reply with cards, the first in place of the card shown for now."""
        sent: Sent = []
        try:
            for number, card in enumerate(cards):
                message = (
                    await self._replace(card)
                    if number == 0 and self._placeholder
                    else await self._send(card, is_first=not number)
                )
                sent.append((message.channel.id, message.id))
        except discord.Forbidden:
            return sent or await self._deliver_by_direct_message(cards)
        except discord.NotFound:
            log.info("channel %s was deleted: the answer is not sent", self._message.channel.id)
        return sent

    async def _replace(self, card: Card) -> discord.Message:
        assert self._placeholder is not None  # noqa: S101 - the callers check it
        try:
            return await self._placeholder.edit(view=render_card(card), allowed_mentions=NO_MENTIONS)
        except discord.NotFound:
            return await self._send(card, is_first=True)

    async def _send(self, card: Card, *, is_first: bool) -> discord.Message:
        # Discord drops a second message with the same nonce, so a request that is repeated is not shown twice.
        nonce = randbits(60)
        if not is_first:
            return await with_retries(lambda: self._message.channel.send(view=render_card(card), nonce=nonce))
        reference = self._message.to_reference(fail_if_not_exists=False)
        return await with_retries(
            lambda: self._message.channel.send(view=render_card(card), nonce=nonce, reference=reference)
        )

    async def _deliver_by_direct_message(self, cards: Sequence[Card]) -> Sent:
        sent: Sent = []
        try:
            for card in (
                notice_card(self._strings("error-may-not-write", channel=f"<#{self._message.channel.id}>")),
                *cards,
            ):
                message = await self._message.author.send(view=render_card(card))
                sent.append((message.channel.id, message.id))
        except discord.HTTPException as error:
            log.warning(
                "the answer can be sent neither to channel %s nor to its author: %s", self._message.channel.id, error
            )
        return sent


class InteractionReply:
    """Replies to a command or a button, also after its token has expired."""

    def __init__(self, interaction: discord.Interaction[Any], *, is_private: bool = False) -> None:
        self._interaction = interaction
        self._is_private = is_private

    async def acknowledge(self) -> None:
        """Show that the bot is thinking."""
        if not self._interaction.response.is_done():
            await self._interaction.response.defer(ephemeral=self._is_private, thinking=True)

    async def notify(self, card: Card) -> None:
        """Show a card for now. The answer replaces it."""
        with suppress(discord.HTTPException):
            await self._interaction.edit_original_response(view=render_card(card))

    async def deliver(self, cards: Sequence[Card]) -> Sent:
        """Show cards, the first in place of the card shown for now."""
        sent: Sent = []
        try:
            for number, card in enumerate(cards):
                message = await with_retries(lambda: self._send(card, is_first=not number))  # noqa: B023 - awaited at once
                sent.append((message.channel.id, message.id))
        except discord.HTTPException as error:
            if error.code not in _EXPIRED:
                raise
            return [*sent, *await self._deliver_without_token(cards[len(sent) :])]
        return sent

    async def _send(self, card: Card, *, is_first: bool) -> discord.Message:
        interaction = self._interaction
        if is_first and interaction.response.is_done():
            return await interaction.edit_original_response(view=render_card(card))
        if is_first:
            await interaction.response.send_message(view=render_card(card), ephemeral=self._is_private)
            return await interaction.original_response()
        return await interaction.followup.send(view=render_card(card), ephemeral=self._is_private, wait=True)

    async def _deliver_without_token(self, cards: Sequence[Card]) -> Sent:
        """Send ordinary messages: to the channel or, for a private answer, to the asker."""
        target = self._interaction.user if self._is_private else self._interaction.channel
        sent: Sent = []
        if isinstance(target, discord.abc.Messageable):
            for card in cards:
                message = await with_retries(lambda: target.send(view=render_card(card)))  # noqa: B023 - awaited at once
                sent.append((message.channel.id, message.id))
        return sent
