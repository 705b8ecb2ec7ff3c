"""A message that follows a growing text, as often as Discord allows, and never after the text is finished."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

# Discord allows about five edits of a channel in five seconds, for all of a bot's answers together.
_PAUSE_SECONDS = 1.5


class ThrottledUpdates:
    """Shows the newest state of a text that grows in another thread, with a pause after each update.

    Once the context is left, no update is running and none follows: the caller can replace the last one.
    """

    def __init__(self, show: Callable[[str], Awaitable[None]], *, pause_seconds: float = _PAUSE_SECONDS) -> None:
        self._show = show
        self._pause_seconds = pause_seconds
        self._text = ""
        self._loop = asyncio.get_running_loop()
        self._is_new, self._is_left = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def put(self, text: str) -> None:
        """Set the text to show next. May be called from any thread, at any rate."""
        self._loop.call_soon_threadsafe(self._set_text, text)

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._show_updates())
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._is_left.set()
        self._is_new.set()
        if self._task:
            await self._task

    def _set_text(self, text: str) -> None:
        if text.strip() and not self._is_left.is_set():
            self._text = text
            self._is_new.set()

    async def _show_updates(self) -> None:
        while True:
            await self._is_new.wait()
            if self._is_left.is_set():
                return
            self._is_new.clear()
            await self._show(self._text)
            with suppress(TimeoutError):  # the pause ends early where the context is left
                async with asyncio.timeout(self._pause_seconds):
                    await self._is_left.wait()
