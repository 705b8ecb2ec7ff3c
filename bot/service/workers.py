"""Work that would hold up the event loop, done in threads of its own with a line in front of them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.errors import BusyError

T = TypeVar("T")


class Lane:
    """So many worker threads: what is handed in is begun in order, one thing in each, and no more waits than ``limit``."""

    def __init__(self, name: str, *, limit: int, workers: int = 1) -> None:
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)
        self._limit = limit
        self._is_closed = False
        self.waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """What the work returns or raises. Raises BusyError where the line is full, CancelledError once it is closed."""
        if self._is_closed:
            raise asyncio.CancelledError
        if self.waiting >= self._limit:
            raise BusyError(self.waiting)
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, work)
        finally:
            self.waiting -= 1

    async def close(self, last: Callable[[], object] = lambda: None) -> None:
        """Finish what is being done, drop what waits, then do one last thing. Nothing can be handed in any more."""
        self._is_closed = True
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)
        await asyncio.to_thread(last)
