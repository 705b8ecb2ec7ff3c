"""What an asker may look up in the index: sources, passages and texts."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import regex

from bot.answers import Answer, Asker
from bot.errors import UnknownSourceError
from bot.library.live_index import LiveIndex
from bot.library.passage_search import search_answer
from index import Passage, ReindexReport, SearchResult, Source, SourceScope, check_query

# A folder whose name is 15 to 20 digits holds the sources of the community with this id. Discord's ids are that long;
# years and other numbers that people name folders by are not.
_COMMUNITY_FOLDER = regex.compile(r"(\d{15,20})/")


def community_folder(community_id: int) -> str:
    """The folder of a community's own sources: its id with at least 15 digits, so that ``owner_of`` reads it back."""
    return f"{community_id:015d}"


def owner_of(source_id: str) -> int | None:
    """The community a source belongs to, or None where everybody may read it."""
    match = _COMMUNITY_FOLDER.match(source_id)
    return int(match.group(1)) if match else None


def readable_scope(sources_dir: Path, community_id: int | None) -> SourceScope:
    """The sources that a community may read: the shared ones and its own."""
    names = [f"{path.name}/" for path in sources_dir.iterdir() if path.is_dir()] if sources_dir.is_dir() else []
    return SourceScope(without=tuple(sorted(name for name in names if owner_of(name) not in (None, community_id))))


def own_scope(community_id: int) -> SourceScope:
    """The sources that a community added itself."""
    return SourceScope(only=(f"{community_folder(community_id)}/",))


def visible_report(report: ReindexReport, asker: Asker) -> ReindexReport:
    """A reindex report without the sources the asker may not read."""

    def visible(source_ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(source_id for source_id in source_ids if may_read(asker, source_id))

    return replace(
        report, added=visible(report.added), updated=visible(report.updated), unchanged=visible(report.unchanged),
        removed=visible(report.removed), failed=tuple(f for f in report.failed if may_read(asker, f.path)),
        omissions=tuple(o for o in report.omissions if may_read(asker, o.source_id)),
    )  # fmt: skip


def may_read(asker: Asker, source_id: str) -> bool:
    """Whether the asker may read a source: a shared one, or one of their community."""
    return asker.reads_all or owner_of(source_id) in (None, asker.community_id)


class Lookups:
    """Sources, passages and texts for one asker, without those of other communities.

    Use it from one thread at a time. Raises what ``open_retriever`` raises.
    """

    def __init__(self, index: LiveIndex) -> None:
        self._index = index

    def passages(self, query: str, asker: Asker, *, top_k: int) -> list[Passage]:
        """The passages closest to a query, best first."""

        def find() -> list[Passage]:
            allowed = self.allowed_sources(asker)
            if allowed is None:
                return []
            return self._index.retriever().passages(query, top_k=top_k, source_ids=allowed)

        return self._index.with_retry(find)

    def search(self, query: str, asker: Asker, *, top_k: int, without: Collection[str] = ()) -> Answer:
        """The passages closest to a query, each cited by its best sentence, without some chunks. Raises QueryError."""
        check_query(query)

        def find() -> Answer:
            allowed = self.allowed_sources(asker)
            if allowed is None:
                return search_answer(query, SearchResult((), (), None))
            found = self._index.retriever().search(query, top_k=top_k + len(without), source_ids=allowed)
            return search_answer(query, found, without=without)

        return self._index.with_retry(find)

    def sources(self, asker: Asker) -> list[tuple[Source, int]]:
        """The sources the asker may read, with the number of chunks of each, by id."""
        listed = self._index.with_retry(lambda: self._index.retriever().sources())
        visible = set(_visible_sources([source.id for source, _ in listed], asker))
        return [(source, count) for source, count in listed if source.id in visible]

    def text(self, source_id: str, asker: Asker) -> str:
        """A source's whole text; empty where it was removed or the asker may not read it."""
        if not may_read(asker, source_id):
            return ""
        return self._index.with_retry(lambda: self._index.retriever().text(source_id))

    def speakers(self, source_id: str, asker: Asker) -> list[str]:
        """Who speaks in a source; nobody where it was removed or the asker may not read it."""
        if not may_read(asker, source_id):
            return []
        chunks = self._index.with_retry(lambda: self._index.retriever().chunks(source_id))
        return list(dict.fromkeys(turn.speaker for chunk in chunks for turn in chunk.turns))

    def version(self) -> str:
        """A short hash of the embedder and of all indexed texts."""
        version = self._index.with_retry(lambda: self._index.retriever().version)
        return sha256(f"{self._index.embedder.name} {version}".encode()).hexdigest()[:12]

    def allowed_sources(self, asker: Asker, chosen: Sequence[str] = ()) -> Sequence[str] | None:
        """The source ids to search, out of the chosen ones if there are any.

        Empty means all sources, None that there are none this asker may read. Raises UnknownSourceError for a chosen
        source that is not there, or that the asker may not read.
        """
        listed = [source.id for source, _ in self._index.retriever().sources()]
        visible = _visible_sources(listed, asker)
        for source_id in chosen:
            if source_id not in visible:
                raise UnknownSourceError(source_id, known=visible)
        if chosen:
            return chosen
        if not visible:
            return () if asker.reads_all else None
        return () if len(visible) == len(listed) else visible


def _visible_sources(source_ids: Sequence[str], asker: Asker) -> list[str]:
    """The sources the asker may read, of those the conversation is limited to; all of them where none of these is left."""
    readable = [source_id for source_id in source_ids if may_read(asker, source_id)]
    return [source_id for source_id in readable if source_id in asker.only_sources] or readable
