"""An index that is replaced while it answers: opened when first needed, and opened anew when there is another."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from index import (
    Embedder,
    IndexNotBuiltError,
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


class LiveIndex:
    """The index of a data folder as it is now. Safe to use from one thread at a time."""

    def __init__(
        self, *, data_dir: Path, embedder: Embedder, chroma_url: str = "", reranker: Reranker | None = None,
        cache_dir: Path | None = None, on_new: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._data_dir = data_dir
        self._embedder = embedder
        self._chroma_url = chroma_url
        self._reranker = reranker
        self._cache_dir = cache_dir
        self._on_new = on_new
        self._opened = ExitStack()
        self._current: Retriever | None = None
        self._generation: Path | None = None
        self._is_outdated = False

    def retriever(self) -> Retriever:
        """The open index; ``on_new`` has been called if it is another than before. Raises IndexNotBuiltError."""
        current = current_generation(self._data_dir)
        if self._is_outdated or current != self._generation:
            self._is_outdated, self._generation = False, current
            self._on_new()
            self.close()
        if self._current is None:
            if not is_built(self._data_dir):
                raise IndexNotBuiltError(f"There is no index in {self._data_dir} yet: it is being built.")
            opened = open_retriever(
                data_dir=self._data_dir, embedder=self._embedder, chroma_url=self._chroma_url,
                reranker=self._reranker, cache_dir=self._cache_dir,
            )  # fmt: skip
            self._current = self._opened.enter_context(opened)
        return self._current

    def steadily(self, work: Callable[[], T]) -> T:
        """What the work gives, tried once more on a freshly opened index: another process may have replaced it."""
        try:
            return work()
        except SearchIndexError as error:
            if isinstance(error, QueryError | IndexNotBuiltError):
                raise
            log.warning("the index is opened anew: %s", error)
            self.close()
            return work()

    def refresh(self) -> None:
        """Open the index anew before it is next used. May be called from any thread."""
        self._is_outdated = True

    def close(self) -> None:
        """Let go of the index."""
        self._current = None
        self._opened.close()
