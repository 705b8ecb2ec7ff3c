"""An index that may be replaced at any time: opened when first needed, and again when another one is current."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from index import (
    Embedder,
    Follower,
    IndexNotBuiltError,
    IndexSettings,
    QueryError,
    Reranker,
    Retriever,
    SearchIndexError,
    current_generation,
    is_built,
    open_retriever,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

# How long a question waits while changes of other machines are copied. What is left is copied by the next ones. Set by hand.
_COPYING_SECONDS = 2.0


class LiveIndex:
    """The current index of a data folder. Use it from one thread at a time. One on a server is followed.

    ``on_new`` is called before another index, or the same one after a change, is opened.
    """

    def __init__(
        self, settings: IndexSettings, embedder: Embedder, *, reranker: Reranker | None = None,
        on_new: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self.settings = settings
        self.embedder = embedder
        self._reranker = reranker
        self._on_new = on_new
        self._follower = Follower(settings)
        self._opened = ExitStack()
        self._current: Retriever | None = None
        self._generation: Path | None = None
        self._is_outdated = False

    def retriever(self) -> Retriever:
        """The open index. Raises IndexNotBuiltError where there is none."""
        self._follower.check(seconds=_COPYING_SECONDS)
        current = current_generation(self.settings.data_dir)
        if self._is_outdated or current != self._generation:
            self._is_outdated, self._generation = False, current
            self._on_new()
            self.close()
        if self._current is None:
            if not is_built(self.settings):
                raise IndexNotBuiltError(f"There is no index in {self.settings.data_dir} yet: it is being built.")
            opened = open_retriever(self.settings, self.embedder, reranker=self._reranker)
            self._current = self._opened.enter_context(opened)
        return self._current

    def with_retry(self, work: Callable[[], T]) -> T:
        """What ``work`` returns. It is repeated once on a freshly opened index: another process may have replaced it."""
        was_open = self._current is not None
        try:
            return work()
        except SearchIndexError as error:
            if not was_open or isinstance(error, QueryError | IndexNotBuiltError):
                raise  # opening it again would change nothing
            log.warning("the index is opened again: %s", error)
            self.close()
            return work()

    def refresh(self) -> None:
        """Open the index again before it is next used. May be called from any thread."""
        self._is_outdated = True

    def close(self) -> None:
        """Close the index."""
        self._current = None
        self._opened.close()
        self._follower.close()
