"""How an index is built, or brought up to date, from a folder of sources."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.changes import Changes, Progress, apply_changes, chunk_limit, find_changes, known_hashes
from index.documents import ReindexReport
from index.embedding import Embedder
from index.errors import ReindexStoppedError
from index.loading import document_fingerprint, folder_fingerprint, load_sources, sentence_fingerprint
from index.storage import (
    CATALOGUE_FILE,
    Catalogue,
    collection_name,
    copy_of,
    current_generation,
    discard,
    is_answering,
    make_current,
    new_generation,
    open_catalogue,
    open_stores,
    remove_others,
    writing,
)

# The notes an index keeps of how it was made. An index of an earlier version lacks the last three.
_IS_COMPLETE = "complete"
_FOLDER = "sources"
_DOCUMENT_CODE = "document code"
_SENTENCE_CODE = "sentence code"
_CHUNK_LIMIT = "chunk limit"


def reindex(
    *, sources_dir: Path, data_dir: Path, embedder: Embedder, chroma_url: str = "", full: bool = False,
    dry_run: bool = False, beside: bool = False, progress: Progress | None = None,
) -> ReindexReport:  # fmt: skip
    """Bring the index up to date with the files, or with ``full`` build a new one beside the one in use.

    A source is updated where its content has changed, and every source where the code that makes chunks has changed, or
    their token limit. ``progress`` gets the number of changed sources that are done and of all of them, and may raise
    ReindexStoppedError. With ``dry_run`` nothing is written. With ``beside``, or while a process is ``answering``, the
    changes are made in a copy: a Chroma folder must not be opened by two processes. A Chroma server needs no copy.
    """
    started = time.perf_counter()
    if dry_run:
        known = {} if full else _known(data_dir)
        return find_changes(load_sources(sources_dir), known, sources_dir=sources_dir).report(
            seconds=time.perf_counter() - started
        )
    read = load_sources(sources_dir)
    fingerprint = folder_fingerprint(sources_dir)
    with writing(data_dir):
        previous = current_generation(data_dir)  # kept, because it may be in use at this moment
        generation = None if full else previous
        is_new = generation is None
        is_copy = generation is not None and not chroma_url and (beside or is_answering(data_dir))
        if generation is not None and is_copy:
            generation = copy_of(generation)
        if generation is None:
            _ = embedder.max_tokens  # raises if the model cannot be loaded, before anything is written
            generation = new_generation(data_dir)
        if is_new and not full:
            # The first index can be searched while it grows. If it breaks off, the next question completes it.
            make_current(generation)
        with (
            _discarded_unless_stopped(generation, is_copy=is_copy),
            open_stores(generation, embedder=embedder, chroma_url=chroma_url) as (catalogue, store),
        ):
            if is_new:
                _note_making(catalogue, embedder)
            known = known_hashes(catalogue, store) if _is_made_by_this_code(catalogue) else _no_hashes(catalogue)
            changes = find_changes(read, known, sources_dir=sources_dir)
            if _would_mix_limits(changes, catalogue, embedder):
                changes = find_changes(load_sources(sources_dir), _no_hashes(catalogue), sources_dir=sources_dir)
            embedded = apply_changes(
                changes, catalogue=catalogue, store=store, embedder=embedder, progress=progress,
                keeps_vectors=catalogue.read_meta(_SENTENCE_CODE) == sentence_fingerprint(),
            )  # fmt: skip
            if changes.added or changes.updated:
                _note_making(catalogue, embedder)
            catalogue.write_meta(_IS_COMPLETE, "yes")
            catalogue.write_meta(_FOLDER, fingerprint)
            chunks = len(catalogue.chunk_ids())
            make_current(generation)
            store.forget_collections(
                map(collection_name, remove_others(data_dir, keep=[generation, *([previous] if previous else [])]))
            )
    return changes.report(chunks=chunks, embedded=embedded, seconds=time.perf_counter() - started)


@contextmanager
def _discarded_unless_stopped(generation: Path, *, is_copy: bool) -> Iterator[None]:
    """Keep a copy that was changed until somebody stopped the reindex; delete one whose reindex failed."""
    try:
        yield
    except ReindexStoppedError:
        if is_copy:
            make_current(generation)
        raise
    except BaseException:
        if is_copy:
            discard(generation)
        raise


def is_built(data_dir: Path) -> bool:
    """Whether there is an index whose first build was completed."""
    generation = current_generation(data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return False
    with open_catalogue(generation) as catalogue:
        return catalogue.read_meta(_IS_COMPLETE) == "yes"


def is_stale(*, data_dir: Path, sources_dir: Path) -> bool:
    """Whether the files, or the code that makes chunks of them, have changed since the index was last brought up to date."""
    generation = current_generation(data_dir)
    if generation is None or not sources_dir.is_dir():
        return False
    with open_catalogue(generation) as catalogue:
        is_of_these_files = catalogue.read_meta(_FOLDER) == folder_fingerprint(sources_dir)
        return not (is_of_these_files and _is_made_by_this_code(catalogue))


def _known(data_dir: Path) -> dict[str, str]:
    generation = current_generation(data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return {}
    with open_catalogue(generation) as catalogue:
        return catalogue.hashes() if _is_made_by_this_code(catalogue) else _no_hashes(catalogue)


def _is_made_by_this_code(catalogue: Catalogue) -> bool:
    return catalogue.read_meta(_DOCUMENT_CODE) == document_fingerprint()


def _note_making(catalogue: Catalogue, embedder: Embedder) -> None:
    catalogue.write_meta(_DOCUMENT_CODE, document_fingerprint())
    catalogue.write_meta(_SENTENCE_CODE, sentence_fingerprint())
    catalogue.write_meta(_CHUNK_LIMIT, str(chunk_limit(embedder)))


def _no_hashes(catalogue: Catalogue) -> dict[str, str]:
    """Every source with a content hash that no document has, so that all of them are updated."""
    return dict.fromkeys(catalogue.hashes(), "")


def _would_mix_limits(changes: Changes, catalogue: Catalogue, embedder: Embedder) -> bool:
    """Whether new chunks would be cut to another limit than those that stay.

    Asked only where there are new chunks: to know the limit, the model has to be loaded, which takes seconds.
    """
    is_mixed = bool(changes.unchanged) and bool(changes.added or changes.updated)
    return is_mixed and catalogue.read_meta(_CHUNK_LIMIT) != str(chunk_limit(embedder))
