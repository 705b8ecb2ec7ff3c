"""The part of the desk that looks things up and keeps uploads, in threads and with an open index of its own."""

import asyncio
import shutil
from collections.abc import Collection, Sequence
from functools import lru_cache, partial

from bot.answering import tidy_question
from bot.answers import Asker
from bot.library import LiveIndex, Lookups, community_folder, own_scope, readable_scope
from bot.memory import Footnote, Record
from bot.service.async_memory import AsyncMemory
from bot.service.claim_checks import ClaimChecks
from bot.service.excerpts import Excerpt, footnote_excerpt
from bot.service.similar_questions import Gap, find_similar, group_gaps
from bot.service.uploads import keep_upload, remove_upload
from bot.service.workers import WorkQueue
from index import Embedder, IndexSettings, Reranker, Source, SourceScope

# Look-ups that may wait. Set by hand.
_MOST_LOOKUPS = 200
# Passages of a search. Set by hand.
_MOST_FOUND = 25
# Vectors of questions that are compared with each other, 1.5 kB each. Set by hand.
_MOST_VECTORS = 2_000


class LookupDesk:
    """Sources, passages, excerpts, checks, gaps and uploads. Its coroutines never block the event loop."""

    def __init__(
        self, settings: IndexSettings, embedder: Embedder, memory: AsyncMemory, *, reranker: Reranker | None = None
    ) -> None:
        self.memory = memory
        self._embed_question = lru_cache(maxsize=_MOST_VECTORS)(embedder.embed_query)
        self._settings = settings
        self._looking_up = WorkQueue("looking-up", limit=_MOST_LOOKUPS)
        self._lookup_index = LiveIndex(settings, embedder, reranker=reranker)
        self._lookups = Lookups(self._lookup_index)
        self._checks = ClaimChecks(self._lookup_index, self._lookups)

    async def search(self, query: str, asker: Asker, *, without: Collection[str] = ()) -> Record | None:
        """The passages closest to a query, kept as a private record without a text; None where there are none.

        ``without`` are ids of chunks to leave out. Raises QueryError.
        """
        find = partial(self._lookups.search, tidy_question(query), asker, top_k=_MOST_FOUND, without=without)
        found = await self._looking_up.run(find)
        if not found.citations:
            return None
        version = await self._looking_up.run(self._lookups.version)
        return await self.memory.keep(found, asker, index_version=version, is_private=True)

    async def gaps(self, community_id: int, *, days: int) -> list[Gap]:
        """What the sources of a community lack: its questions without a good answer, by meaning, the most asked first."""
        unanswered = await self.memory.unanswered(community_id, days=days)
        return await asyncio.to_thread(group_gaps, unanswered, self._embed_question)

    async def similar_questions(self, question: str, others: Sequence[str]) -> list[str]:
        """The others that ask the same as a question, the most similar first."""
        return await asyncio.to_thread(find_similar, question, others, self._embed_question)

    async def sources(self, asker: Asker) -> list[tuple[Source, int]]:
        """The sources somebody may ask about, with the number of chunks of each, by title."""
        listed = await self._looking_up.run(partial(self._lookups.sources, asker))
        return sorted(listed, key=lambda pair: pair[0].title.casefold())

    async def excerpt(self, footnote: Footnote, asker: Asker, *, page: int = 0) -> tuple[Excerpt, bool]:
        """A page of the text around a footnote, and whether the source still contains the quote.

        Where it does not, the excerpt is the passage as it was when it was cited.
        """

        def look_up() -> tuple[Excerpt, bool]:
            text = self._lookups.text(footnote.source_id, asker)
            speakers = self._lookups.speakers(footnote.source_id, asker)
            return footnote_excerpt(footnote, text, speakers=speakers, page=page)

        return await self._looking_up.run(look_up)

    async def add_source(self, name: str, content: bytes, *, community_id: int) -> str:
        """Keep a file as a source of a community; returns its id. It is searched after the next reindex. Raises UploadError."""
        keep = partial(
            keep_upload, name, content, sources_dir=self._settings.sources_dir, community_id=community_id,
            allows_links=self._settings.upload_links,
        )  # fmt: skip
        return await self._looking_up.run(keep)

    async def remove_source(self, source_id: str, *, community_id: int) -> None:
        """Delete a source of a community. Raises UploadError where it is not the community's own."""
        remove = partial(remove_upload, source_id, sources_dir=self._settings.sources_dir, community_id=community_id)
        await self._looking_up.run(remove)

    async def _delete_sources(self, community_ids: Sequence[int]) -> bool:
        """Delete the own sources of communities; returns whether there were any."""
        folders = [self._settings.sources_dir / community_folder(community_id) for community_id in community_ids]
        present = [folder for folder in folders if folder.is_dir() and not folder.is_symlink()]
        for folder in present:
            await self._looking_up.run(partial(shutil.rmtree, folder, ignore_errors=True))
        return bool(present)

    def _scope(self, asker: Asker, *, own_only: bool) -> SourceScope:
        if own_only and asker.community_id is not None:
            return own_scope(asker.community_id)
        return readable_scope(self._settings.sources_dir, asker.community_id)

    async def _close_lookups(self) -> None:
        def close() -> None:
            self._checks.close()
            self._lookup_index.close()

        await self._looking_up.close(close)
