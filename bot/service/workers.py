"""Threads for work that would block the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.errors import QueueFullError

T = TypeVar("T")


class WorkQueue:
    """A queue of blocking calls and the threads that work on it, in order. At most ``limit`` calls wait or run."""

    def __init__(self, name: str, *, limit: int, workers: int = 1) -> None:
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)
        self._limit = limit
        self._is_closed = False
        self.waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """The result of a call. Raises QueueFullError where the queue is full, CancelledError where it is closed."""
        if self._is_closed:
            raise asyncio.CancelledError
        if self.waiting >= self._limit:
            raise QueueFullError(self.waiting)
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, work)
        finally:
            self.waiting -= 1

    async def close(self, last: Callable[[], object] = lambda: None) -> None:
        """Finish the running calls, drop the waiting ones, then make one last call. The queue takes no more."""
        self._is_closed = True
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)
        await asyncio.to_thread(last)
