"""How much time is spent in an embedding model."""

import time
from collections.abc import Callable
from typing import Any

_METHODS = ("embed", "encode")  # those of an embedder begin so, and that of sentence-transformers


class Timed:
    """A model that adds up the seconds spent in it, by a clock."""

    def __init__(self, real: Any, clock: Callable[[], float] = time.perf_counter) -> None:
        self._real, self._clock, self.seconds = real, clock, 0.0

    def __getattr__(self, name: str) -> object:
        found = getattr(self._real, name)
        if not name.startswith(_METHODS):
            return found

        def timed(*arguments: object, **named: object) -> object:
            began = self._clock()
            try:
                return found(*arguments, **named)
            finally:
                self.seconds += self._clock() - began

        return timed
