"""What differs between the files and an index, and how the index is brought up to date."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from index.documents import Chunk, Document, Failure, FileRecord, Omission, ReindexReport, SourceScope, headings_over
from index.embedding import Embedder
from index.errors import SourcesMissingError
from index.loading import HEADING_TOKENS, DocumentSpool, chunk_limit, split_document
from index.storage import Catalogue, Publisher, VectorStore
from index.text import sentence_spans

log = logging.getLogger(__name__)

# Called with the numbers of finished and of changed sources, and of the chunks to be embedded for all of them. The latter
# is estimated from the length of those that are not cut yet.
OnProgress = Callable[[int, int, int], None]
# Chunks embedded before they are written: at most this much work is lost if a reindex breaks off. Set by hand.
_BATCH_CHUNKS = 256
_SETTLED = "settled"  # the note in the catalogue that nothing is half-done


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


def apply_changes(
    changes: Changes, *, catalogue: Catalogue, store: VectorStore, embedder: Embedder, settled: bool,
    keeps_vectors: bool = True, progress: OnProgress | None = None, publisher: Publisher | None = None,
) -> int:  # fmt: skip
    """Write the changes and return how many chunks were embedded.

    A chunk whose text was in the index before keeps its vectors, unless ``keeps_vectors`` is false. Where the index was not
    ``settled``, vectors of no chunk are looked for and deleted first.

    For each batch the new vectors are stored first, then the catalogue changes to them in one transaction, and only then
    the old vectors are deleted. On a server, ``publisher`` tells other machines just before the catalogue changes. Wherever
    this breaks off, the catalogue lists only chunks whose vectors are there. The next reindex deletes the other vectors.
    """
    if not settled:  # a reindex broke off and left vectors
        store.remove(store.ids() - catalogue.chunk_ids())
        catalogue.sentences.delete_orphans()
    catalogue.write_meta(_SETTLED, "no")
    catalogue.words.refresh_pronunciations()
    pending = changes.pending
    count = len(pending.source_ids)
    embedded = done = cut = 0
    rest = length = pending.characters
    batch: list[tuple[Document, list[Chunk]]] = []
    for position, document in enumerate(pending, start=1):
        batch.append((document, _chunks(document, embedder)))
        rest -= len(document.text)
        in_batch = sum(len(chunks) for _, chunks in batch)
        if in_batch >= _BATCH_CHUNKS or position == count:
            cut += in_batch
            to_cut = cut * rest // max(length - rest, 1)
            if progress:
                progress(done, count, embedded + in_batch + to_cut)
            embedded += _write(
                batch, catalogue=catalogue, store=store, embedder=embedder, keeps_vectors=keeps_vectors, publisher=publisher
            )  # fmt: skip
            done += len(batch)
            batch = []
            if progress:
                progress(done, count, embedded + to_cut)
    if publisher:
        publisher.publish_removals(changes.removed)
    for source_id in changes.removed:
        gone = catalogue.chunk_ids(source_id)
        catalogue.remove(source_id)
        _remove_vectors(gone, catalogue, store)
    if publisher:
        publisher.note()
    catalogue.write_meta(_SETTLED, "yes")
    return embedded


def is_settled(catalogue: Catalogue, store: VectorStore) -> bool:
    """Whether the last changes were written to their end, and as many vectors are there as chunks."""
    return is_finished(catalogue) and store.count() == catalogue.chunk_count()


def is_finished(catalogue: Catalogue) -> bool:
    """Whether the last changes were written to their end."""
    return catalogue.read_meta(_SETTLED) == "yes"


def _chunks(document: Document, embedder: Embedder) -> list[Chunk]:
    return split_document(document, limit=chunk_limit(embedder.max_tokens), count_tokens=embedder.count_tokens)


def _heading(document: Document, chunk: Chunk, embedder: Embedder) -> str:
    """What is embedded over a chunk: the title and the headings over it, cut to the tokens kept free for them.

    Where not all fit, the nearest heading and the title count most. Headings that open the chunk are not repeated.
    """
    over = headings_over(chunk)
    for lines in ([document.heading, *over], [document.heading, *over[-1:]], over[-1:] or [document.heading]):
        heading = "\n".join(filter(None, lines))
        if not heading or _fits(heading, embedder):
            return heading
    while heading and not _fits(heading, embedder):
        heading = heading[: int(len(heading) * 0.8)].rstrip()
    return heading


def _fits(heading: str, embedder: Embedder) -> bool:
    return embedder.count_tokens([heading + "\n"])[0] <= HEADING_TOKENS


def _write(
    batch: list[tuple[Document, list[Chunk]]], *, catalogue: Catalogue, store: VectorStore, embedder: Embedder,
    keeps_vectors: bool, publisher: Publisher | None,
) -> int:  # fmt: skip
    old = [catalogue.chunk_ids(document.source.id) for document, _ in batch]
    before = {d.source.id: source for d, _ in batch if any(old) and (source := catalogue.source(d.source.id))}
    titles = {source_id: source.title for source_id, source in before.items()}
    stored = _stored_contexts(set().union(*old), catalogue=catalogue, store=store) if keeps_vectors else {}
    fresh: list[tuple[str, Chunk]] = []
    for document, chunks in batch:
        is_retitled = titles.get(document.source.id) != document.source.title
        fresh.extend(
            (_heading(document, chunk, embedder), chunk)
            for chunk in chunks
            if is_retitled or stored.get(chunk.id) != (chunk.language, chunk.headings)
        )
    if fresh:
        chunks = [chunk for _, chunk in fresh]
        headed = [f"{heading}\n{chunk.text}" if heading else chunk.text for heading, chunk in fresh]
        vectors, sentences = embedder.embed_with_parts(
            headed, [_sentences(text, chunk) for text, chunk in zip(headed, chunks, strict=True)]
        )
        store.put(chunks, vectors)
        catalogue.sentences.put({chunk.id: own for chunk, own in zip(chunks, sentences, strict=True)})
    if publisher:
        publisher.publish(batch)
    for (document, chunks), known in zip(batch, old, strict=True):
        catalogue.replace(document, chunks)
        _remove_vectors(known - {chunk.id for chunk in chunks}, catalogue, store)
    if publisher:
        publisher.note()
    return len(fresh)


def _remove_vectors(chunk_ids: set[str], catalogue: Catalogue, store: VectorStore) -> None:
    """Delete the vectors of chunks that are no longer in the catalogue, and those of their sentences."""
    store.remove(chunk_ids)
    catalogue.sentences.remove(chunk_ids)


def _stored_contexts(
    chunk_ids: set[str], *, catalogue: Catalogue, store: VectorStore
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The language and the headings of those of some chunks that have their vector: it was made with them."""
    with_vectors = store.ids(among=chunk_ids) if chunk_ids else set()
    return {
        entry.chunk.id: (entry.chunk.language, entry.chunk.headings) for entry in catalogue.entries(ids=with_vectors)
    }


def _sentences(headed: str, chunk: Chunk) -> list[tuple[int, int]]:
    """The spans of a chunk's sentences in its text under the heading."""
    shift = len(headed) - len(chunk.text)
    return [(start + shift, end + shift) for start, end in sentence_spans(chunk.text)]


def known_hashes(catalogue: Catalogue, store: VectorStore, *, settled: bool) -> dict[str, str]:
    """The content hash of every source, by id: empty, and so never the same, where a chunk has lost its vector."""
    if settled:
        return catalogue.content_hashes()
    lost = catalogue.chunk_ids() - store.ids()
    broken = {entry.chunk.source_id for entry in catalogue.entries(ids=lost)}
    return {
        source_id: "" if source_id in broken else content for source_id, content in catalogue.content_hashes().items()
    }
