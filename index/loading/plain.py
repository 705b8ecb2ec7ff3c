"""The loader of plain text files."""

from collections.abc import Iterator
from pathlib import Path

from index.documents import Document
from index.loading.cleaning import PageMetadata, read_plain_lines
from index.loading.pages import build_page_document, read_page_text


def load_plain(path: Path, source_id: str) -> Iterator[Document]:
    """A plain text file as one document."""
    lines = read_plain_lines(read_page_text(path, source_id))
    yield build_page_document(lines, PageMetadata(), path, source_id)
