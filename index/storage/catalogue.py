"""The catalogue: the sources of an index, their texts and chunks, in one SQLite file beside the vectors.

The catalogue decides what is in the index. A vector whose chunk is not in the catalogue is never shown, so an
interrupted reindex leaves nothing half-done that anyone could see.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

import numpy as np

from index.documents import Chunk, Source, headings_over
from index.errors import IndexDamagedError
from index.storage.catalogue_vectors import SentenceVectors, WaitingVectors
from index.storage.chunk_rows import ChunkRows, Entry
from index.storage.file_records import FileRecords
from index.storage.keyword_index import KeywordIndex
from index.storage.migration import migrate
from index.text import Signature, text_signature

CATALOGUE_FILE = "catalogue.sqlite3"
_SCHEMA_VERSION = "7"
_LAST_ROW = "last row"  # the note of the greatest row id ever given
_FIRST_VERSION = "1"  # files of the first version do not state it
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (id TEXT PRIMARY KEY, hash TEXT NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS chunks (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source_id TEXT NOT NULL, position INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
    section TEXT NOT NULL, turns TEXT NOT NULL, places TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS signatures (source_id TEXT PRIMARY KEY, signature BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_by_source ON chunks (source_id, position);
"""


class CataloguedSource(Protocol):
    """What the catalogue keeps of a document: a Document is one, and so is the record of one."""

    @property
    def source(self) -> Source:
        """The source itself."""

    @property
    def content_hash(self) -> str:
        """A hash of everything a reader or a search could notice."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def heading(self) -> str:
        """What is indexed above every chunk."""


class Catalogue:
    """Sources and chunks on disk, with their keyword index and sentence vectors. Close it when done.

    Every method raises IndexDamagedError where the file is not a sound database of this kind.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._damage_as_index_error():
            self._connection = sqlite3.connect(path, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.executescript(_SCHEMA)
            self.words = KeywordIndex(self._connection, path.parent / "words", self._damage_as_index_error)
            self.words.create()
            self.rows = ChunkRows(self._connection, self._damage_as_index_error)
            self.sentences = SentenceVectors(self._connection, self._damage_as_index_error)
            self.sentences.create()
            self.waiting = WaitingVectors(self._connection, self._damage_as_index_error)
            self.waiting.create()
            self.files = FileRecords(self._connection, self._damage_as_index_error)
            self.files.create()
            self._connection.commit()
            schema = self._schema()
        if schema != _SCHEMA_VERSION:
            raise IndexDamagedError(
                f"The index at {path.parent} was written by another version of Footnote: run `footnote index --full`."
            )

    def _schema(self) -> str:
        """The schema version of the file; a new file gets the current one."""
        stated = migrate(self._connection, self.words, self.read_meta("schema"))
        if stated is None and not self._connection.execute("SELECT 1 FROM sources LIMIT 1").fetchone():
            self.write_meta("schema", _SCHEMA_VERSION)
            return _SCHEMA_VERSION
        return stated or _FIRST_VERSION

    @contextmanager
    def _damage_as_index_error(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise IndexDamagedError(
                f"The index at {self._path.parent} cannot be opened ({error}): check that the disk is not "
                "full or read-only, or run `footnote index --full`."
            ) from error
        except (sqlite3.DatabaseError, ValueError) as error:
            raise IndexDamagedError(
                f"The index at {self._path.parent} is damaged ({error}): run `footnote index --full` to build it anew."
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def check(self) -> None:
        """Read the whole file. Raises IndexDamagedError where a part of it is damaged."""
        with self._damage_as_index_error():
            found = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(found)

    def read_meta(self, key: str) -> str | None:
        """A value stored with the index under a key, or None."""
        with self._damage_as_index_error():
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def write_meta(self, key: str, value: str) -> None:
        """Store a value with the index under a key."""
        with self._damage_as_index_error(), self._connection:
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def content_hashes(self) -> dict[str, str]:
        """The content hash of every source, by id."""
        with self._damage_as_index_error():
            return dict(self._connection.execute("SELECT id, hash FROM sources"))

    def sources(self) -> list[tuple[Source, int]]:
        """Every source with the number of its chunks, by id."""
        query = "SELECT source, (SELECT count(*) FROM chunks WHERE source_id = sources.id) FROM sources ORDER BY id"
        with self._damage_as_index_error():
            return [(_source(row), count) for row, count in self._connection.execute(query)]

    def source(self, source_id: str) -> Source | None:
        """One source, or None where there is none of this id."""
        with self._damage_as_index_error():
            row = self._connection.execute("SELECT source FROM sources WHERE id = ?", (source_id,)).fetchone()
        return _source(row[0]) if row else None

    def text(self, source_id: str) -> str:
        """A source's whole cleaned text, which its chunks are slices of."""
        with self._damage_as_index_error():
            row = self._connection.execute("SELECT text FROM sources WHERE id = ?", (source_id,)).fetchone()
        return row[0] if row else ""

    def signatures(self) -> dict[str, Signature]:
        """The MinHash signature of every source's text, by id, in the order of the ids."""
        with self._damage_as_index_error():
            rows = self._connection.execute("SELECT source_id, signature FROM signatures ORDER BY source_id")
            return {source_id: np.frombuffer(blob, dtype=np.uint32) for source_id, blob in rows}

    def chunk_ids(self, source_id: str | None = None) -> set[str]:
        """The ids of all chunks, or of one source's."""
        where, values = ("WHERE source_id = ?", (source_id,)) if source_id is not None else ("", ())
        with self._damage_as_index_error():
            return {row[0] for row in self._connection.execute(f"SELECT id FROM chunks {where}", values)}  # noqa: S608 - constant text

    def chunk_count(self) -> int:
        """How many chunks there are."""
        with self._damage_as_index_error():
            return int(self._connection.execute("SELECT count(*) FROM chunks").fetchone()[0])

    def chunk_texts(self) -> list[str]:
        """The text of every chunk."""
        with self._damage_as_index_error():
            return [text for (text,) in self._connection.execute("SELECT text FROM chunks")]

    @property
    def revision(self) -> int:
        """A number that grows with every change of the index, by any process."""
        return int(self.read_meta("revision") or 0)

    @contextmanager
    def reading(self) -> Iterator[int]:
        """All reading in the ``with`` block sees the index as it is at its beginning; gives its revision."""
        with self._damage_as_index_error():
            self._connection.execute("BEGIN")
            try:
                yield self.revision
            finally:
                self._connection.rollback()

    def entries(self, *, rows: Iterable[int] = (), ids: Iterable[str] = ()) -> list[Entry]:
        """Chunks by row or by id, in no particular order; unknown ones are left out."""
        return self.rows.entries("row", list(rows)) + self.rows.entries("id", list(ids))

    def replace(self, document: CataloguedSource, chunks: list[Chunk]) -> None:
        """Store a document and its chunks in place of those it had before, in one transaction with their keywords."""
        with self._damage_as_index_error(), self._connection:
            self._remove(document.source.id)
            self._connection.execute(
                "INSERT INTO sources VALUES (?, ?, ?, ?)",
                (document.source.id, document.content_hash, json.dumps(asdict(document.source)), document.text),
            )
            self._connection.execute(
                "INSERT INTO signatures VALUES (?, ?)", (document.source.id, text_signature(document.text).tobytes())
            )
            last_row = int(self._connection.execute("SELECT value FROM meta WHERE key = ?", (_LAST_ROW,)).fetchone()[0])
            for position, chunk in enumerate(chunks):
                row = last_row + position + 1
                self.rows.add(Entry(row, position, chunk))
                self.words.add(row, "\n".join([document.heading, *headings_over(chunk), chunk.text]))
                self.words.add_foreign_names(row, chunk.text)
            last = (str(last_row + len(chunks)), _LAST_ROW)
            self._connection.execute("UPDATE meta SET value = ? WHERE key = ?", last)

    def remove(self, source_id: str) -> None:
        """Delete a source, its chunks and their keywords."""
        with self._damage_as_index_error(), self._connection:
            self._remove(source_id)

    def _remove(self, source_id: str) -> None:
        self._connection.execute(
            "INSERT INTO meta VALUES ('revision', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
        )
        # Rows that were deleted are never given again: kept arrays are brought up to date by the numbers of rows alone.
        self._connection.execute(
            "INSERT OR IGNORE INTO meta VALUES (?, (SELECT CAST(coalesce(max(row), 0) AS TEXT) FROM chunks))",
            (_LAST_ROW,),
        )
        rows = [row for (row,) in self._connection.execute("SELECT row FROM chunks WHERE source_id = ?", (source_id,))]
        self.words.remove(rows)
        self._connection.execute("DELETE FROM chunks WHERE source_id = ?", (source_id,))
        self._connection.execute("DELETE FROM sources WHERE id = ?", (source_id,))
        self._connection.execute("DELETE FROM signatures WHERE source_id = ?", (source_id,))


def _source(text: str) -> Source:
    fields = json.loads(text)
    return Source(**{**fields, "languages": tuple(fields["languages"])})
