"""Refusals of Discord: which are worth a repetition, and what a person is told of the others. Pure.

The codes are those of https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import discord
from tenacity import AsyncRetrying, before_sleep_log, retry_if_exception, stop_after_attempt, wait_incrementing

log = logging.getLogger(__name__)

T = TypeVar("T")

UNKNOWN_MESSAGE, UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED, NO_HISTORY = 10008, 10062, 40060, 160002
TOO_MANY_FOLLOW_UPS = 40094
# 200 commands were created today.
_COMMANDS_OF_THE_DAY = 30034
# The token of an interaction has expired (after 15 minutes), or Discord never knew it.
LOST_INTERACTION = frozenset({10015, UNKNOWN_INTERACTION, 50027})
# A reply cannot refer to its message: the bot may not read the history, or the message is gone.
NO_REFERENCE = frozenset({NO_HISTORY, UNKNOWN_MESSAGE})
# An edit is refused, but a new message may be taken: the old one is gone, or its thread is archived.
NO_EDIT = frozenset({UNKNOWN_MESSAGE, 50083, 30046})
# Why an answer does not come where it was asked for, as text keys.
_REASONS = {
    10003: "undelivered-channel-gone",
    50083: "undelivered-thread-closed",
    160005: "undelivered-thread-closed",
    200000: "undelivered-automod",
    200001: "undelivered-automod",
    TOO_MANY_FOLLOW_UPS: "undelivered-follow-ups",
    **dict.fromkeys(LOST_INTERACTION, "undelivered-too-late"),
}
# Set by hand.
_TRIES = 3
_PAUSE_SECONDS = 0.5


def undelivered_reason(error: discord.HTTPException) -> str | None:
    """The key of the text that says why a message was not taken in a channel, or None where another channel would not help."""
    if error.code in _REASONS:
        return _REASONS[error.code]
    return (
        "undelivered-not-allowed"
        if error.status == 403
        else "undelivered-channel-gone"
        if error.status == 404
        else None
    )


def command_problem(error: Exception) -> str:
    """Why commands could not be registered: ``limit``, ``busy``, ``refused`` or ``unreachable``."""
    if isinstance(error, discord.HTTPException):
        if error.code == _COMMANDS_OF_THE_DAY:
            return "limit"
        return "busy" if error.status == 429 else "unreachable" if error.status >= 500 else "refused"
    if isinstance(error, discord.DiscordException):
        return "refused"
    return "busy" if isinstance(error, TimeoutError) else "unreachable"


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
