"""The keyword index: the tokens of every chunk in SQLite's FTS5, which keeps the postings that BM25 is computed from."""

import sqlite3
from collections.abc import Iterable

from index.vocabulary import tokens


class KeywordIndex:
    """Full-text search over chunk texts, by row id. Shares its connection, and so its transactions, with the catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Create the table where there is none. Texts arrive as tokens, so SQLite only splits at blanks."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(tokens, tokenize=\"ascii tokenchars '.,%-_'\")"
        )

    def add(self, row: int, text: str) -> None:
        """Index a text under a row id."""
        self._connection.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (row, " ".join(tokens(text))))

    def remove(self, rows: Iterable[int]) -> None:
        """Delete the given rows."""
        self._connection.executemany("DELETE FROM words WHERE rowid = ?", ((row,) for row in rows))

    def postings(self, token: str) -> dict[int, int]:
        """The number of occurrences of a token in each row that holds it."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.postings USING fts5vocab('main', 'words', 'instance')"
        )
        rows = self._connection.execute("SELECT doc, count(*) FROM temp.postings WHERE term = ? GROUP BY doc", (token,))
        return dict(rows.fetchall())

    def lengths(self) -> dict[int, int]:
        """The number of tokens of every row."""
        counted = "length(tokens) - length(replace(tokens, ' ', '')) + 1"
        return dict(self._connection.execute(f"SELECT rowid, {counted} FROM words").fetchall())  # noqa: S608 - constant text

    def vocabulary(self) -> list[str]:
        """Every token of the index, once."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'row')"
        )
        return [term for (term,) in self._connection.execute("SELECT term FROM temp.vocabulary")]
