"""The records of the files that were read, in the catalogue's file."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import astuple
from typing import Any

from index.reports import FileRecord, Omission


class FileRecords:
    """File records by path. Shares its connection with the catalogue.

    ``guard`` is a context in which every query runs; it turns the errors of a damaged file into IndexDamagedError.
    """

    def __init__(self, connection: sqlite3.Connection, guard: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection = connection
        self._guard = guard

    def create(self) -> None:
        """Create the table where there is none."""
        self._connection.execute("CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, record TEXT NOT NULL)")

    def read(self) -> dict[str, FileRecord]:
        """The record of every file that was read without a failure, by path."""
        with self._guard():
            stored = self._connection.execute("SELECT path, record FROM files").fetchall()
            values = json.loads(f"[{','.join(text for _, text in stored)}]")  # a third of the time of one by one
            return {path: _record(path, own) for (path, _), own in zip(stored, values, strict=True)}

    def write(self, records: Iterable[FileRecord], *, covers: Callable[[str], bool]) -> None:
        """Store these records in place of all others of the paths that are covered. What was not read stays as it is."""
        wanted = {record.path: record for record in records}
        with self._guard(), self._connection:
            stored = [path for (path,) in self._connection.execute("SELECT path FROM files")]
            gone = [(path,) for path in stored if path not in wanted and covers(path)]
            changed = [(record.path, _text(record)) for record in wanted.values() if record.is_read]
            self._connection.executemany("DELETE FROM files WHERE path = ?", gone)
            self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", changed)

    def forget(self, source_id: str) -> None:
        """Delete the record of the file that a source is of: it will be read again."""
        with self._guard(), self._connection:
            self._connection.execute("DELETE FROM files WHERE path IN (?, ?)", (source_id, source_id.partition("#")[0]))


def _text(record: FileRecord) -> str:
    return json.dumps([record.state, record.source_ids, list(map(astuple, record.omissions))])


def _record(path: str, values: list[Any]) -> FileRecord:
    state, source_ids, omissions = values
    found = tuple(Omission(i, share, tuple((rule, count) for rule, count in rules)) for i, share, rules in omissions)
    return FileRecord(path, state, tuple(source_ids), found)
