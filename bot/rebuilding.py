"""A reindex beside the running bot: one at a time, with its progress told, and stopped when asked to."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.errors import StoppedError
from bot.lanes import Lane
from bot.sharing import SharedEmbedder
from index import Embedder, ReindexReport, reindex


class Rebuilding:
    """Brings the index up to date in a thread of its own while questions are answered from what there is."""

    def __init__(self, *, sources_dir: Path, data_dir: Path, embedder: SharedEmbedder, chroma_url: str = "") -> None:
        self._sources_dir = sources_dir
        self._data_dir = data_dir
        self._embedder = embedder
        self._chroma_url = chroma_url
        self._lane = Lane("reindex", limit=1)
        self._stop = threading.Event()
        self.done = 0
        self.total = 0
        self.embedded = 0

    @property
    def is_running(self) -> bool:
        """Whether a reindex is going on."""
        return self._lane.waiting > 0

    def cancel(self) -> None:
        """Stop the reindex at the next portion; what it did so far is kept, and the old index goes on answering."""
        self._stop.set()

    async def run(self, *, full: bool = False, dry_run: bool = False) -> ReindexReport:
        """The report. Raises BusyError where a reindex is going on, StoppedError when cancelled, or what reindex raises."""

        def work() -> ReindexReport:
            return reindex(
                sources_dir=self._sources_dir, data_dir=self._data_dir, embedder=_Watched(self._embedder, self),
                chroma_url=self._chroma_url, full=full, dry_run=dry_run, progress=self._note,
            )  # fmt: skip

        if not self.is_running:
            self._stop.clear()
            self.done = self.total = self.embedded = 0
        return await self._lane.run(work)

    async def close(self) -> None:
        """Stop, and let go of the thread."""
        self.cancel()
        await self._lane.close()

    def _note(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.check()

    def check(self) -> None:
        """Raise StoppedError where the reindex is to stop."""
        if self._stop.is_set():
            raise StoppedError("The reindex was stopped; what was indexed so far is kept.")


class _Watched:
    """An embedder that counts what it embeds, and stops where it is told to."""

    _PORTION = 32

    def __init__(self, embedder: Embedder, rebuilding: Rebuilding) -> None:
        self._embedder = embedder
        self._rebuilding = rebuilding
        self.name = embedder.name
        self.languages = embedder.languages
        self.embed_query = embedder.embed_query
        self.count_tokens = embedder.count_tokens

    @property
    def max_tokens(self) -> int:
        return self._embedder.max_tokens

    def embed_documents(self, texts: Sequence[str]) -> Any:
        portions = []
        for start in range(0, len(texts), self._PORTION):
            self._rebuilding.check()
            portions.append(self._embedder.embed_documents(texts[start : start + self._PORTION]))
            self._rebuilding.embedded += len(portions[-1])
        return np.concatenate(portions) if portions else self._embedder.embed_documents(texts)
