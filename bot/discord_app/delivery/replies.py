"""Where answers are sent, and direct messages for those that cannot be sent there."""

from collections.abc import Sequence
from secrets import randbits
from typing import Any, Protocol

import discord

from bot.discord_app.cards import Card, notice_card
from bot.discord_app.delivery.discord_errors import (
    with_retries,
)
from bot.discord_app.views import card_files, render_card

Sent = list[tuple[int, int]]
# An edit needs it again: it does not use the client's own setting.
NO_MENTIONS = discord.AllowedMentions.none()


class Reply(Protocol):
    """Where the cards of an answer are sent."""

    async def notify(self, card: Card) -> None:
        """Show a card for now. The answer replaces it."""

    async def deliver(self, cards: Sequence[Card]) -> Sent:
        """Send cards in order; returns the (channel id, message id) of each. Empty where none can be delivered."""


class QuietReply:
    """Sends answers, and nothing for the time being. Without a reply to send them with, it says nothing at all."""

    def __init__(self, reply: Reply | None = None) -> None:
        self._reply = reply

    async def notify(self, card: Card) -> None:
        """Show nothing."""

    async def deliver(self, cards: Sequence[Card]) -> Sent:
        """Send cards with the reply."""
        return await self._reply.deliver(cards) if self._reply else []


async def send_directly(user: Any, cards: Sequence[Card], reason: str) -> Sent:
    """Send cards as direct messages, after one that says why. Raises HTTPException where the person takes none."""
    sent: Sent = []
    for card in (notice_card(reason), *cards):
        nonce = randbits(60)
        message = await with_retries(lambda: user.send(view=render_card(card), files=card_files(card), nonce=nonce))  # noqa: B023 - awaited at once
        sent.append((message.channel.id, message.id))
    return sent[1:]
