"""How often somebody may ask."""

import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from bot.errors import RateLimitError

_WINDOW_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked: by one person and one community in a minute (0: any), and waiting at once."""

    per_user: int = 6
    per_community: int = 60
    waiting: int = 50


class RateLimit:
    """At most ``count`` in any minute for each key; 0 for no limit."""

    def __init__(self, count: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._asked: dict[Hashable, deque[float]] = {}

    def check(self, key: Hashable) -> None:
        """Raise RateLimitError, which knows how long to wait, where the limit is reached."""
        now = self._clock()
        self._clear(now)
        asked = self._asked.get(key)
        if asked and self._count and len(asked) >= self._count:
            raise RateLimitError(max(1.0, asked[0] + _WINDOW_SECONDS - now))

    def count(self, key: Hashable) -> None:
        """Count one question."""
        self._asked.setdefault(key, deque()).append(self._clock())

    def _clear(self, now: float) -> None:
        for key, asked in list(self._asked.items()):
            while asked and asked[0] <= now - _WINDOW_SECONDS:
                asked.popleft()
            if not asked:
                del self._asked[key]


class Admission:
    """Who may ask now, by the limits for people and communities."""

    def __init__(self, limits: Limits) -> None:
        self._per_user = RateLimit(limits.per_user)
        self._per_community = RateLimit(limits.per_community)

    def admit(self, *, person: Hashable, community: Hashable) -> None:
        """Count a question. Raises RateLimitError, and counts nothing, where either asked too many in the last minute."""
        self._per_user.check(person)
        self._per_community.check(community)
        self._per_user.count(person)
        self._per_community.count(community)
