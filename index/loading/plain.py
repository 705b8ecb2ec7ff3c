"""Plain text files."""

from collections.abc import Iterator
from pathlib import Path

from index.documents import Document
from index.loading.cleaning import PageMetadata, read_plain_lines
from index.loading.encoding import decode
from index.loading.pages import cleaned_document, read_bytes


def load_plain(path: Path, source_id: str) -> Iterator[Document]:
    """A plain text file as one document."""
    yield cleaned_document(
        read_plain_lines(decode(read_bytes(path, source_id), source_id=source_id)), PageMetadata(), path, source_id
    )
