"""What ranking needs of all chunks, as arrays, and the way from their ids to their rows and back."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The languages of chunks. Their places here are their numbers in the arrays.
CHUNK_LANGUAGES = ("en", "zh", "mixed")
_MOST_VALUES = 900  # in one query; SQLite's least limit is 999


@dataclass(frozen=True, slots=True)
class RowFacts:
    """Of each chunk its row id, ascending, the number of its language, and the number of its source.

    The chunks of one source have consecutive rows, in reading order.
    """

    rows: NDArray[np.int64]
    languages: NDArray[np.int64]
    sources: NDArray[np.int64]


class ChunkRows:
    """The rows of the catalogue's chunks. Shares its connection with the catalogue.

    ``guard`` is a context in which every query runs; it turns the errors of a damaged file into IndexDamagedError.
    """

    def __init__(self, connection: sqlite3.Connection, guard: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection = connection
        self._guard = guard

    def facts(self) -> RowFacts:
        """What ranking needs of every chunk."""
        cases = " ".join(f"WHEN '{language}' THEN {number}" for number, language in enumerate(CHUNK_LANGUAGES))
        query = f"SELECT row, CASE language {cases} END, sources.rowid FROM chunks JOIN sources ON sources.id = source_id ORDER BY row"  # noqa: S608
        with self._guard():
            found = self._connection.execute(query).fetchall()
        columns = np.array(found, np.int64).reshape(-1, 3).T
        return RowFacts(*np.ascontiguousarray(columns))

    def source_numbers(self, source_ids: Iterable[str]) -> list[int]:
        """The numbers of the given sources; unknown ones are left out."""
        return [number for number, _ in self._select("rowid, id FROM sources WHERE id", list(source_ids))]

    def of_chunks(self, chunk_ids: Iterable[str]) -> dict[str, int]:
        """The rows of chunks by id; unknown ones are left out."""
        return {chunk_id: row for row, chunk_id in self._select("row, id FROM chunks WHERE id", list(chunk_ids))}

    def chunk_ids(self, rows: Iterable[int]) -> dict[int, str]:
        """The ids of chunks by row; unknown ones are left out."""
        return dict(self._select("row, id FROM chunks WHERE row", list(rows)))

    def _select(self, query: str, values: Sequence[str | int]) -> Iterator[tuple[int, str]]:
        for start in range(0, len(values), _MOST_VALUES):
            some = values[start : start + _MOST_VALUES]
            with self._guard():
                yield from self._connection.execute(f"SELECT {query} IN ({','.join('?' * len(some))})", some).fetchall()
