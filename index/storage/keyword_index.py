"""The keyword index: the tokens of every chunk, as numbers in SQLite, and as arrays that BM25 is computed from."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from operator import itemgetter
from pathlib import Path

import numpy as np

from index.names import (
    Pronounced,
    pronunciation_fingerprint,
    run_pronunciation,
    token_pronunciation,
    transliterated_runs,
)
from index.storage.keyword_arrays import KeywordArrays, Posting, open_arrays, open_latest_arrays, save_arrays
from index.text import fold
from index.vocabulary import tokens

_SCHEMA = """
CREATE TABLE IF NOT EXISTS terms (number INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS postings (row INTEGER PRIMARY KEY, terms BLOB NOT NULL, counts BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS pronunciations (name TEXT PRIMARY KEY, pronunciation TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS foreign_names (row INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (row, name)) WITHOUT ROWID;
"""
# The row of ``pronunciations`` that tells which code noted them. No name is empty.
_PRONUNCIATION_CODE = ""
_ASKED_AT_ONCE = 500  # tokens; SQLite takes at least 999 values in a query
_PORTION = 2000  # rows whose postings are in memory at once
_MOST_FRESH = 0.25  # the share of new rows up to which earlier arrays are brought up to date, not made anew
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
        if not self._connection.execute("SELECT 1 FROM terms UNION SELECT 1 FROM pronunciations LIMIT 1").fetchone():
            self._note_pronunciation_code()

    def add(self, row: int, text: str) -> None:
        """Index a text under a row id."""
        self.add_tokens(row, Counter(tokens(text)))

    def add_tokens(self, row: int, counted: Mapping[str, int]) -> None:
        """Index tokens, each with how often it stands there, under a row id that was never used before."""
        known = self._numbers(list(counted))
        numbers = [known.get(token) or self._add_term(token) for token in counted]
        counts = np.minimum(np.fromiter(counted.values(), np.int64, len(counted)), _MOST_COUNTED).astype("<u2")
        self._connection.execute(
            "INSERT INTO postings VALUES (?, ?, ?)", (row, np.array(numbers, "<u4").tobytes(), counts.tobytes())
        )

    def _add_term(self, token: str) -> int:
        if pronunciation := token_pronunciation(token):
            self._connection.execute("INSERT OR REPLACE INTO pronunciations VALUES (?, ?)", (token, pronunciation))
        return int(self._connection.execute("INSERT INTO terms (token) VALUES (?)", (token,)).lastrowid or 0)

    def add_foreign_names(self, row: int, text: str) -> None:
        """Note what is written like a foreign name in a Chinese text, so that a question need not look through all texts."""
        for name in set(transliterated_runs(fold(text))):
            self._connection.execute("INSERT INTO foreign_names VALUES (?, ?)", (row, name))
            if not self._connection.execute("SELECT 1 FROM pronunciations WHERE name = ?", (name,)).fetchone():
                self._connection.execute("INSERT INTO pronunciations VALUES (?, ?)", (name, run_pronunciation(name)))

    def refresh_pronunciations(self) -> None:
        """Note again how every name of the index is pronounced, where other code noted it. Call it before adding."""
        if self._are_pronunciations_current():
            return
        with self._guard(), self._connection:
            tokens_there = [token for (token,) in self._connection.execute("SELECT token FROM terms")]
            pronounced = [(token, token_pronunciation(token)) for token in tokens_there]
            pronounced += [(run, run_pronunciation(run)) for run in self._foreign_runs()]
            self._connection.execute("DELETE FROM pronunciations")
            self._connection.executemany("INSERT INTO pronunciations VALUES (?, ?)", filter(itemgetter(1), pronounced))
            self._note_pronunciation_code()

    def _are_pronunciations_current(self) -> bool:
        with self._guard():
            query = "SELECT pronunciation FROM pronunciations WHERE name = ?"
            found = self._connection.execute(query, (_PRONUNCIATION_CODE,)).fetchone()
        return bool(found == (pronunciation_fingerprint(),))

    def _note_pronunciation_code(self) -> None:
        self._connection.execute(
            "INSERT INTO pronunciations VALUES (?, ?)", (_PRONUNCIATION_CODE, pronunciation_fingerprint())
        )

    def latin_names(self, arrays: KeywordArrays) -> list[Pronounced]:
        """The words of the arrays that may be names in Latin letters, once."""
        if not self._are_pronunciations_current():
            pronounced = ((token, token_pronunciation(token)) for token in self.vocabulary(arrays))
            return [pair for pair in pronounced if pair[1]]
        query = "SELECT number, token, pronunciation FROM pronunciations JOIN terms ON token = name"
        with self._guard():
            found = self._connection.execute(query).fetchall()
        return [(token, pronunciation) for number, token, pronunciation in found if arrays.row_count(number)]

    def foreign_names(self) -> list[Pronounced]:
        """All that is written like a foreign name in Chinese, once."""
        if not self._are_pronunciations_current():
            return [(run, run_pronunciation(run)) for run in self._foreign_runs()]
        query = "SELECT name, pronunciation FROM pronunciations WHERE name IN (SELECT name FROM foreign_names)"
        with self._guard():
            return self._connection.execute(query).fetchall()

    def _foreign_runs(self) -> list[str]:
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

    def _numbers(self, some: Sequence[str]) -> dict[str, int]:
        """The numbers of those of some tokens that any text held. One query for many is quicker than one for each."""
        found: dict[str, int] = {}
        for start in range(0, len(some), _ASKED_AT_ONCE):
            asked = some[start : start + _ASKED_AT_ONCE]
            places = ", ".join("?" * len(asked))
            query = f"SELECT token, number FROM terms WHERE token IN ({places})"  # noqa: S608 - only placeholders
            with self._guard():
                found.update(self._connection.execute(query, asked))
        return found

    def vocabulary(self, arrays: KeywordArrays) -> list[str]:
        """Every token that the arrays have a row for, once."""
        with self._guard():
            found = self._connection.execute("SELECT number, token FROM terms").fetchall()
        return [token for number, token in found if arrays.row_count(number)]

    def held(self, some: Sequence[str], arrays: KeywordArrays) -> set[str]:
        """Those of some tokens that the arrays have a row for."""
        return {token for token, number in self._numbers(some).items() if arrays.row_count(number)}

    def held_like(self, pattern: str, arrays: KeywordArrays) -> list[str]:
        """The tokens of a pattern as in ``GLOB`` that the arrays have a row for."""
        with self._guard():
            found = self._connection.execute(
                "SELECT number, token FROM terms WHERE token GLOB ?", (pattern,)
            ).fetchall()
        return [token for number, token in found if arrays.row_count(number)]

    def arrays(self, revision: int) -> KeywordArrays:
        """All postings as arrays: those kept in the folder for the revision, or made and kept there now.

        Where those of an earlier revision are kept, only the postings of new rows are read.
        """
        if self._folder is None:
            return self._made_from(None)
        if kept := open_arrays(self._folder, revision):
            return kept
        made = self._made_from(open_latest_arrays(self._folder))
        save_arrays(self._folder, revision, made)
        return open_arrays(self._folder, revision) or made

    def _made_from(self, earlier: KeywordArrays | None) -> KeywordArrays:
        with self._guard():
            last_term = self._connection.execute("SELECT coalesce(max(number), 0) FROM terms").fetchone()[0]
            found = self._connection.execute("SELECT row FROM postings ORDER BY row").fetchall()
            rows = np.array(found, np.int64).reshape(-1)
            fresh = np.setdiff1d(rows, earlier.rows) if earlier else rows
            if earlier is None or len(fresh) > len(rows) * _MOST_FRESH:
                return KeywordArrays.of_postings(self._portions, last_term)
            query = "SELECT row, terms, counts FROM postings WHERE row = ?"
            read = [self._connection.execute(query, (row,)).fetchone() for row in fresh.tolist()]
        return earlier.updated(rows, KeywordArrays.of_postings(lambda: [read], last_term))

    def _portions(self) -> Iterator[list[Posting]]:
        """All postings in the order of the rows."""
        query = self._connection.execute("SELECT row, terms, counts FROM postings ORDER BY row")
        while portion := query.fetchmany(_PORTION):
            yield portion
