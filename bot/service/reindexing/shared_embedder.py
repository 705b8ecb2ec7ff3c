"""One embedding model for questions and a reindex at the same time."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from index import Embedder

# Texts that a question may have to wait for: a fraction of a second. Set by hand.
_BATCH = 8


class SharedEmbedder:
    """An embedder for several threads, which take turns in small batches.

    A tokenizer fails where two threads use it at once ("Already borrowed"). And a question must not wait for the hundreds
    of passages that a reindex embeds at a time.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._model = threading.Lock()
        self._next = threading.Lock()

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._embedder.name

    @property
    def languages(self) -> frozenset[str]:
        """The languages whose vectors mean something."""
        return self._embedder.languages

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads."""
        with self._turn():
            return self._embedder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text."""
        with self._turn():
            return self._embedder.count_tokens(texts)

    def embed_documents(self, texts: Sequence[str]) -> Any:
        """One unit vector for each text."""
        # Texts of similar length go together, so that batches need little padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i].encode()))
        vectors: list[Any] = [None] * len(texts)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            with self._turn():
                embedded = self._embedder.embed_documents([texts[i] for i in batch])
            for i, vector in zip(batch, embedded, strict=True):
                vectors[i] = vector
        if vectors:
            return np.stack(vectors)
        with self._turn():
            return self._embedder.embed_documents([])

    def embed_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]) -> Any:
        """One unit vector for each text and each part."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i].encode()))
        wholes: list[Any] = [None] * len(texts)
        own: list[Any] = [None] * len(texts)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            with self._turn():
                vectors, of_parts = self._embedder.embed_with_parts(
                    [texts[i] for i in batch], [parts[i] for i in batch]
                )
            for i, vector, pooled in zip(batch, vectors, of_parts, strict=True):
                wholes[i], own[i] = vector, pooled
        if wholes:
            return np.stack(wholes), own
        with self._turn():
            return self._embedder.embed_with_parts([], [])

    def embed_query(self, text: str) -> Any:
        """The unit vector of a question."""
        with self._turn():
            return self._embedder.embed_query(text)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        # The thread that waits next holds `next`, so the thread that had the model cannot take it again at once.
        with self._next:
            self._model.acquire()
        try:
            yield
        finally:
            self._model.release()
