"""A reindex beside the running bot: one at a time, with its progress, and a way to cancel it."""

from bot.service.reindexing.child_process import reindex_in_child
from bot.service.reindexing.progress import CountingEmbedder, Progress
from bot.service.reindexing.shared_embedder import SharedEmbedder
from bot.service.workers import WorkQueue
from index import IndexSettings, ReindexReport, SourceScope, reindex


class ReindexJob:
    """Brings the index up to date while the old one answers.

    With ``in_child`` in a process of its own, which opens the embedder by ``settings.embed_model``. Otherwise in a
    thread, with the given embedder.
    """

    def __init__(self, settings: IndexSettings, embedder: SharedEmbedder, *, in_child: bool = False) -> None:
        self._settings = settings
        self._embedder = embedder
        self._in_child = in_child
        self._queue = WorkQueue("reindex", limit=1)
        self.progress = Progress()
        self.number = 0  # of the reindex that is running, or of the last one; dry runs do not count

    @property
    def is_running(self) -> bool:
        """Whether a reindex is running."""
        return self._queue.waiting > 0

    def cancel(self) -> None:
        """Stop the reindex at its next batch; its work so far is kept, and the old index continues to answer."""
        self.progress.stop()

    async def run(
        self, *, full: bool = False, dry_run: bool = False, scope: SourceScope | None = None
    ) -> ReindexReport:
        """The report. Sources outside ``scope`` stay as they are.

        Raises QueueFullError where a reindex runs already, ReindexStoppedError when cancelled, or what reindex raises.
        """
        if not self.is_running:
            self.progress = Progress()
            self.number += not dry_run
        progress = self.progress

        def work() -> ReindexReport:
            if self._in_child:
                return reindex_in_child(
                    self._settings, full=full, dry_run=dry_run, progress=progress, scope=scope or SourceScope()
                )
            counting = CountingEmbedder(self._embedder, progress)
            return reindex(
                self._settings, counting, full=full, dry_run=dry_run, progress=progress.count_sources, scope=scope
            )

        return await self._queue.run(work)

    async def close(self) -> None:
        """Stop the reindex and end the thread."""
        self.cancel()
        await self._queue.close()
