"""How an index is built, or brought up to date, from a folder of sources."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.changes import Changes, find_changes, known_hashes
from index.documents import Document
from index.embedding import Embedder
from index.errors import ReindexStoppedError
from index.index_notes import (
    comparable_files,
    comparable_hashes,
    has_chunk_limit,
    is_sound,
    keeps_vectors,
    known_state,
    making_notes,
    needs_rebuild,
    note_completion,
    note_making,
)
from index.loading import (
    DocumentSpool,
    FolderFile,
    chunk_limit,
    folder_fingerprint,
    open_fetcher,
    read_folder,
    scan_folder,
)
from index.reports import Failure, FileRecord, ReindexReport, SourceScope
from index.settings import IndexSettings
from index.storage import (
    Catalogue,
    collection_name,
    copy_generation,
    current_generation,
    delete_generation,
    delete_other_generations,
    is_in_use,
    make_current,
    new_generation,
    open_catalogue,
    open_sharing,
    open_stores,
    write_lock,
)
from index.updating import OnProgress, apply_changes, is_finished, is_settled

_FETCHED = "fetched"  # the folder of pages that lists of addresses name

# Vectors that may wait in the catalogue. A question compares with all of them: 10,000 of 384 dimensions take 2 ms.
_MOST_WAITING = 10_000


def reindex(
    settings: IndexSettings, embedder: Embedder, *, full: bool = False, dry_run: bool = False, beside: bool = False,
    waits: bool = False, progress: OnProgress | None = None, scope: SourceScope | None = None,
) -> ReindexReport:  # fmt: skip
    """Bring the index up to date with the files, or with ``full`` build a new one beside the one in use.

    A source is updated where its content has changed, and every source where the code that makes chunks has changed, or
    their token limit. ``progress`` is told how far it is, see ``OnProgress``, and may raise ReindexStoppedError. With
    ``dry_run`` nothing is written. With ``beside``, or while a process has marked the index as in use, new vectors wait in
    the catalogue, or the changes are made in a copy: a Chroma folder must not be opened by two processes. Where another
    process is changing the index, this raises IndexBusyError, or ``waits`` for it. Sources outside ``scope`` stay as they
    are, unless the whole index is built. An index of a former built-in model is built anew, see ``needs_rebuild``.
    """
    started = time.perf_counter()
    if dry_run:
        return _planned_changes(settings, embedder, full=full, scope=scope).report(
            seconds=time.perf_counter() - started
        )
    with write_lock(settings.data_dir, waits=waits), open_sharing(settings, waits=waits) as sharing:
        if sharing:
            sharing.copy_news()
        files = scan_folder(settings.sources_dir, follows_links=settings.follow_links)
        previous = current_generation(settings.data_dir)  # kept: somebody may be reading it at this moment
        generation = None if full or needs_rebuild(settings, embedder) else previous
        scope = scope if generation and scope else SourceScope()
        is_new = generation is None
        is_shared = not settings.chroma_url and (beside or is_in_use(settings.data_dir))
        leaves_chroma = generation is not None and is_shared and _may_leave_chroma(generation, embedder)
        is_copy = generation is not None and is_shared and not leaves_chroma
        if generation is not None and is_copy:
            generation = copy_generation(generation)
        if generation is None:
            _ = embedder.max_tokens  # fail here, before a folder is made, where the model cannot be loaded
            generation = new_generation(settings.data_dir)
        if is_new and not full:
            # The first index answers while it grows, and so does one in the place of an index that cannot answer. Where
            # it is interrupted, the next start finishes it.
            make_current(generation)
        with (
            _copy_deleted_on_failure(generation, is_copy=is_copy),
            open_stores(generation, settings, embedder, access="leave" if leaves_chroma else "change") as (
                catalogue,
                store,
            ),
            DocumentSpool(generation) as pending,
        ):
            if is_new:
                note_making(catalogue, embedder)
            publisher = sharing.open_publisher(generation, catalogue) if sharing else None
            settled = is_settled(catalogue, store)
            known = comparable_hashes(known_hashes(catalogue, store, settled=settled), catalogue)
            if publisher and not publisher.is_complete:
                known, scope = dict.fromkeys(known, ""), SourceScope()  # all are published, and none embedded anew
            read = _read_sources(settings, files, known=comparable_files(known, catalogue), scope=scope)
            changes = find_changes(read, known, pending=pending, sources_dir=settings.sources_dir, scope=scope)
            if _would_mix_limits(changes, catalogue, embedder):
                known, scope = dict.fromkeys(known, ""), SourceScope()
                pending.clear()
                read = _read_sources(settings, files)
                changes = find_changes(read, known, pending=pending, sources_dir=settings.sources_dir)
            embedded = apply_changes(
                changes, catalogue=catalogue, store=store, embedder=embedder, settled=settled, progress=progress,
                keeps_vectors=keeps_vectors(catalogue), publisher=publisher,
            )  # fmt: skip
            if changes.added or changes.updated:
                note_making(catalogue, embedder)
            catalogue.words.arrays(catalogue.revision)  # made now, or the next question would wait for them
            note_completion(
                catalogue,
                behind=[i for i in changes.unchanged if not known[i]],
                folder=folder_fingerprint(files) if scope.is_everything else None,
            )
            catalogue.files.write(changes.files, covers=scope.covers)
            chunks = catalogue.chunk_count()
            make_current(generation)
            outdated = [publisher.finish(making_notes(catalogue))] if publisher else []
            kept = [generation, *([previous] if previous else [])]
            outdated += delete_other_generations(settings.data_dir, keep=kept)
            store.delete_collections(collection_name(settings, name) for name in outdated if name)
    return changes.report(chunks=chunks, embedded=embedded, seconds=time.perf_counter() - started)


def _planned_changes(settings: IndexSettings, embedder: Embedder, *, full: bool, scope: SourceScope | None) -> Changes:
    """What a reindex would change, as far as this machine knows."""
    is_new = full or current_generation(settings.data_dir) is None or needs_rebuild(settings, embedder)
    scope = SourceScope() if is_new or scope is None else scope
    known, records = ({}, {}) if is_new else known_state(settings.data_dir)
    files = scan_folder(settings.sources_dir, follows_links=settings.follow_links)
    read = _read_sources(settings, files, known=records, is_online=False, scope=scope)
    return find_changes(read, known, pending=DocumentSpool(None), sources_dir=settings.sources_dir, scope=scope)


def _may_leave_chroma(generation: Path, embedder: Embedder) -> bool:
    """Whether changes can be made while Chroma stays closed: not many, and all vectors are known to be there."""
    with open_catalogue(generation) as catalogue:
        return is_finished(catalogue) and is_sound(catalogue, embedder) and catalogue.waiting.count() < _MOST_WAITING


def _read_sources(
    settings: IndexSettings,
    files: Sequence[FolderFile],
    *,
    known: Mapping[str, FileRecord] | None = None,
    is_online: bool = True,
    scope: SourceScope | None = None,
) -> Iterator[Document | Failure | FileRecord]:
    """The sources. Files in the state of their record in ``known`` are not read.

    The pages of lists of addresses are fetched, or with ``is_online`` false read as they were fetched last.
    """
    with open_fetcher(settings.data_dir / _FETCHED, is_online=is_online) as fetcher:
        yield from read_folder(
            settings.sources_dir, files=files, known=known, fetcher=fetcher, follows_links=settings.follow_links, scope=scope
        )  # fmt: skip


@contextmanager
def _copy_deleted_on_failure(generation: Path, *, is_copy: bool) -> Iterator[None]:
    """Keep the work in a copy when somebody stops the reindex; delete the copy when it fails."""
    try:
        yield
    except ReindexStoppedError:
        if is_copy:
            make_current(generation)
        raise
    except BaseException:
        if is_copy:
            delete_generation(generation)
        raise


def _would_mix_limits(changes: Changes, catalogue: Catalogue, embedder: Embedder) -> bool:
    """Whether new chunks would be cut to another limit than those that stay.

    Asked only where there are new chunks: to know the limit, the model has to be loaded, which takes seconds.
    """
    is_mixed = bool(changes.unchanged) and bool(changes.added or changes.updated)
    return is_mixed and not has_chunk_limit(catalogue, chunk_limit(embedder.max_tokens))
