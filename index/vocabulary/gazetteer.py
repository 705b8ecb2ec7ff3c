"""A gazetteer: the English names of Chinese ones, their abbreviations, and which words are ordinary ones.

Read only where a chat model's sentences are checked (``index.open_names``).
"""

import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from index.vocabulary.cedict import CedictEntry
from index.vocabulary.headwords import read_headwords

_CACHED_WORDS = 10_000


class Gazetteer:
    """English for Chinese names and Chinese for English ones. Safe to use from one thread at a time.

    Chinese is simplified; English is in search tokens.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.english_names = lru_cache(maxsize=_CACHED_WORDS)(self._english_names)
        self.chinese_names = lru_cache(maxsize=_CACHED_WORDS)(self._chinese_names)
        self.full_forms = lru_cache(maxsize=_CACHED_WORDS)(self._full_forms)

    def close(self) -> None:
        """Close the cache file."""
        self._connection.close()

    def is_ordinary(self, word: str) -> bool:
        """Whether a Chinese word means something besides what it may name."""
        return self._connection.execute("SELECT 1 FROM ordinary WHERE word = ?", (word,)).fetchone() is not None

    def is_name(self, word: str) -> bool:
        """Whether a Chinese word is a name and nothing else."""
        return len(word) > 1 and bool(self.english_names(word)) and not self.is_ordinary(word)

    def is_english_word(self, token: str) -> bool:
        """Whether a search token is an ordinary English word: one that the glosses write in lower case."""
        return self._connection.execute("SELECT 1 FROM english_words WHERE token = ?", (token,)).fetchone() is not None

    def is_english_name(self, token: str) -> bool:
        """Whether a search token alone is an English name."""
        return any(name == (token,) for _, name in self.chinese_names(token))

    def _english_names(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The English names of a Chinese one."""
        rows = self._connection.execute("SELECT DISTINCT name FROM names WHERE word = ?", (word,))
        return tuple(tuple(name.split()) for (name,) in rows)

    def _chinese_names(self, token: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The Chinese names whose English one has a search token in it, each with that English name."""
        rows = self._connection.execute("SELECT word, name FROM names WHERE token = ?", (token,))
        return tuple((word, tuple(name.split())) for word, name in rows)

    def abbreviations(self, word: str) -> tuple[str, ...]:
        """The Chinese abbreviations of a Chinese name."""
        rows = self._connection.execute("SELECT word FROM abbreviations WHERE full = ?", (word,))
        return tuple(short for (short,) in rows)

    def _full_forms(self, word: str) -> tuple[str, ...]:
        """The full forms of a Chinese abbreviation."""
        rows = self._connection.execute("SELECT full FROM abbreviations WHERE word = ?", (word,))
        return tuple(full for (full,) in rows)


def write_gazetteer(connection: sqlite3.Connection, entries: Iterable[CedictEntry]) -> None:
    """Create and fill the tables that ``Gazetteer`` reads."""
    found = read_headwords(entries)
    connection.executescript(
        "CREATE TABLE names (word TEXT, token TEXT, name TEXT); CREATE TABLE abbreviations (word TEXT, full TEXT);"
        "CREATE TABLE ordinary (word TEXT PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE english_words (token TEXT PRIMARY KEY) WITHOUT ROWID;"
    )
    names = ((word, token, " ".join(name)) for word, names in found.names.items() for name in names for token in name)
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    connection.executemany("INSERT INTO ordinary VALUES (?)", ((word,) for word in sorted(found.ordinary)))
    connection.executemany("INSERT INTO english_words VALUES (?)", ((token,) for token in sorted(found.english_words)))
    connection.executemany("INSERT INTO abbreviations VALUES (?, ?)", sorted(found.abbreviations))
    connection.executescript(
        "CREATE INDEX names_by_word ON names (word); CREATE INDEX names_by_token ON names (token);"
        "CREATE INDEX abbreviations_by_word ON abbreviations (word); CREATE INDEX abbreviations_by_full ON abbreviations (full);"
    )
