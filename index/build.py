"""An index built or brought up to date from a folder of sources."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.changes import Progress, apply_changes, find_changes, known_hashes
from index.documents import ReindexReport
from index.embedding import Embedder
from index.errors import ReindexStoppedError
from index.loading import folder_fingerprint, load_sources
from index.storage import (
    CATALOGUE_FILE,
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

_IS_COMPLETE = "complete"
_FINGERPRINT = "sources"


def reindex(
    *, sources_dir: Path, data_dir: Path, embedder: Embedder, chroma_url: str = "", full: bool = False,
    dry_run: bool = False, beside: bool = False, progress: Progress | None = None,
) -> ReindexReport:  # fmt: skip
    """Bring the index up to date with the files, or with ``full`` build it anew beside the one that answers.

    ``progress`` is told how many of the changed sources are done, and may raise ReindexStoppedError. With ``dry_run``
    nothing is written. With ``beside``, or while a process is ``answering``, the changes are made in a copy as well:
    Chroma on disk does not bear a second process. On a Chroma server it does, and there is no copy.
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
        previous = current_generation(data_dir)  # kept: it may be answering somebody at this moment
        generation = None if full else previous
        is_new = generation is None
        is_copy = generation is not None and not chroma_url and (beside or is_answering(data_dir))
        if generation is not None and is_copy:
            generation = copy_of(generation)
        if generation is None:
            _ = embedder.max_tokens  # a model that cannot be loaded is told before anything is made in its name
            generation = new_generation(data_dir)
        if is_new and not full:
            # The first index answers as it grows, and is finished by the next question if it is broken off.
            make_current(generation)
        with (
            _discarded_unless_stopped(generation, is_copy=is_copy),
            open_stores(generation, embedder=embedder, chroma_url=chroma_url) as (catalogue, store),
        ):
            changes = find_changes(read, known_hashes(catalogue, store), sources_dir=sources_dir)
            embedded = apply_changes(changes, catalogue=catalogue, store=store, embedder=embedder, progress=progress)
            catalogue.write_meta(_IS_COMPLETE, "yes")
            catalogue.write_meta(_FINGERPRINT, fingerprint)
            chunks = len(catalogue.chunk_ids())
            make_current(generation)
            store.forget_collections(
                map(collection_name, remove_others(data_dir, keep=[generation, *([previous] if previous else [])]))
            )
    return changes.report(chunks=chunks, embedded=embedded, seconds=time.perf_counter() - started)


@contextmanager
def _discarded_unless_stopped(generation: Path, *, is_copy: bool) -> Iterator[None]:
    """Where a copy was worked on: what was done until somebody stopped it is kept, what was done until it broke is not."""
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
    """Whether there is an index whose first build went through."""
    generation = current_generation(data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return False
    with open_catalogue(generation) as catalogue:
        return catalogue.read_meta(_IS_COMPLETE) == "yes"


def is_stale(*, data_dir: Path, sources_dir: Path) -> bool:
    """Whether files were added, changed or removed since the index was last brought up to date."""
    generation = current_generation(data_dir)
    if generation is None or not sources_dir.is_dir():
        return False
    with open_catalogue(generation) as catalogue:
        return catalogue.read_meta(_FINGERPRINT) != folder_fingerprint(sources_dir)


def _known(data_dir: Path) -> dict[str, str]:
    generation = current_generation(data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return {}
    with open_catalogue(generation) as catalogue:
        return catalogue.hashes()
