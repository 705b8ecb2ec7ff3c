"""How often somebody may ask."""

import time
from collections import deque
from collections.abc import Callable, Hashable

from bot.errors import TooOftenError

_WINDOW_SECONDS = 60.0


class RateLimit:
    """At most ``count`` in any minute for each key; 0 for no limit."""

    def __init__(self, count: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._asked: dict[Hashable, deque[float]] = {}

    def check(self, key: Hashable) -> None:
        """Raise TooOftenError, which knows how long to wait, where the limit is reached."""
        now = self._clock()
        self._clear(now)
        asked = self._asked.get(key)
        if asked and self._count and len(asked) >= self._count:
            raise TooOftenError(max(1.0, asked[0] + _WINDOW_SECONDS - now))

    def count(self, key: Hashable) -> None:
        """Count one question."""
        self._asked.setdefault(key, deque()).append(self._clock())

    def _clear(self, now: float) -> None:
        for key, asked in list(self._asked.items()):
            while asked and asked[0] <= now - _WINDOW_SECONDS:
                asked.popleft()
            if not asked:
                del self._asked[key]
