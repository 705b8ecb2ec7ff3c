"""The stores of one generation of an index, opened together."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

import numpy as np

from index.documents import Chunk
from index.embedding import Embedder, Vectors
from index.settings import IndexSettings
from index.storage.catalogue import CATALOGUE_FILE, Catalogue
from index.storage.catalogue_vectors import Waiting
from index.storage.chroma import DEFAULT_COLLECTION, ChromaStore
from index.storage.chroma_client import collection_name
from index.storage.vectors import VectorStore

# What is done with the folder of Chroma: it is searched, it is changed, or it is left to another process.
Access = Literal["search", "change", "leave"]


def open_catalogue(generation: Path) -> closing[Catalogue]:
    """The catalogue of a generation, closed at the end of a ``with`` block."""
    return closing(Catalogue(generation / CATALOGUE_FILE))


@contextmanager
def open_stores(
    generation: Path, settings: IndexSettings, embedder: Embedder, *, access: Access = "search"
) -> Iterator[tuple[Catalogue, VectorStore]]:
    """The catalogue and the vectors of a generation, closed at the end of the ``with`` block.

    With the access ``leave``, because another process answers from the folder of Chroma, it is not opened: the vectors of
    new chunks wait in the catalogue. With ``change`` those that wait are moved to Chroma.
    """
    with open_catalogue(generation) as catalogue:
        if access == "leave":
            yield catalogue, WaitingStore(catalogue)
            return
        collection = collection_name(settings, generation.name) if settings.chroma_url else DEFAULT_COLLECTION
        chroma = ChromaStore(
            generation / "chroma", settings, embedder_name=embedder.name, collection=collection,
            creates=access == "change" or not settings.chroma_url,
        )  # fmt: skip
        with closing(JoinedStore(catalogue, chroma)) as store:
            if access == "change":
                store.move_waiting()
            yield catalogue, store


class WaitingStore:
    """A VectorStore to write to while another process has Chroma open; it finds only what waits.

    Only for an index that was written to its end, so that every chunk has a vector somewhere.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._read_at = -1
        self._waiting: list[Waiting] = []
        self._matrix: Vectors = np.empty((0, 0), np.float32)

    def _read(self) -> list[Waiting]:
        revision = self._catalogue.revision
        if revision != self._read_at:
            self._read_at, self._waiting = revision, self._catalogue.waiting.read()
            self._matrix = np.stack([row.vector for row in self._waiting]) if self._waiting else self._matrix[:0]
        return self._waiting

    def ids(self, *, among: AbstractSet[str] | None = None) -> set[str]:
        """The ids of all chunks, or of those among the given ones."""
        found = self._catalogue.chunk_ids()
        return found if among is None else found & among

    def count(self) -> int:
        """How many chunks there are."""
        return self._catalogue.chunk_count()

    def put(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Let the vectors of chunks wait."""
        self._catalogue.waiting.put([chunk.id for chunk in chunks], vectors)

    def remove(self, ids: Iterable[str]) -> None:
        """Delete vectors that wait. What Chroma has of these chunks is not shown any more, and deleted later."""
        self._catalogue.waiting.remove(ids)

    def nearest(
        self, vector: Vectors, *, count: int, languages: Iterable[str] = (), source_ids: Sequence[str] = ()
    ) -> dict[str, float]:
        """The nearest of the chunks whose vectors wait, of the given languages and sources or of all."""
        in_languages, in_sources = set(languages), set(source_ids)
        rows = self._read()
        similarities = (self._matrix @ vector).tolist() if rows else []
        found = {
            row.chunk_id: similarity
            for row, similarity in zip(rows, similarities, strict=True)
            if (not in_languages or row.language in in_languages) and (not in_sources or row.source_id in in_sources)
        }
        return _nearest_first(found, count)

    def vectors(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """The vectors of those of the given chunks whose vectors wait, and whose they are."""
        wanted = set(ids)
        places = [place for place, row in enumerate(self._read()) if row.chunk_id in wanted]
        return [self._waiting[place].chunk_id for place in places], self._matrix[places]

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosine similarity of each of the given chunks whose vectors wait."""
        found, vectors = self.vectors(ids)
        return dict(zip(found, (vectors @ vector).tolist(), strict=True)) if found else {}

    def delete_collections(self, names: Iterable[str]) -> None:
        """Nothing: on disk they are deleted with their folder."""

    def close(self) -> None:
        """Nothing: the catalogue is closed by who opened it."""


class JoinedStore:
    """A VectorStore over Chroma and what waits for it in the catalogue."""

    def __init__(self, catalogue: Catalogue, chroma: ChromaStore) -> None:
        self._catalogue, self._waiting, self.chroma = catalogue, WaitingStore(catalogue), chroma

    def move_waiting(self) -> None:
        """Move what waits to Chroma."""
        rows = self._catalogue.waiting.read()
        chunks = {entry.chunk.id: entry.chunk for entry in self._catalogue.entries(ids=[row.chunk_id for row in rows])}
        if rows:
            self.chroma.put([chunks[row.chunk_id] for row in rows], np.stack([row.vector for row in rows]))
        self._catalogue.waiting.clear()
        self._waiting = WaitingStore(self._catalogue)

    def ids(self, *, among: AbstractSet[str] | None = None) -> set[str]:
        """The ids of all chunks that have a vector, or of those among the given ones."""
        waiting = {row.chunk_id for row in self._catalogue.waiting.read()}
        return self.chroma.ids(among=among) | (waiting if among is None else waiting & among)

    def count(self) -> int:
        """How many chunks have a vector."""
        return len(self.ids()) if self._catalogue.waiting.count() else self.chroma.count()

    def put(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Store a vector for each chunk, in place of an earlier one of the same id."""
        self.chroma.put(chunks, vectors)
        self._catalogue.waiting.remove(chunk.id for chunk in chunks)

    def remove(self, ids: Iterable[str]) -> None:
        """Delete the vectors of the given chunks."""
        listed = list(ids)
        self.chroma.remove(listed)
        self._catalogue.waiting.remove(listed)

    def nearest(
        self, vector: Vectors, *, count: int, languages: Iterable[str] = (), source_ids: Sequence[str] = ()
    ) -> dict[str, float]:
        """The cosine similarity of the nearest chunks by id, of the given languages and sources or of all."""
        found = self.chroma.nearest(vector, count=count, languages=languages, source_ids=source_ids)
        # Of a chunk that has both, the vector that waits is the newer one.
        found |= self._waiting.similarities(vector, list(found))
        found |= self._waiting.nearest(vector, count=count, languages=languages, source_ids=source_ids)
        return _nearest_first(found, count)

    def vectors(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """The vectors of those of the given chunks that have one, and whose they are; of shape (chunks, dimensions)."""
        found, vectors = self._waiting.vectors(ids)
        others, stored = self.chroma.vectors([i for i in ids if i not in set(found)])
        return found + others, np.concatenate([part for part in (vectors, stored) if len(part)] or [stored])

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosine similarity of each of the given chunks that has a vector."""
        found, vectors = self.vectors(ids)
        return dict(zip(found, (vectors @ vector).tolist(), strict=True)) if found else {}

    def delete_collections(self, names: Iterable[str]) -> None:
        """Delete what earlier generations of the index left in a database that they share."""
        self.chroma.delete_collections(names)

    def close(self) -> None:
        """Release files and connections of Chroma."""
        self.chroma.close()


def _nearest_first(similarities: dict[str, float], count: int) -> dict[str, float]:
    return dict(sorted(similarities.items(), key=lambda item: -item[1])[:count])
