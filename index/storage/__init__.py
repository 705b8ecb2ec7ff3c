"""What an index keeps on disk: vectors, the keyword index, the catalogue of chunks, and its generations."""

from index.storage.catalogue import CATALOGUE_FILE, Catalogue
from index.storage.chroma_client import collection_name
from index.storage.chunk_rows import CHUNK_LANGUAGES
from index.storage.generations import (
    copy_generation,
    current_generation,
    delete_generation,
    delete_other_generations,
    is_in_use,
    make_current,
    mark_in_use,
    new_generation,
    write_lock,
)
from index.storage.keyword_arrays import KeywordArrays
from index.storage.keyword_index import KeywordIndex
from index.storage.replication import Follower, Publisher, open_sharing
from index.storage.stores import open_catalogue, open_stores
from index.storage.vectors import VectorStore

__all__ = [
    "CATALOGUE_FILE",
    "CHUNK_LANGUAGES",
    "Catalogue",
    "Follower",
    "KeywordArrays",
    "KeywordIndex",
    "Publisher",
    "VectorStore",
    "collection_name",
    "copy_generation",
    "current_generation",
    "delete_generation",
    "delete_other_generations",
    "is_in_use",
    "make_current",
    "mark_in_use",
    "new_generation",
    "open_catalogue",
    "open_sharing",
    "open_stores",
    "write_lock",
]
