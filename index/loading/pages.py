"""What the loaders of pages (plain text, Markdown, HTML) share: reading the file, and cleaning its lines into a document."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, PageMetadata, build_document, clean_page
from index.loading.encoding import decode

# Set by hand: no page that people save comes near it, and larger files are mostly not text.
_LARGEST_FILE_BYTES = 50 * 1024 * 1024


def check_file_size(path: Path, source_id: str, *, most: int = _LARGEST_FILE_BYTES) -> None:
    """Raises SourceUnreadableError for a file that is too large."""
    size = path.stat().st_size
    if size > most:
        raise SourceUnreadableError(
            source_id, f"the file is {size:,} bytes; the most that is read is {most:,}: split it"
        )


def read_page_bytes(path: Path, source_id: str) -> bytes:
    """The content of a file. Raises SourceUnreadableError for one that is too large."""
    check_file_size(path, source_id)
    return path.read_bytes()


def read_page_text(path: Path, source_id: str) -> str:
    """The text of a file. Raises SourceUnreadableError for one that is too large or not text."""
    return decode(read_page_bytes(path, source_id), source_id=source_id)


def build_page_document(
    lines: list[Line], metadata: PageMetadata, path: Path, source_id: str, *, facts: Sequence[Line] = ()
) -> Document:
    """The lines of a page as one document, cleaned. Raises SourceUnreadableError where cleaning leaves nothing.

    ``metadata`` is what the file format states; the page's own preamble completes it. ``facts`` are lines over the text
    that are kept as they are.
    """
    page = clean_page(lines, metadata=metadata)
    if not (page.lines or facts):
        raise SourceUnreadableError(source_id, "nothing is left of the page once its furniture is taken away")
    source = Source(
        id=source_id, title=page.metadata.title or path.stem, path=source_id, author=page.metadata.author,
        publisher=page.metadata.publisher, published=page.metadata.published, url=page.metadata.url,
    )  # fmt: skip
    document = build_document(page.lines, source, heading=page.metadata.title or "", facts=tuple(facts))
    return replace(document, left_out=page.left_out)
