"""What can be built again is: a damaged index from the sources, the dictionary from the packages it comes in."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from index.build import reindex
from index.embedding import Embedder
from index.errors import DataFolderError, EmbedderMismatchError, IndexDamagedError
from index.settings import IndexSettings
from index.storage import CATALOGUE_FILE, current_generation, delete_generation, open_catalogue, open_stores
from index.updating import OnProgress
from index.vocabulary import delete_unpacked, open_dictionary


def repair(settings: IndexSettings, embedder: Embedder, *, progress: OnProgress | None = None) -> Iterator[str]:
    """Build again what is missing, damaged, half-done or out of date. Gives a sentence for each part when it is right.

    A damaged index is built from the sources; meanwhile what is left of it is kept. What the bot remembers is not touched.
    Raises what ``reindex`` raises.
    """
    yield _repair_dictionary(settings)
    generation = current_generation(settings.data_dir)
    reason = _catalogue_damage(generation)
    is_copied = bool(reason and generation and settings.chroma_url)
    if is_copied and generation:
        delete_generation(generation)  # the server has all that was in it
    else:
        reason = reason or _vector_damage(generation, settings, embedder)
    report = reindex(settings, embedder, full=bool(reason) and not is_copied, waits=True, progress=progress)
    changed = len(report.added) + len(report.updated) + len(report.removed)
    if is_copied:
        yield f"The index was copied again from {settings.chroma_url} (passages: {report.chunks}), because {reason}"
    elif reason:
        yield f"The index was built anew from {settings.sources_dir} (passages: {report.chunks}), because {reason}"
    else:
        yield f"The index is sound (passages: {report.chunks}; sources brought up to date: {changed})."


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


def _catalogue_damage(generation: Path | None) -> str:
    """What is wrong with the catalogue of an index; empty where nothing is, or there is no index."""
    if generation is None:
        return ""
    if not (generation / CATALOGUE_FILE).exists():
        return "its catalogue was missing."
    try:
        with open_catalogue(generation) as catalogue:
            catalogue.check()
    except IndexDamagedError as error:
        return _without_remedy(error)
    return ""


def _vector_damage(generation: Path | None, settings: IndexSettings, embedder: Embedder) -> str:
    """What is wrong with the vectors of an index; empty where nothing is, or there is no index."""
    if generation is None:
        return ""
    try:
        with open_stores(generation, settings, embedder) as (catalogue, store):
            if catalogue.chunk_ids() - store.ids():
                store.nearest(embedder.embed_query("footnote"), count=1)
    except (IndexDamagedError, EmbedderMismatchError) as error:
        return _without_remedy(error)
    return ""


def _without_remedy(error: Exception) -> str:
    return f"{str(error).partition(': run `footnote')[0]}."
