"""A text shown while it is written: as often as Discord bears it, and never after the answer itself."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

# Discord takes about five edits of a channel in five seconds, from all of a bot's answers together.
_PAUSE_SECONDS = 1.5


class ThrottledUpdates:
    """Shows the newest state of a text that grows in another thread, until it is left.

    ``write`` may be called from any thread, as often as it likes. What is shown when the text is left is settled by
    whoever leaves: no showing is under way any more, and none follows.
    """

    def __init__(self, show: Callable[[str], Awaitable[None]], *, pause_seconds: float = _PAUSE_SECONDS) -> None:
        self._show = show
        self._pause_seconds = pause_seconds
        self._text = ""
        self._loop = asyncio.get_running_loop()
        self._is_new, self._is_left = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def write(self, text: str) -> None:
        """Take the text as it is by now."""
        self._loop.call_soon_threadsafe(self._take, text)

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._is_left.set()
        self._is_new.set()
        if self._task:
            await self._task

    def _take(self, text: str) -> None:
        if text.strip() and not self._is_left.is_set():
            self._text = text
            self._is_new.set()

    async def _follow(self) -> None:
        while True:
            await self._is_new.wait()
            if self._is_left.is_set():
                return
            self._is_new.clear()
            await self._show(self._text)
            with suppress(TimeoutError):  # the pause, which ends early where the text is left
                async with asyncio.timeout(self._pause_seconds):
                    await self._is_left.wait()
