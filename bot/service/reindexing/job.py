"""A reindex beside the running bot: one at a time, with its progress told, and stopped when asked to."""

from pathlib import Path

from bot.service.reindexing.child_process import reindex_apart
from bot.service.reindexing.shared_embedder import SharedEmbedder
from bot.service.reindexing.watch import Watch, WatchedEmbedder
from bot.service.workers import Lane
from index import ReindexReport, reindex


class Rebuilding:
    """Brings the index up to date while questions are answered from what there is.

    In a process of its own where ``model`` says what to open there, by the name EMBED_MODEL would have; an embedder
    that is only an object goes on in a thread.
    """

    def __init__(
        self, *, sources_dir: Path, data_dir: Path, embedder: SharedEmbedder, chroma_url: str = "", model: str = "",
        cache_dir: Path | None = None,
    ) -> None:  # fmt: skip
        self._sources_dir = sources_dir
        self._data_dir = data_dir
        self._embedder = embedder
        self._chroma_url = chroma_url
        self._model = model
        self._cache_dir = cache_dir
        self._lane = Lane("reindex", limit=1)
        self._watch = Watch()

    @property
    def is_running(self) -> bool:
        """Whether a reindex is going on."""
        return self._lane.waiting > 0

    @property
    def done(self) -> int:
        """How many of the changed sources are done."""
        return self._watch.done

    @property
    def total(self) -> int:
        """How many sources changed; 0 until that is known."""
        return self._watch.total

    @property
    def embedded(self) -> int:
        """How many passages were embedded so far."""
        return self._watch.embedded

    def cancel(self) -> None:
        """Stop the reindex at the next portion; what it did so far is kept, and the old index goes on answering."""
        self._watch.stop()

    async def run(self, *, full: bool = False, dry_run: bool = False) -> ReindexReport:
        """The report. Raises BusyError where a reindex is going on, ReindexStoppedError when cancelled, or what reindex raises."""
        if not self.is_running:
            self._watch = Watch()
        watch = self._watch

        def work() -> ReindexReport:
            if self._model:
                return reindex_apart(
                    sources_dir=self._sources_dir, data_dir=self._data_dir, model=self._model, cache_dir=self._cache_dir,
                    chroma_url=self._chroma_url, full=full, dry_run=dry_run, watch=watch,
                )  # fmt: skip
            return reindex(
                sources_dir=self._sources_dir, data_dir=self._data_dir, embedder=WatchedEmbedder(self._embedder, watch),
                chroma_url=self._chroma_url, full=full, dry_run=dry_run, progress=watch.note,
            )  # fmt: skip

        return await self._lane.run(work)

    async def close(self) -> None:
        """Stop, and let go of the thread."""
        self.cancel()
        await self._lane.close()
