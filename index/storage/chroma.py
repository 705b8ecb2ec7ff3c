"""The vector store in Chroma, on disk or on a server."""

import json
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from index.documents import Chunk
from index.embedding import Vectors
from index.settings import IndexSettings
from index.storage.chroma_client import (
    chroma_errors_as_index_errors,
    open_chroma,
    open_collections,
)
from index.storage.chunk_rows import CHUNK_LANGUAGES

if TYPE_CHECKING:  # the import takes half a second, and only what needs vectors pays it
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

# The collections in a folder of their own begin so.
DEFAULT_COLLECTION = "footnote"
# Rows at once. Chroma Cloud writes and gives at most 300.
_BATCH = _MOST_IN_CLOUD = 300
_PAGE = 20_000
_CLOUD = ".trychroma.com"
# The relationship of a node with its source, by the number that llama-index gives it.
_SOURCE = "1"


class ChromaStore:
    """A VectorStore in Chroma, with a collection for each language of chunks.

    Vectors are stored with llama-index's node metadata, so its ``ChromaVectorStore`` reads the same collections. They are
    opened on first use, which raises EmbedderMismatchError where another embedder filled it and IndexDamagedError where
    it cannot be opened.
    """

    def __init__(
        self,
        folder: Path,
        settings: IndexSettings,
        *,
        embedder_name: str,
        collection: str = DEFAULT_COLLECTION,
        creates: bool = True,
    ) -> None:
        self._folder, self._settings, self._url = folder, settings, settings.chroma_url
        self._page = _MOST_IN_CLOUD if (urlsplit(self._url).hostname or "").endswith(_CLOUD) else _PAGE
        self._embedder_name, self._name, self._creates = embedder_name, collection, creates

    @cached_property
    def _client(self) -> "ClientAPI":
        with self._damage_as_index_error():
            return open_chroma(self._folder, self._settings)

    @cached_property
    def _collections(self) -> dict[str, "Collection"]:
        """The collection of each language of chunks."""
        with self._damage_as_index_error():
            return open_collections(
                self._client,
                self._name,
                languages=CHUNK_LANGUAGES,
                embedder_name=self._embedder_name,
                creates=self._creates,
            )

    def _damage_as_index_error(self) -> AbstractContextManager[None]:
        return chroma_errors_as_index_errors(self._settings, self._folder)

    def close(self) -> None:
        """Close the client, if it was opened; the last store of a folder to be closed releases its files."""
        if "_client" in vars(self):
            self._client.close()

    def delete_collections(self, names: Iterable[str]) -> None:
        """Delete the collections of earlier generations on a server; on disk they are deleted with their folder."""
        if self._url:
            with self._damage_as_index_error():
                old = {
                    name
                    for base in names
                    for name in (base, f"{base}-journal", *(f"{base}-{language}" for language in CHUNK_LANGUAGES))
                }
                for name in {collection.name for collection in self._client.list_collections()} & old:
                    self._client.delete_collection(name)

    def ids(self, *, among: AbstractSet[str] | None = None) -> set[str]:
        """The ids of all chunks that have a vector, or of those among the given ones."""
        found: set[str] = set()
        wanted = list(among or ())
        with self._damage_as_index_error():
            for collection in self._collections.values():
                if among is None:
                    # In pages: a server limits the size of one reply, SQLite the memory of one query.
                    for start in range(0, collection.count(), self._page):
                        found.update(collection.get(include=[], limit=self._page, offset=start)["ids"])
                for start in range(0, len(wanted), _BATCH):
                    found.update(collection.get(ids=wanted[start : start + _BATCH], include=[])["ids"])
        return found

    def count(self) -> int:
        """How many chunks have a vector."""
        with self._damage_as_index_error():
            return sum(int(collection.count()) for collection in self._collections.values())

    def put(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Store a vector for each chunk, in place of an earlier one of the same id."""
        for language, collection in self._collections.items():
            own = [i for i, chunk in enumerate(chunks) if chunk.language == language]
            for start in range(0, len(own), _BATCH):
                places = own[start : start + _BATCH]
                some = [chunks[i] for i in places]
                with self._damage_as_index_error():
                    collection.upsert(
                        ids=[chunk.id for chunk in some],
                        embeddings=[vectors[i] for i in places],
                        metadatas=[node_metadata(chunk) for chunk in some],
                        documents=[chunk.text for chunk in some],
                    )
            # Where a chunk is now taken to be in another language than before.
            self._remove_from(collection, [chunk.id for chunk in chunks if chunk.language != language])

    def remove(self, ids: Iterable[str]) -> None:
        """Delete the vectors of the given chunks."""
        listed = list(ids)
        for collection in self._collections.values():
            self._remove_from(collection, listed)

    def _remove_from(self, collection: "Collection", ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            with self._damage_as_index_error():
                # Looking costs a tenth of deleting, and mostly nothing is there.
                if there := collection.get(ids=list(ids[start : start + _BATCH]), include=[])["ids"]:
                    collection.delete(ids=there)

    def nearest(
        self, vector: Vectors, *, count: int, languages: Iterable[str] = (), source_ids: Sequence[str] = ()
    ) -> dict[str, float]:
        """The cosine similarity of the nearest chunks by id, of the given languages and sources or of all."""
        where: Any = {"source_id": {"$in": list(source_ids)}} if source_ids else None
        wanted = set(languages) or set(self._collections)
        found: dict[str, float] = {}
        with self._damage_as_index_error():
            for language, collection in self._collections.items():
                if language in wanted:
                    some = collection.query(
                        query_embeddings=[vector], n_results=min(count, self._page), where=where, include=["distances"]
                    )
                    distances = (some["distances"] or [[]])[0]
                    found |= {i: 1 - distance for i, distance in zip(some["ids"][0], distances, strict=True)}
        return dict(sorted(found.items(), key=lambda item: -item[1])[:count])

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosine similarity of each of the given chunks that has a vector."""
        found, vectors = self.vectors(ids)
        return dict(zip(found, (vectors @ vector).tolist(), strict=True)) if found else {}

    def vectors(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """The vectors of those of the given chunks that have one, and whose they are; of shape (chunks, dimensions)."""
        found: list[str] = []
        parts: list[Vectors] = []
        for collection in self._collections.values():
            for start in range(0, len(ids), _BATCH):
                with self._damage_as_index_error():
                    some = collection.get(ids=list(ids[start : start + _BATCH]), include=["embeddings"])
                if some["ids"]:
                    found += some["ids"]
                    parts.append(np.asarray(some["embeddings"], dtype=np.float32))
        return found, np.concatenate(parts) if parts else np.empty((0, 0), np.float32)


def node_metadata(chunk: Chunk) -> dict[str, Any]:
    """The metadata of a chunk as llama-index's ``node_to_metadata_dict`` gives it, flat as Chroma wants it.

    Written here because importing llama-index takes longer than answering a question. A test compares the two.
    """
    facts: dict[str, Any] = {
        "source_id": chunk.source_id, "language": chunk.language, "section": chunk.section, "speaker": chunk.speaker or "",
    }  # fmt: skip
    source: dict[str, Any] = {
        "node_id": chunk.source_id,
        "node_type": None,
        "metadata": {},
        "hash": None,
        "class_name": "RelatedNodeInfo",
    }
    node: dict[str, Any] = {
        "id_": chunk.id, "embedding": None, "metadata": facts, "excluded_embed_metadata_keys": [],
        "excluded_llm_metadata_keys": [], "relationships": {_SOURCE: source}, "metadata_template": "{key}: {value}",
        "metadata_separator": "\n", "text": "", "mimetype": "text/plain", "start_char_idx": chunk.start,
        "end_char_idx": chunk.end, "text_template": "{metadata_str}\n\n{content}", "class_name": "TextNode",
    }  # fmt: skip
    ids = dict.fromkeys(("document_id", "doc_id", "ref_doc_id"), chunk.source_id or "None")
    return facts | {"_node_content": json.dumps(node, ensure_ascii=False), "_node_type": "TextNode"} | ids
