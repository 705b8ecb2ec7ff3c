"""What a vector database must do for the index.

A new backend is one module beside ``chroma.py`` and a case in ``stores.py``. Where it needs an address, that is a setting
(``index/settings.py``), which ``index/build.py`` asks to know whether a reindex may share the database or needs a copy.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from index.documents import Chunk
from index.embedding import Vectors


class VectorStore(Protocol):
    """The vectors of chunks, by chunk id. All vectors are unit vectors of one embedder.

    The store remembers the embedder that filled it; its constructor raises EmbedderMismatchError for another. Every
    method raises IndexDamagedError where the store cannot be read or written.
    """

    def ids(self, *, among: AbstractSet[str] | None = None) -> set[str]:
        """The ids of all chunks that have a vector, or of those among the given ones."""

    def count(self) -> int:
        """How many chunks have a vector."""

    def put(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Store a vector for each chunk, in place of an earlier one of the same id."""

    def remove(self, ids: Iterable[str]) -> None:
        """Delete the vectors of the given chunks; unknown ids are ignored."""

    def nearest(
        self, vector: Vectors, *, count: int, languages: Iterable[str] = (), source_ids: Sequence[str] = ()
    ) -> dict[str, float]:
        """The cosine similarity of the ``count`` nearest chunks by id, nearest first.

        Only chunks of the given languages and sources, where any are given.
        """

    def vectors(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """The vectors of those of the given chunks that have one, and whose they are; of shape (chunks, dimensions)."""

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosine similarity of each of the given chunks that has a vector."""

    def delete_collections(self, names: Iterable[str]) -> None:
        """Delete what earlier generations of the index left in a database that they share."""

    def close(self) -> None:
        """Release files and connections."""
