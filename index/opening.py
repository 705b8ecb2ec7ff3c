"""The index as a whole: built or brought up to date from a folder, and opened to be asked."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.catalogue import Catalogue
from index.dictionary import open_dictionary
from index.documents import ReindexReport
from index.embedding import Embedder
from index.errors import IndexNotBuiltError, ReindexStoppedError
from index.gazetteer import open_gazetteer
from index.loading import folder_fingerprint, load_sources
from index.location import copy_of, current_generation, discard, make_current, new_generation, remove_others, writing
from index.matching import NameMatcher
from index.reindexing import apply_changes, find_changes, known_hashes
from index.reranking import Reranker
from index.retrieval import Retriever
from index.settings import default_cache_dir
from index.store import ChromaStore

Progress = Callable[[int, int], None]
_CATALOGUE_FILE = "catalogue.sqlite3"
_IS_COMPLETE = "complete"
_FINGERPRINT = "sources"


def reindex(
    *, sources_dir: Path, data_dir: Path, embedder: Embedder, chroma_url: str = "", full: bool = False,
    dry_run: bool = False, beside: bool = False, progress: Progress | None = None,
) -> ReindexReport:  # fmt: skip
    """Bring the index up to date with the files, or with ``full`` build it anew beside the one that answers.

    ``progress`` is told how many of the changed sources are done, and may raise ReindexStoppedError. With ``dry_run``
    nothing is written. With ``beside`` the changes are made in a copy as well, as they must be while another process
    has the index open: Chroma on disk does not bear two. On a Chroma server it does, and there is no copy.
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
        is_copy = generation is not None and beside and not chroma_url
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
            _opened(generation, embedder=embedder, chroma_url=chroma_url) as (catalogue, store),
        ):
            changes = find_changes(read, known_hashes(catalogue, store), sources_dir=sources_dir)
            embedded = apply_changes(changes, catalogue=catalogue, store=store, embedder=embedder, progress=progress)
            catalogue.write_meta(_IS_COMPLETE, "yes")
            catalogue.write_meta(_FINGERPRINT, fingerprint)
            chunks = len(catalogue.chunk_ids())
            make_current(generation)
            store.forget_collections(
                map(_collection, remove_others(data_dir, keep=[generation, *([previous] if previous else [])]))
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
    if generation is None or not (generation / _CATALOGUE_FILE).exists():
        return False
    with _catalogue(generation) as catalogue:
        return catalogue.read_meta(_IS_COMPLETE) == "yes"


def is_stale(*, data_dir: Path, sources_dir: Path) -> bool:
    """Whether files were added, changed or removed since the index was last brought up to date."""
    generation = current_generation(data_dir)
    if generation is None or not sources_dir.is_dir():
        return False
    with _catalogue(generation) as catalogue:
        return catalogue.read_meta(_FINGERPRINT) != folder_fingerprint(sources_dir)


@contextmanager
def open_retriever(
    *, data_dir: Path, embedder: Embedder, chroma_url: str = "", top_k: int = 10, reranker: Reranker | None = None,
    cache_dir: Path | None = None,
) -> Iterator[Retriever]:  # fmt: skip
    """A retriever over the current index. Raises IndexNotBuiltError where there is none.

    The dictionary is unpacked into ``cache_dir`` on first use, by default the user's cache folder.
    """
    generation = current_generation(data_dir)
    if generation is None:
        raise IndexNotBuiltError(f"There is no index in {data_dir} yet: run `footnote index`.")
    with (
        closing(open_dictionary(cache_dir or default_cache_dir())) as dictionary,
        _opened(generation, embedder=embedder, chroma_url=chroma_url) as (catalogue, store),
    ):
        yield Retriever(
            catalogue=catalogue, store=store, embedder=embedder, dictionary=dictionary, reranker=reranker, top_k=top_k
        )  # fmt: skip


@contextmanager
def open_names(*, cache_dir: Path | None = None) -> Iterator[NameMatcher]:
    """What tells names in a text and whether they stand in another, with dictionary and gazetteer open beside it.

    Both are unpacked into ``cache_dir`` on first use, by default the user's cache folder.
    """
    folder = cache_dir or default_cache_dir()
    with closing(open_dictionary(folder)) as dictionary, closing(open_gazetteer(folder)) as gazetteer:
        yield NameMatcher(dictionary, gazetteer)


def _collection(generation_name: str) -> str:
    """The collection of a generation on a server, which all generations share."""
    return f"footnote-{generation_name}"


def _catalogue(generation: Path) -> closing[Catalogue]:
    return closing(Catalogue(generation / _CATALOGUE_FILE))


@contextmanager
def _opened(generation: Path, *, embedder: Embedder, chroma_url: str) -> Iterator[tuple[Catalogue, ChromaStore]]:
    with _catalogue(generation) as catalogue:
        collection = _collection(generation.name) if chroma_url else "footnote"
        store = ChromaStore(generation / "chroma", embedder_name=embedder.name, url=chroma_url, collection=collection)
        with closing(store):
            yield catalogue, store


def _known(data_dir: Path) -> dict[str, str]:
    generation = current_generation(data_dir)
    if generation is None or not (generation / _CATALOGUE_FILE).exists():
        return {}
    with _catalogue(generation) as catalogue:
        return catalogue.hashes()
