"""Vectors in the catalogue's file: those of each chunk's sentences, and those of chunks that wait for the vector store."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

import numpy as np

from index.embedding import Vectors


class SentenceVectors:
    """Sentence vectors by chunk id, as 16-bit floats. Shares its connection with the catalogue.

    ``guard`` is a context in which every query runs; it turns the errors of a damaged file into IndexDamagedError.
    """

    def __init__(self, connection: sqlite3.Connection, guard: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection = connection
        self._guard = guard

    def create(self) -> None:
        """Create the table where there is none."""
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS sentences (chunk_id TEXT PRIMARY KEY, vectors BLOB NOT NULL)"
        )

    def put(self, vectors: Mapping[str, Vectors]) -> None:
        """Store a unit vector for each sentence of some chunks, by chunk id, in the order of the sentences."""
        rows = [(chunk_id, matrix.astype(np.float16).tobytes()) for chunk_id, matrix in vectors.items()]
        with self._guard(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO sentences VALUES (?, ?)", rows)

    def put_stored(self, vectors: Mapping[str, bytes]) -> None:
        """Store what ``stored`` gave of another catalogue, by chunk id."""
        with self._guard(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO sentences VALUES (?, ?)", vectors.items())

    def stored(self, chunk_ids: Sequence[str]) -> dict[str, bytes]:
        """The sentence vectors of some chunks as they are stored, by chunk id."""
        query = "SELECT vectors FROM sentences WHERE chunk_id = ?"
        with self._guard():
            found = ((i, self._connection.execute(query, (i,)).fetchone()) for i in chunk_ids)
            return {chunk_id: row[0] for chunk_id, row in found if row}

    def vectors(self, chunk_ids: Sequence[str], *, dimensions: int) -> dict[str, Vectors]:
        """The sentence vectors of some chunks, by chunk id, each of shape ``(sentences, dimensions)``."""
        query = f"SELECT chunk_id, vectors FROM sentences WHERE chunk_id IN ({','.join('?' * len(chunk_ids))})"  # noqa: S608 - constant text
        with self._guard():
            return {
                chunk_id: np.frombuffer(stored, dtype=np.float16).astype(np.float32).reshape(-1, dimensions)
                for chunk_id, stored in self._connection.execute(query, list(chunk_ids))
            }

    def remove(self, chunk_ids: Iterable[str]) -> None:
        """Delete the vectors of the given chunks."""
        with self._guard(), self._connection:
            self._connection.executemany("DELETE FROM sentences WHERE chunk_id = ?", ((i,) for i in chunk_ids))

    def delete_orphans(self) -> None:
        """Delete the vectors of chunks that are no longer in the catalogue."""
        with self._guard(), self._connection:
            self._connection.execute("DELETE FROM sentences WHERE chunk_id NOT IN (SELECT id FROM chunks)")


class Waiting(NamedTuple):
    """A chunk whose vector waits."""

    chunk_id: str
    language: str
    source_id: str
    vector: Vectors


class WaitingVectors:
    """Vectors of chunks that the vector store does not have yet, by chunk id, as 32-bit floats.

    A reindex beside a running bot may not open the bot's Chroma folder. It leaves vectors here, where the bot finds them,
    and a later reindex moves them. Shares its connection with the catalogue, as ``SentenceVectors`` does.
    """

    def __init__(self, connection: sqlite3.Connection, guard: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection = connection
        self._guard = guard

    def create(self) -> None:
        """Create the table where there is none."""
        self._connection.execute("CREATE TABLE IF NOT EXISTS waiting (chunk_id TEXT PRIMARY KEY, vector BLOB NOT NULL)")

    def put(self, chunk_ids: Sequence[str], vectors: Vectors) -> None:
        """Store the vector of each chunk."""
        rows = [(i, np.asarray(vector, np.float32).tobytes()) for i, vector in zip(chunk_ids, vectors, strict=True)]
        with self._guard(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO waiting VALUES (?, ?)", rows)

    def remove(self, chunk_ids: Iterable[str]) -> None:
        """Delete the vectors of the given chunks."""
        with self._guard(), self._connection:
            self._connection.executemany("DELETE FROM waiting WHERE chunk_id = ?", ((i,) for i in chunk_ids))

    def count(self) -> int:
        """How many vectors wait."""
        with self._guard():
            return int(self._connection.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def clear(self) -> None:
        """Delete all, also those of chunks that are no longer in the catalogue."""
        with self._guard(), self._connection:
            self._connection.execute("DELETE FROM waiting")

    def read(self) -> list[Waiting]:
        """What waits, of the chunks that are in the catalogue."""
        query = "SELECT id, language, source_id, vector FROM waiting JOIN chunks ON id = chunk_id ORDER BY row"
        with self._guard():
            found = self._connection.execute(query).fetchall()
        return [
            Waiting(chunk_id, language, source_id, np.frombuffer(vector, np.float32))
            for chunk_id, language, source_id, vector in found
        ]
