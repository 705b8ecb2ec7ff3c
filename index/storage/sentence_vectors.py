"""The vectors of each chunk's sentences, in the catalogue's file."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

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

    def vectors(self, chunk_ids: Sequence[str], *, dimensions: int) -> dict[str, Vectors]:
        """The sentence vectors of some chunks, by chunk id, each of shape ``(sentences, dimensions)``."""
        query = f"SELECT chunk_id, vectors FROM sentences WHERE chunk_id IN ({','.join('?' * len(chunk_ids))})"  # noqa: S608 - constant text
        with self._guard():
            return {
                chunk_id: np.frombuffer(stored, dtype=np.float16).astype(np.float32).reshape(-1, dimensions)
                for chunk_id, stored in self._connection.execute(query, list(chunk_ids))
            }

    def delete_orphans(self) -> None:
        """Delete the vectors of chunks that are no longer in the catalogue."""
        with self._guard(), self._connection:
            self._connection.execute("DELETE FROM sentences WHERE chunk_id NOT IN (SELECT id FROM chunks)")
