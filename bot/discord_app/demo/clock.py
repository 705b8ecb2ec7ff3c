"""The clock of the simulated Discord, which its own would let stand still on a day of its choice."""

from datetime import UTC, datetime

from simcord._dpy_internals import real_monotonic


class TrueClock:
    """The time that it is, for messages and for timers."""

    def __init__(self) -> None:
        self._start = real_monotonic()
        self._skipped = 0.0

    @property
    def elapsed(self) -> float:
        """The seconds that timers go by."""
        return real_monotonic() - self._start + self._skipped

    def now(self) -> datetime:
        """The time that it is."""
        return datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        """Let time pass for timers."""
        self._skipped += seconds
