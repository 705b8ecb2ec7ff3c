"""How an index is brought up to date with what changed, so that it can be searched wherever that breaks off."""

from collections.abc import Callable

from index.changes import Changes
from index.documents import Chunk, Document, headings_over
from index.embedding import Embedder
from index.loading import HEADING_TOKENS, chunk_limit, split_document
from index.storage import Catalogue, Publisher, VectorStore
from index.text import sentence_spans

# Called with the numbers of finished and of changed sources, and of the chunks to be embedded for all of them. The latter
# is estimated from the length of those that are not cut yet.
OnProgress = Callable[[int, int, int], None]
# Chunks embedded before they are written: at most this much work is lost if a reindex breaks off. Set by hand.
_BATCH_CHUNKS = 256
_SETTLED = "settled"  # the note in the catalogue that nothing is half-done


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
