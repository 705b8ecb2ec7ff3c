"""The progress of a reindex, and how it is stopped, in this process or in another."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from index import Embedder, ReindexStoppedError


class Progress:
    """Counts the work of one reindex, and stops it. ``on_change`` is called after every count.

    ``done`` and ``total`` count the changed sources, ``embedded`` and ``expected`` the passages that are embedded and will be.
    ``total`` and ``expected`` are 0 until they are known.
    """

    def __init__(self, on_change: Callable[[], object] = lambda: None) -> None:
        self._on_change = on_change
        self._stopped = threading.Event()
        self._on_stop: Callable[[], object] = lambda: None
        self.done = 0
        self.total = 0
        self.embedded = 0
        self.expected = 0

    @property
    def is_stopped(self) -> bool:
        """Whether somebody stopped the reindex."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Stop the reindex at its next batch. May be called from any thread, and more than once."""
        self._stopped.set()
        self._on_stop()

    def call_on_stop(self, callback: Callable[[], object]) -> None:
        """Call ``callback`` when the reindex is stopped, or now where it already is. It may be called twice."""
        self._on_stop = callback
        if self.is_stopped:
            callback()

    def count_sources(self, done: int, total: int, expected: int) -> None:
        """Set the number of finished sources. Raises ReindexStoppedError where somebody stopped the reindex."""
        self.done, self.total, self.expected = done, total, expected
        self._on_change()
        self.raise_if_stopped()

    def count_embedded(self, count: int) -> None:
        """Add embedded passages."""
        self.embedded += count
        self._on_change()

    def raise_if_stopped(self) -> None:
        """Raise ReindexStoppedError where somebody stopped the reindex."""
        if self.is_stopped:
            raise ReindexStoppedError("The reindex was stopped; what was indexed so far is kept.")


class CountingEmbedder:
    """An embedder that counts what it embeds, and stops between batches."""

    # Texts between two counts. Set by hand: a second or two of work.
    _BATCH = 32

    def __init__(self, embedder: Embedder, progress: Progress) -> None:
        self._embedder = embedder
        self._progress = progress
        self.name = embedder.name
        self.languages = embedder.languages
        self.embed_query = embedder.embed_query
        self.count_tokens = embedder.count_tokens

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads."""
        return self._embedder.max_tokens

    def embed_documents(self, texts: Sequence[str]) -> Any:
        """One unit vector for each text. Raises ReindexStoppedError where somebody stopped the reindex."""
        batches = []
        for start in range(0, len(texts), self._BATCH):
            self._progress.raise_if_stopped()
            batches.append(self._embedder.embed_documents(texts[start : start + self._BATCH]))
            self._progress.count_embedded(len(batches[-1]))
        return np.concatenate(batches) if batches else self._embedder.embed_documents(texts)

    def embed_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]) -> Any:
        """One unit vector for each text and each part. Raises ReindexStoppedError where somebody stopped the reindex."""
        wholes, own = [], []
        for start in range(0, len(texts), self._BATCH):
            self._progress.raise_if_stopped()
            batch = slice(start, start + self._BATCH)
            vectors, of_parts = self._embedder.embed_with_parts(texts[batch], parts[batch])
            wholes.append(vectors)
            own.extend(of_parts)
            self._progress.count_embedded(len(vectors))
        return (np.concatenate(wholes), own) if wholes else self._embedder.embed_with_parts(texts, parts)
