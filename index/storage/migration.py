"""Indexes of earlier versions, brought up to date where that needs no reading of the sources."""

import logging
import sqlite3
from collections import Counter

from index.storage.keyword_index import KeywordIndex

log = logging.getLogger(__name__)


def migrate(connection: sqlite3.Connection, stated: str | None) -> str | None:
    """The schema version of a catalogue after all migrations that are possible. A killed one is begun anew."""
    if stated != "4":
        return stated
    log.warning("The index is of an earlier version and is brought up to date, once.")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("4",):
            _words_to_postings(connection)
            connection.execute("UPDATE meta SET value = '5' WHERE key = 'schema'")
    return "5"


def _words_to_postings(connection: sqlite3.Connection) -> None:
    """Version 4 kept tokens in a table of SQLite's full-text search, whose postings had to be read one by one."""
    words = KeywordIndex(connection)
    for row, text in connection.execute("SELECT rowid, tokens FROM words").fetchall():
        words.add_tokens(row, Counter(text.split()))
    connection.execute("DROP TABLE words")
