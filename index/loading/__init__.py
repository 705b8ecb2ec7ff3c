"""From files to documents and chunks: one module per file format, and a registry that says how to add one."""

from index.loading.chunking import HEADING_TOKENS, chunk_limit, split_document
from index.loading.document_spool import DocumentSpool
from index.loading.fingerprint import document_fingerprint, sentence_fingerprint
from index.loading.folder import FolderFile, folder_fingerprint, scan_folder
from index.loading.registry import (
    BINARY_SUFFIXES,
    LINK_SUFFIXES,
    SOURCE_SUFFIXES,
    load_file,
    open_fetcher,
)
from index.loading.sources import load_sources, read_folder

__all__ = [
    "BINARY_SUFFIXES",
    "HEADING_TOKENS",
    "LINK_SUFFIXES",
    "SOURCE_SUFFIXES",
    "DocumentSpool",
    "FolderFile",
    "chunk_limit",
    "document_fingerprint",
    "folder_fingerprint",
    "load_file",
    "load_sources",
    "open_fetcher",
    "read_folder",
    "scan_folder",
    "sentence_fingerprint",
    "split_document",
]
