"""What can be built again is: a damaged index from the sources, the dictionary from the packages it comes in."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from index.build import reindex
from index.changes import OnProgress
from index.embedding import Embedder
from index.errors import DataFolderError, EmbedderMismatchError, IndexDamagedError
from index.settings import IndexSettings
from index.storage import CATALOGUE_FILE, current_generation, open_stores
from index.vocabulary import delete_unpacked, open_dictionary


def repair(settings: IndexSettings, embedder: Embedder, *, progress: OnProgress | None = None) -> Iterator[str]:
    """Build again what is missing, damaged, half-done or out of date. Gives a sentence for each part when it is right.

    A damaged index is built from the sources; meanwhile what is left of it is kept. What the bot remembers is not touched.
    Raises what ``reindex`` raises.
    """
    yield _repair_dictionary(settings)
    reason = _damage(settings, embedder)
    report = reindex(settings, embedder, full=bool(reason), waits=True, progress=progress)
    changed = len(report.added) + len(report.updated) + len(report.removed)
    if reason:
        yield f"The index was built anew from {settings.sources_dir}, {report.chunks} passages, because {reason}"
    else:
        yield f"The index is sound, {report.chunks} passages; {changed} sources were brought up to date."


def _repair_dictionary(settings: IndexSettings) -> str:
    folder = settings.cache_folder
    try:
        with closing(open_dictionary(folder)) as dictionary:
            dictionary.check()
    except (DataFolderError, sqlite3.DatabaseError):
        delete_unpacked(folder)
        open_dictionary(folder).close()
        return f"The dictionary in {folder} was damaged and was unpacked again."
    return f"The dictionary in {folder} is sound."


def _damage(settings: IndexSettings, embedder: Embedder) -> str:
    """Why the index has to be built anew; empty where it has not."""
    generation = current_generation(settings.data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return "" if generation is None else "its catalogue was missing."
    try:
        with open_stores(generation, settings, embedder) as (catalogue, store):
            catalogue.check()
            if catalogue.chunk_ids() - store.ids():
                store.nearest(embedder.embed_query("footnote"), count=1)
    except (IndexDamagedError, EmbedderMismatchError) as error:
        return f"{str(error).partition(': run `footnote')[0]}."
    return ""
