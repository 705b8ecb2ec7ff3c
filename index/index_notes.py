"""The notes that an index keeps of how it was made, and what follows from them: complete, out of date, to be built anew."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.embedding import Embedder
from index.errors import EmbedderMismatchError, IndexDamagedError
from index.loading import chunk_limit, document_fingerprint, folder_fingerprint, scan_folder, sentence_fingerprint
from index.reports import FileRecord
from index.settings import IndexSettings
from index.storage import CATALOGUE_FILE, Catalogue, current_generation, open_catalogue, open_stores

# By these keys. An index of an earlier version has the first two only.
_IS_COMPLETE = "complete"
_FOLDER = "sources"
_DOCUMENT_CODE = "document code"
_SENTENCE_CODE = "sentence code"
_CHUNK_LIMIT = "chunk limit"
_EMBEDDER = "embedder"
_LEFT_BEHIND = "left behind"  # sources of other code that could not be read when all others were updated
# The folder as this code left it. An older version of the code writes ``sources`` alone, so that its changes show.
_FOLDER_OF_CODE = "sources of this code"


def is_built(settings: IndexSettings) -> bool:
    """Whether there is an index whose first build is complete."""
    generation = current_generation(settings.data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return False
    with open_catalogue(generation) as catalogue:
        return catalogue.read_meta(_IS_COMPLETE) == "yes"


def is_stale(settings: IndexSettings) -> bool:
    """Whether the files, or the code that makes chunks of them, have changed since the index was last brought up to date."""
    generation = current_generation(settings.data_dir)
    if generation is None or not settings.sources_dir.is_dir():
        return False
    with open_catalogue(generation) as catalogue:
        compared = catalogue.read_meta(_FOLDER)  # None where another machine made the index: this one never compared
        is_of_these_files = compared is None or compared == folder_fingerprint(
            scan_folder(settings.sources_dir, follows_links=settings.follow_links)
        )
        return not (is_of_these_files and is_made_by_this_code(catalogue))


def needs_rebuild(settings: IndexSettings, embedder: Embedder) -> bool:
    """Whether the index has vectors of another built-in model than the configured one, as after an update of Footnote.

    Then nothing can be found in it, and nobody chose the model: it is built anew without being asked for.
    """
    generation = current_generation(settings.data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return False
    with open_catalogue(generation) as catalogue:
        built_with = catalogue.read_meta(_EMBEDDER)
    if built_with:
        return built_with != embedder.name and EmbedderMismatchError(built_with, embedder.name).is_update
    try:
        with open_stores(generation, settings, embedder) as (_, store):
            store.count()
    except EmbedderMismatchError as error:
        return error.is_update
    except IndexDamagedError:
        return False  # said where the index is opened
    return False


def known_state(data_dir: Path) -> tuple[dict[str, str], dict[str, FileRecord]]:
    """The content hashes of all sources, by id, and the records of all files, by path, as they can be compared."""
    generation = current_generation(data_dir)
    if generation is None or not (generation / CATALOGUE_FILE).exists():
        return {}, {}
    with open_catalogue(generation) as catalogue:
        known = comparable_hashes(catalogue.content_hashes(), catalogue)
        return known, comparable_files(known, catalogue)


def comparable_files(known: Mapping[str, str], catalogue: Catalogue) -> dict[str, FileRecord]:
    """The records of the files whose sources all stand in the index as this code would make them."""
    records = catalogue.files.read() if any(known.values()) else {}
    return {path: record for path, record in records.items() if all(map(known.get, record.source_ids))}


def comparable_hashes(hashes: dict[str, str], catalogue: Catalogue) -> dict[str, str]:
    """Content hashes by source id, empty where the chunks of a source were made by other code."""
    if not is_made_by_this_code(catalogue):
        return dict.fromkeys(hashes, "")
    return hashes | {source_id: "" for source_id in left_behind(catalogue) if source_id in hashes}


def left_behind(catalogue: Catalogue) -> list[str]:
    """The sources of other code that could not be read when all others were updated."""
    try:
        return [str(source_id) for source_id in json.loads(catalogue.read_meta(_LEFT_BEHIND) or "[]")]
    except (ValueError, TypeError) as error:
        raise IndexDamagedError(
            f"The index is damaged ({error}): run `footnote index --full` to build it again."
        ) from error


def is_made_by_this_code(catalogue: Catalogue) -> bool:
    """Whether the chunks were made as this code would make them."""
    return catalogue.read_meta(_DOCUMENT_CODE) == document_fingerprint() and is_unmixed(catalogue)


def is_unmixed(catalogue: Catalogue) -> bool:
    """Whether no older version of the code has changed the index since this one did."""
    return catalogue.read_meta(_FOLDER_OF_CODE) == catalogue.read_meta(_FOLDER)


def keeps_vectors(catalogue: Catalogue) -> bool:
    """Whether the vectors of a chunk of the same text can be kept: it was cut into the same sentences."""
    is_same_code = catalogue.read_meta(_SENTENCE_CODE) == sentence_fingerprint() and is_unmixed(catalogue)
    return is_same_code and not left_behind(catalogue)


def is_sound(catalogue: Catalogue, embedder: Embedder) -> bool:
    """Whether the index is complete, of this code and of this embedder."""
    return (
        catalogue.read_meta(_IS_COMPLETE) == "yes"
        and catalogue.read_meta(_EMBEDDER) == embedder.name
        and is_made_by_this_code(catalogue)
        and not left_behind(catalogue)
    )


def has_chunk_limit(catalogue: Catalogue, limit: int) -> bool:
    """Whether the chunks were cut to a limit of tokens."""
    return catalogue.read_meta(_CHUNK_LIMIT) == str(limit)


def note_making(catalogue: Catalogue, embedder: Embedder) -> None:
    """Note the code and the embedder that make the chunks from now on."""
    catalogue.write_meta(_DOCUMENT_CODE, document_fingerprint())
    catalogue.write_meta(_SENTENCE_CODE, sentence_fingerprint())
    catalogue.write_meta(_CHUNK_LIMIT, str(chunk_limit(embedder.max_tokens)))
    catalogue.write_meta(_EMBEDDER, embedder.name)


def making_notes(catalogue: Catalogue) -> dict[str, str]:
    """The notes that hold on every machine that has a copy of the index. Those of a folder and its files hold on one."""
    keys = (_IS_COMPLETE, _DOCUMENT_CODE, _SENTENCE_CODE, _CHUNK_LIMIT, _EMBEDDER, _LEFT_BEHIND)
    return {key: value for key in keys if (value := catalogue.read_meta(key)) is not None}


def note_completion(catalogue: Catalogue, *, behind: Iterable[str], folder: str | None) -> None:
    """Note that the index is complete, but for sources that stay ``behind``, and the fingerprint of the whole folder."""
    catalogue.write_meta(_LEFT_BEHIND, json.dumps(list(behind)))
    catalogue.write_meta(_IS_COMPLETE, "yes")
    if folder is not None:
        catalogue.write_meta(_FOLDER, folder)
        catalogue.write_meta(_FOLDER_OF_CODE, folder)
