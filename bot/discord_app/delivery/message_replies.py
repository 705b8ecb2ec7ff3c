"""Replies to messages: in their channel, else by direct message, else with a sign."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from secrets import randbits

import discord

from bot.discord_app.cards import Card
from bot.discord_app.delivery.discord_errors import (
    NO_EDIT,
    NO_REFERENCE,
    undelivered_reason,
    with_retries,
)
from bot.discord_app.delivery.replies import NO_MENTIONS, Sent, send_directly
from bot.discord_app.views import card_files, render_card
from bot.strings import Strings
from index import single_line

log = logging.getLogger(__name__)

# Discord's limit.
_LONGEST_THREAD_NAME = 100
# The sign on a question whose answer can be told nowhere: an open letter box with its flag down.
_UNDELIVERED_SIGN = "📭"


class MessageReply:
    """Replies to a message in its channel or, where the bot may not write there, by direct message.

    ``former`` are the messages of an earlier answer, which the new one replaces. With a ``thread_name`` the reply is in a
    thread on the message, which is opened with the first card, or in the channel where Discord opens none.
    """

    def __init__(
        self, message: discord.Message, strings: Strings, *, former: Sequence[discord.PartialMessage] = (),
        thread_name: str = "",
    ) -> None:  # fmt: skip
        self._message = message
        self._strings = strings
        self._thread_name = single_line(thread_name)[:_LONGEST_THREAD_NAME]
        self._thread: discord.Thread | None = None
        self._placeholder: discord.Message | discord.PartialMessage | None = former[0] if former else None
        self._former = list(former[1:])

    @property
    def thread_id(self) -> int | None:
        """The thread that was opened for the reply."""
        return self._thread.id if self._thread else None

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
        except discord.HTTPException as error:
            reason = undelivered_reason(error)
            if reason is None:
                raise
            return [*sent, *await self._deliver_directly(cards[len(sent) :], reason)]
        await self._delete_former()
        return sent

    async def withdraw(self) -> None:
        """Delete what is shown for now, and the former answer: the question was deleted."""
        with suppress(discord.HTTPException):
            if self._placeholder:
                await self._placeholder.delete()
        await self._delete_former()

    async def _replace(self, card: Card) -> discord.Message:
        placeholder = self._placeholder
        assert placeholder is not None  # noqa: S101 - the callers check it
        try:
            return await with_retries(
                lambda: placeholder.edit(
                    view=render_card(card), allowed_mentions=NO_MENTIONS, attachments=card_files(card)
                )
            )
        except discord.HTTPException as error:
            if error.code not in NO_EDIT:
                raise
        self._placeholder = None
        return await self._send(card, is_first=True)

    async def _send(self, card: Card, *, is_first: bool) -> discord.Message:
        # Discord drops a second message with the same nonce, so a request that is repeated is not shown twice.
        nonce, channel = randbits(60), await self._place()
        if is_first and channel is self._message.channel:
            reference = self._message.to_reference(fail_if_not_exists=False)
            try:
                return await with_retries(
                    lambda: channel.send(
                        view=render_card(card), files=card_files(card), nonce=nonce, reference=reference
                    )
                )
            except discord.HTTPException as error:
                if error.code not in NO_REFERENCE:
                    raise
        return await with_retries(lambda: channel.send(view=render_card(card), files=card_files(card), nonce=nonce))

    async def _place(self) -> discord.abc.Messageable:
        if self._thread is None and self._thread_name:
            name, self._thread_name = self._thread_name, ""
            try:
                self._thread = self._message.thread or await self._message.create_thread(name=name)
            except discord.HTTPException as error:
                log.warning("no thread for a message in channel %s: %s", self._message.channel.id, error)
        return self._thread or self._message.channel

    async def _deliver_directly(self, cards: Sequence[Card], reason: str) -> Sent:
        message = self._message
        log.warning("the answer to a message in channel %s goes to its author: %s", message.channel.id, reason)
        if message.guild is not None:
            try:
                return await send_directly(
                    message.author, cards, self._strings(reason, channel=f"<#{message.channel.id}>")
                )
            except discord.HTTPException as error:
                log.warning("nor can the answer be sent to its author: %s", error)
        with suppress(discord.HTTPException):
            await message.add_reaction(_UNDELIVERED_SIGN)
        return []

    async def _delete_former(self) -> None:
        for message in self._former:
            with suppress(discord.HTTPException):
                await message.delete()
        self._former = []
