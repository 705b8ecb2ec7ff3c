"""The rows of chunks: what ranking needs of all, as arrays, single ones whole, and the way between ids and rows."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.documents import Chunk, Place, Turn

# The languages of chunks. Their places here are their numbers in the arrays.
CHUNK_LANGUAGES = ("en", "zh", "mixed")
_COLUMNS = 'row, id, source_id, position, start, "end", text, language, section, turns, places'
_MOST_VALUES = 900  # in one query; SQLite's least limit is 999


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk with its row id and its place among its source's chunks."""

    row: int
    position: int
    chunk: Chunk


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

    def add(self, entry: Entry) -> None:
        """Store a chunk under its row id."""
        chunk = entry.chunk
        turns = json.dumps([[turn.speaker, turn.start, turn.end] for turn in chunk.turns])
        places = json.dumps([[place.location, place.start, place.end] for place in chunk.places])
        values = (
            entry.row, chunk.id, chunk.source_id, entry.position, chunk.start, chunk.end, chunk.text, chunk.language,
            chunk.section, turns, places,
        )  # fmt: skip
        query = f"INSERT INTO chunks ({_COLUMNS}) VALUES ({','.join('?' * len(values))})"  # noqa: S608 - constant text
        self._connection.execute(query, values)

    def entries(self, column: Literal["row", "id"], keys: Sequence[int | str]) -> list[Entry]:
        """Chunks by row or by id, in no particular order; unknown ones are left out."""
        found: list[Entry] = []
        for start in range(0, len(keys), _MOST_VALUES):
            some = keys[start : start + _MOST_VALUES]
            query = f"SELECT {_COLUMNS} FROM chunks WHERE {column} IN ({','.join('?' * len(some))})"  # noqa: S608
            with self._guard():
                found.extend(_entry(row) for row in self._connection.execute(query, some))
        return found

    def _select(self, query: str, values: Sequence[str | int]) -> Iterator[tuple[int, str]]:
        for start in range(0, len(values), _MOST_VALUES):
            some = values[start : start + _MOST_VALUES]
            with self._guard():
                yield from self._connection.execute(f"SELECT {query} IN ({','.join('?' * len(some))})", some).fetchall()


def _entry(row: tuple[int, str, str, int, int, int, str, str, str, str, str]) -> Entry:
    number, chunk_id, source_id, position, start, end, text, language, section, turns, places = row
    chunk = Chunk(
        id=chunk_id, source_id=source_id, start=start, end=end, text=text, language=language,  # type: ignore[arg-type]
        section=section, turns=tuple(Turn(*turn) for turn in json.loads(turns)),
        places=tuple(Place(*place) for place in json.loads(places)),
    )  # fmt: skip
    return Entry(number, position, chunk)
