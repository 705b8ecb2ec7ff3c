"""The keyword index: the tokens of every chunk, as numbers in SQLite, and as arrays that BM25 is computed from."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import numpy as np

from index.names import transliterated_runs
from index.storage.keyword_arrays import KeywordArrays, open_arrays, save_arrays
from index.text import fold
from index.vocabulary import tokens

_SCHEMA = """
CREATE TABLE IF NOT EXISTS terms (number INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS postings (row INTEGER PRIMARY KEY, terms BLOB NOT NULL, counts BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS foreign_names (row INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (row, name)) WITHOUT ROWID;
"""
_MOST_COUNTED = 65_535  # of one token in one chunk, which is as much as two bytes hold


class KeywordIndex:
    """The tokens of chunks, by row id. Shares its connection, and so its transactions, with the catalogue.

    ``folder`` is where arrays are kept, if anywhere. ``guard`` is a context in which every query runs; it turns the
    errors of a damaged file into IndexDamagedError.
    """

    def __init__(
        self, connection: sqlite3.Connection, folder: Path | None = None,
        guard: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:  # fmt: skip
        self._connection = connection
        self._folder = folder
        self._guard = guard

    def create(self) -> None:
        """Create the tables where there are none."""
        for statement in filter(str.strip, _SCHEMA.split(";")):
            self._connection.execute(statement)

    def add(self, row: int, text: str) -> None:
        """Index a text under a row id."""
        self.add_tokens(row, Counter(tokens(text)))

    def add_tokens(self, row: int, counted: Mapping[str, int]) -> None:
        """Index tokens, each with how often it stands there, under a row id."""
        self._connection.executemany("INSERT OR IGNORE INTO terms (token) VALUES (?)", ((token,) for token in counted))
        numbers = [self.number(token) for token in counted]
        counts = np.minimum(np.fromiter(counted.values(), np.int64, len(counted)), _MOST_COUNTED).astype("<u2")
        self._connection.execute(
            "INSERT INTO postings VALUES (?, ?, ?)", (row, np.array(numbers, "<u4").tobytes(), counts.tobytes())
        )

    def add_foreign_names(self, row: int, text: str) -> None:
        """Note what is written like a foreign name in a Chinese text, so that a question need not look through all texts."""
        names = set(transliterated_runs(fold(text)))
        self._connection.executemany("INSERT INTO foreign_names VALUES (?, ?)", ((row, name) for name in names))

    def foreign_names(self) -> list[str]:
        """All that is written like a foreign name in Chinese, once."""
        with self._guard():
            return [name for (name,) in self._connection.execute("SELECT DISTINCT name FROM foreign_names")]

    def remove(self, rows: Iterable[int]) -> None:
        """Delete the given rows."""
        for row in rows:
            self._connection.execute("DELETE FROM postings WHERE row = ?", (row,))
            self._connection.execute("DELETE FROM foreign_names WHERE row = ?", (row,))

    def number(self, token: str) -> int:
        """The number of a token, 0 for one that no text ever held."""
        with self._guard():
            found = self._connection.execute("SELECT number FROM terms WHERE token = ?", (token,)).fetchone()
        return found[0] if found else 0

    def vocabulary(self, arrays: KeywordArrays) -> list[str]:
        """Every token that the arrays have a row for, once."""
        with self._guard():
            found = self._connection.execute("SELECT number, token FROM terms").fetchall()
        return [token for number, token in found if arrays.row_count(number)]

    def arrays(self, revision: int) -> KeywordArrays:
        """All postings as arrays: those kept in the folder for the revision, or made and kept there now."""
        if self._folder is not None and (kept := open_arrays(self._folder, revision)):
            return kept
        with self._guard():
            made = KeywordArrays.of_postings(
                self._connection.execute("SELECT row, terms, counts FROM postings ORDER BY row").fetchall(),
                self._connection.execute("SELECT coalesce(max(number), 0) FROM terms").fetchone()[0],
            )
        if self._folder is None:
            return made
        save_arrays(self._folder, revision, made)
        return open_arrays(self._folder, revision) or made
