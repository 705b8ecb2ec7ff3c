"""Messages that only the interaction which sent them can delete: private ones, and those where the bot is a guest."""

import time
from collections.abc import Callable

import discord

# How long the token of an interaction is valid.
_TOKEN_SECONDS = 15 * 60.0

PrivateMessage = discord.InteractionMessage | discord.WebhookMessage


class PrivateMessages:
    """Such messages of the last fifteen minutes. Discord does not delete them through their channel."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._messages: dict[int, tuple[float, PrivateMessage]] = {}

    def remember(self, message: PrivateMessage) -> None:
        """Keep a message until its token has expired."""
        now = self._clock()
        self._messages = {key: kept for key, kept in self._messages.items() if now - kept[0] < _TOKEN_SECONDS}
        self._messages[message.id] = (now, message)

    async def delete(self, message_id: int) -> bool:
        """Whether a message could be deleted, or was deleted before."""
        kept = self._messages.pop(message_id, None)
        if kept is None:
            return False
        try:
            await kept[1].delete()
        except discord.HTTPException as error:
            return error.code == 10008
        return True
