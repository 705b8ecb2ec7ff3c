"""Indexes of earlier versions, brought up to date where that needs no reading of the sources."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Callable

from index.storage.keyword_index import KeywordIndex

log = logging.getLogger(__name__)

_Migration = Callable[[sqlite3.Connection, KeywordIndex], None]


def migrate(connection: sqlite3.Connection, words: KeywordIndex, stated: str | None) -> str | None:
    """The schema version of a catalogue after all migrations that are possible. A killed one is begun anew."""
    while stated in _MIGRATIONS:
        log.warning("The index is of an earlier version (%s) and is brought up to date, once.", stated)
        following = str(int(stated) + 1)
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (stated,):
                _MIGRATIONS[stated](connection, words)
                connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (following,))
        stated = following
    return stated


def _words_to_postings(connection: sqlite3.Connection, words: KeywordIndex) -> None:
    """Version 4 kept tokens in a table of SQLite's full-text search, whose postings had to be read one by one."""
    for row, text in connection.execute("SELECT rowid, tokens FROM words").fetchall():
        words.add_tokens(row, Counter(text.split()))
    connection.execute("DROP TABLE words")


def _note_foreign_names(connection: sqlite3.Connection, words: KeywordIndex) -> None:
    """Version 5 looked for foreign names in all texts at the first question that needed them."""
    for row, text in connection.execute("SELECT row, text FROM chunks").fetchall():
        words.add_foreign_names(row, text)


def _nothing(connection: sqlite3.Connection, words: KeywordIndex) -> None:
    """Version 6 gave the number of a deleted row to a new one, and noted no pronunciations; neither needs a change."""


# By the version that is left.
_MIGRATIONS: dict[str, _Migration] = {"4": _words_to_postings, "5": _note_foreign_names, "6": _nothing}
