"""A SQLite file that is made once and then only read."""

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from index.errors import DataFolderError


def open_kept(path: Path, write: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """A SQLite file to read, written whole on first use. Raises DataFolderError where it cannot be written or read."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, write)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connection.execute("SELECT name FROM sqlite_master").fetchone()  # a damaged file is told now
    except (OSError, sqlite3.Error) as error:
        raise DataFolderError(
            f"The dictionary cannot be kept in {path.parent} ({error}): "
            f"set CACHE_DIR to a folder that can be written, or delete {path.name} there."
        ) from error
    return connection


def _write_whole(path: Path, write: Callable[[sqlite3.Connection], None]) -> None:
    fresh = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    fresh.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(fresh)
        with connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            write(connection)
        connection.close()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
