"""How far a reindex is, and how it is stopped: in this process or in another."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from index import Embedder, ReindexStoppedError


class Watch:
    """Watches one reindex: counts what it did, and stops it. ``noted`` is called after every count."""

    def __init__(self, noted: Callable[[], object] = lambda: None) -> None:
        self._noted = noted
        self._stopped = threading.Event()
        self._when_stopped: Callable[[], object] = lambda: None
        self.done = 0
        self.total = 0
        self.embedded = 0

    @property
    def is_stopped(self) -> bool:
        """Whether the reindex is to stop."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Stop the reindex at the next portion. May be called from any thread, and again."""
        self._stopped.set()
        self._when_stopped()

    def when_stopped(self, tell: Callable[[], object]) -> None:
        """Call something when the reindex is to stop, at once where it is already. It may be called twice."""
        self._when_stopped = tell
        if self.is_stopped:
            tell()

    def note(self, done: int, total: int) -> None:
        """Count the sources that are done. Raises ReindexStoppedError where the reindex is to stop."""
        self.done, self.total = done, total
        self._noted()
        self.check()

    def note_embedded(self, count: int) -> None:
        """Count passages that were embedded."""
        self.embedded += count
        self._noted()

    def check(self) -> None:
        """Raise ReindexStoppedError where the reindex is to stop."""
        if self.is_stopped:
            raise ReindexStoppedError("The reindex was stopped; what was indexed so far is kept.")


class WatchedEmbedder:
    """An embedder that counts what it embeds, and stops where it is told to."""

    _PORTION = 32

    def __init__(self, embedder: Embedder, watch: Watch) -> None:
        self._embedder = embedder
        self._watch = watch
        self.name = embedder.name
        self.languages = embedder.languages
        self.embed_query = embedder.embed_query
        self.count_tokens = embedder.count_tokens

    @property
    def max_tokens(self) -> int:
        """How much of a text the model reads."""
        return self._embedder.max_tokens

    def embed_documents(self, texts: Sequence[str]) -> Any:
        """One unit vector a text, in portions. Raises ReindexStoppedError where the reindex is to stop."""
        portions = []
        for start in range(0, len(texts), self._PORTION):
            self._watch.check()
            portions.append(self._embedder.embed_documents(texts[start : start + self._PORTION]))
            self._watch.note_embedded(len(portions[-1]))
        return np.concatenate(portions) if portions else self._embedder.embed_documents(texts)

    def embed_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]) -> Any:
        """One unit vector a text and one a part, in portions. Raises ReindexStoppedError where the reindex is to stop."""
        wholes, own = [], []
        for start in range(0, len(texts), self._PORTION):
            self._watch.check()
            some = slice(start, start + self._PORTION)
            vectors, of_parts = self._embedder.embed_with_parts(texts[some], parts[some])
            wholes.append(vectors)
            own.extend(of_parts)
            self._watch.note_embedded(len(vectors))
        return (np.concatenate(wholes), own) if wholes else self._embedder.embed_with_parts(texts, parts)
