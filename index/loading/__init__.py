"""Files to documents and chunks: one module per file format, one registry."""

from index.loading.chunking import split_document
from index.loading.registry import folder_fingerprint, load_sources

__all__ = [
    "folder_fingerprint",
    "load_sources",
    "split_document",
]
