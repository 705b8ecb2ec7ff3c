"""What differs between the files and an index."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from index.documents import Document
from index.errors import SourcesMissingError
from index.loading import DocumentSpool
from index.reports import Failure, FileRecord, Omission, ReindexReport, SourceScope
from index.storage import Catalogue, VectorStore


@dataclass(slots=True)
class Changes:
    """What differs between the files and the index, by source id. ``pending`` has the documents to be written."""

    pending: DocumentSpool
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    files: list[FileRecord] = field(default_factory=list)

    def report(self, *, chunks: int = 0, embedded: int = 0, seconds: float = 0.0) -> ReindexReport:
        """The changes as a report, by source id."""
        return ReindexReport(
            added=tuple(self.added), updated=tuple(self.updated),
            unchanged=tuple(self.unchanged), removed=tuple(self.removed), failed=tuple(self.failed),
            chunks=chunks, embedded=embedded, seconds=round(seconds, 3),
            omissions=tuple(sorted(self.omissions, key=lambda omission: -omission.share)),
        )  # fmt: skip


def find_changes(
    read: Iterable[Document | Failure | FileRecord],
    known: dict[str, str],
    *,
    pending: DocumentSpool,
    sources_dir: Path,
    scope: SourceScope | None = None,
) -> Changes:
    """What differs between the documents that were read and the known content hashes, by source id.

    New and changed documents are put into ``pending``.

    A source whose file can no longer be read stays in the index as it is: it failed, it was not deleted. So does a known
    source outside ``scope``. Raises SourcesMissingError where nothing at all could be read.
    """
    changes = Changes(pending)
    for document in read:
        if isinstance(document, Failure):
            changes.failed.append(document)
            continue
        if isinstance(document, FileRecord):
            changes.files.append(document)
            if not document.is_read:
                changes.unchanged.extend(document.source_ids)
                changes.omissions.extend(document.omissions)
            continue
        if document.left_out:
            changes.omissions.append(document.omission)
        if document.source.id not in known:
            changes.added.append(document.source.id)
            pending.append(document)
        elif known[document.source.id] != document.content_hash:
            changes.updated.append(document.source.id)
            pending.append(document)
        else:
            changes.unchanged.append(document.source.id)
    if scope is not None:
        changes.unchanged.extend(sorted(source_id for source_id in known if not scope.covers(source_id)))
    if not (changes.added or changes.updated or changes.unchanged):
        reasons = "; ".join(f"{failure.path}: {failure.reason}" for failure in changes.failed[:3])
        raise SourcesMissingError(f"Nothing in the sources folder {sources_dir} could be read ({reasons}).")
    seen = {*changes.added, *changes.updated, *changes.unchanged}
    failed = tuple(failure.path for failure in changes.failed)
    changes.removed = sorted(i for i in known if i not in seen and not _belongs_to(i, failed))
    changes.unchanged.extend(sorted(i for i in known if i not in seen and _belongs_to(i, failed)))
    return changes


def _belongs_to(source_id: str, paths: tuple[str, ...]) -> bool:
    return source_id in paths or source_id.partition("#")[0] in paths


def known_hashes(catalogue: Catalogue, store: VectorStore, *, settled: bool) -> dict[str, str]:
    """The content hash of every source, by id: empty, and so never the same, where a chunk has lost its vector."""
    if settled:
        return catalogue.content_hashes()
    lost = catalogue.chunk_ids() - store.ids()
    broken = {entry.chunk.source_id for entry in catalogue.entries(ids=lost)}
    return {
        source_id: "" if source_id in broken else content for source_id, content in catalogue.content_hashes().items()
    }
