"""The stores of one generation of an index, opened together."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.embedding import Embedder
from index.settings import IndexSettings
from index.storage.catalogue import Catalogue
from index.storage.chroma import DEFAULT_COLLECTION, ChromaStore
from index.storage.vectors import VectorStore

CATALOGUE_FILE = "catalogue.sqlite3"


def collection_name(generation_name: str) -> str:
    """The collection of a generation on a server, which all generations share."""
    return f"footnote-{generation_name}"


def open_catalogue(generation: Path) -> closing[Catalogue]:
    """The catalogue of a generation, closed at the end of a ``with`` block."""
    return closing(Catalogue(generation / CATALOGUE_FILE))


@contextmanager
def open_stores(
    generation: Path, settings: IndexSettings, embedder: Embedder
) -> Iterator[tuple[Catalogue, VectorStore]]:
    """The catalogue and the vectors of a generation, closed at the end of the ``with`` block."""
    with open_catalogue(generation) as catalogue:
        collection = collection_name(generation.name) if settings.chroma_url else DEFAULT_COLLECTION
        store = ChromaStore(
            generation / "chroma", settings, embedder_name=embedder.name, collection=collection
        )  # fmt: skip
        with closing(store):
            yield catalogue, store
