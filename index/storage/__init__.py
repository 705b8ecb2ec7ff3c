"""What an index keeps on disk: vectors, the keyword index, the catalogue of chunks, and its generations."""

from index.storage.catalogue import Catalogue, RowFacts
from index.storage.chroma import ChromaStore
from index.storage.generations import (
    answering,
    copy_of,
    current_generation,
    discard,
    is_answering,
    make_current,
    new_generation,
    remove_others,
    writing,
)
from index.storage.keyword_index import KeywordIndex
from index.storage.nodes import as_node
from index.storage.opening import CATALOGUE_FILE, collection_name, open_catalogue, open_stores

__all__ = [
    "CATALOGUE_FILE",
    "Catalogue",
    "ChromaStore",
    "KeywordIndex",
    "RowFacts",
    "answering",
    "as_node",
    "collection_name",
    "copy_of",
    "current_generation",
    "discard",
    "is_answering",
    "make_current",
    "new_generation",
    "open_catalogue",
    "open_stores",
    "remove_others",
    "writing",
]
