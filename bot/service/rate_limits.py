"""Rate limits: how often a person and a community may ask."""

import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from bot.errors import RateLimitError

_WINDOW_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Questions of one person and of one community in a minute (0: any number), and questions that may wait."""

    per_user: int = 6
    per_community: int = 60
    waiting: int = 50


class RateLimit:
    """At most ``count`` questions in any minute for each key; 0 for no limit."""

    def __init__(self, count: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._times: dict[Hashable, deque[float]] = {}

    def check(self, key: Hashable) -> None:
        """Raise RateLimitError, with the seconds to wait, where the limit is reached."""
        now = self._clock()
        self._drop_old(now)
        times = self._times.get(key)
        if times and self._count and len(times) >= self._count:
            raise RateLimitError(max(1.0, times[0] + _WINDOW_SECONDS - now))

    def count(self, key: Hashable) -> None:
        """Count one question."""
        self._times.setdefault(key, deque()).append(self._clock())

    def _drop_old(self, now: float) -> None:
        for key, times in list(self._times.items()):
            while times and times[0] <= now - _WINDOW_SECONDS:
                times.popleft()
            if not times:
                del self._times[key]


class Admission:
    """Applies the limits of people and of communities."""

    def __init__(self, limits: Limits) -> None:
        self._per_user = RateLimit(limits.per_user)
        self._per_community = RateLimit(limits.per_community)

    def admit(self, *, person: Hashable, community: Hashable) -> None:
        """Count a question. Where a limit is reached, counts nothing and raises RateLimitError."""
        self._per_user.check(person)
        self._per_community.check(community)
        self._per_user.count(person)
        self._per_community.count(community)
