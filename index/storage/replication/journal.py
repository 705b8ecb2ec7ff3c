"""The journal: the records of an index in a Chroma collection, by revision, in parts that fit the limits of Chroma Cloud."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from index.storage.replication.records import Record, pack, unpack

if TYPE_CHECKING:  # the import takes half a second, and only what needs a server pays it
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")

# Chroma Cloud takes values of 4,096 bytes, 32 of them in a row, and 300 rows at once.
_VALUE, _VALUES, _ROWS = 4000, 16, 32
_MOST_ROWS = 300
_REVISIONS = 64  # listed at once


class Journal:
    """The records of one generation. Only the newest of each source is kept for long.

    Values and not documents hold the content: Chroma would index every three characters of a document.
    """

    def __init__(self, collection: "Collection") -> None:
        self._collection = collection

    @property
    def id(self) -> str:
        """What tells this journal from one that was made anew under the same name."""
        return str(self._collection.id)

    def append(self, records: Iterable[tuple[int, Record]]) -> None:
        """Write records with their revisions."""
        for rows in _batches([row for revision, record in records for row in _rows(revision, record)]):
            self._collection.upsert(
                ids=[row_id for row_id, _ in rows],
                embeddings=[[float(metadata["revision"] % 1000)] for _, metadata in rows],  # Chroma wants some vector
                metadatas=[metadata for _, metadata in rows],
            )

    def read(self, after: int, until: int) -> Iterator[tuple[int, Record]]:
        """The records of the revisions after one and up to another, in order. Incomplete ones are left out."""
        start, size = after, _REVISIONS
        while start < until:
            end = min(start + size, until)
            ids = self._ids(start, end)
            if len(ids) >= _MOST_ROWS and end - start > 1:
                size = max(1, size // 2)
                continue
            for revision, row_ids in _by_revision(ids).items():
                content = self._content(row_ids)
                if content is not None:
                    yield revision, unpack(content)
            start = end

    def delete_superseded(self, source_ids: Sequence[str], *, before: int) -> None:
        """Delete the earlier records of some sources."""
        for some in _batches(source_ids):
            keys = [_key(source_id) for source_id in some]
            self._collection.delete(where={"$and": [{"source": {"$in": keys}}, {"revision": {"$lt": before}}]})

    def delete_after(self, revision: int) -> None:
        """Delete what a writer left that broke off before it made its revisions known."""
        self._collection.delete(where={"revision": {"$gt": revision}})

    def _ids(self, after: int, until: int) -> list[str]:
        where: Any = {"$and": [{"revision": {"$gt": after}}, {"revision": {"$lte": until}}]}
        return sorted(self._collection.get(where=where, include=[], limit=_MOST_ROWS)["ids"])

    def _content(self, row_ids: Sequence[str]) -> bytes | None:
        parts: dict[str, str] = {}
        for some in _batches(row_ids):
            found = self._collection.get(ids=list(some), include=["metadatas"])
            for row_id, values in zip(found["ids"], found["metadatas"] or [], strict=True):
                parts[row_id] = "".join(str(values[f"v{i:02}"]) for i in range(_VALUES) if f"v{i:02}" in values)
        if len(parts) < len(row_ids):
            return None
        return base64.b64decode("".join(parts[row_id] for row_id in row_ids))


def open_journal(client: "ClientAPI", name: str, *, creates: bool = False) -> Journal:
    """The journal of the generation whose collections have a name. Raises chromadb's errors where there is none."""
    if creates:
        return Journal(client.get_or_create_collection(journal_name(name), embedding_function=None))
    return Journal(client.get_collection(journal_name(name), embedding_function=None))


def journal_name(name: str) -> str:
    """The name of the collection that holds the journal of a generation."""
    return f"{name}-journal"


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS))


def _key(source_id: str) -> str:
    """An id may be longer than Chroma Cloud takes."""
    return sha256(source_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _rows(revision: int, record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    text = base64.b64encode(pack(record)).decode()
    width = _VALUE * _VALUES
    count = -(-len(text) // width)
    for part in range(count):
        own = text[part * width : (part + 1) * width]
        values = {f"v{i:02}": own[i * _VALUE : (i + 1) * _VALUE] for i in range(-(-len(own) // _VALUE))}
        yield _row_id(revision, part, count), {"source": _key(record.source_id), "revision": revision, **values}


def _row_id(revision: int, part: int, count: int) -> str:
    return f"{revision:012}-{part:06}-{count:06}"


def _by_revision(ids: Iterable[str]) -> dict[int, list[str]]:
    """The ids of all parts of the records of which some were listed, by revision, ascending."""
    counts = {int(row_id.split("-")[0]): int(row_id.split("-")[2]) for row_id in ids}
    return {
        revision: [_row_id(revision, part, count) for part in range(count)]
        for revision, count in sorted(counts.items())
    }
