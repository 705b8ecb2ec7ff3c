"""The rows of the pages of a PDF, by pdfium."""

import time
from pathlib import Path
from typing import Any

from index.errors import SourceUnreadableError
from index.loading.files import LIBRARY_ERRORS, damaged
from index.loading.pdf.layout import Row, read_rows
from index.loading.pdf.segments import Segment, read_segments

# The rows of all pages, the numbers of the pages that are pictures, and the properties of the file.
Pages = tuple[list[Row], list[int], dict[str, str]]
# Set by hand.
_MOST_PAGES = 3_000
MOST_SECONDS = 300
# A page with fewer characters than this and a picture was scanned.
_MIN_CHARACTERS = 20


def read_pages(path: Path, source_id: str) -> Pages:
    """The rows of all pages, the numbers of those that are pictures, and the properties of the file.

    Raises SourceUnreadableError for a file that is encrypted, damaged or too long.
    """
    import pypdfium2  # noqa: PLC0415 - needed for this format alone

    try:
        pdf = pypdfium2.PdfDocument(path)
    except LIBRARY_ERRORS as error:
        raise _refusal(path, source_id, error) from error
    try:
        if len(pdf) > _MOST_PAGES:
            raise SourceUnreadableError(
                source_id, f"it has {len(pdf):,} pages; the most that is read is {_MOST_PAGES:,}: split it"
            )
        deadline = time.monotonic() + MOST_SECONDS
        rows: list[Row] = []
        scanned: list[int] = []
        for number in range(1, len(pdf) + 1):
            if time.monotonic() > deadline:
                raise SourceUnreadableError(
                    source_id,
                    f"to read {number} of its {len(pdf)} pages takes longer than {MOST_SECONDS} s: print it to PDF anew",
                )
            segments, has_picture = _read_page(pdf, number - 1)
            rows += read_rows(segments, number)
            if has_picture and sum(len(segment.text) for segment in segments) < _MIN_CHARACTERS:
                scanned.append(number)
        return rows, scanned, pdf.get_metadata_dict(skip_empty=True)
    except LIBRARY_ERRORS as error:
        raise damaged(source_id, error) from error
    finally:
        pdf.close()


def _read_page(pdf: Any, index: int) -> tuple[list[Segment], bool]:
    """The segments of a page, and whether it has a picture. A page that is damaged has none."""
    import pypdfium2  # noqa: PLC0415 - needed for this format alone
    from pypdfium2 import raw  # noqa: PLC0415 - needed for this format alone

    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        return [], False
    try:
        segments = read_segments(page)
        is_bare = sum(len(segment.text) for segment in segments) < _MIN_CHARACTERS
        return segments, is_bare and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        page.close()


def _refusal(path: Path, source_id: str, error: BaseException) -> SourceUnreadableError:
    message = str(error).lower()
    if "password" in message or "security" in message:
        return SourceUnreadableError(source_id, "it is protected by a password: save it without one")
    with path.open("rb") as file:
        head = file.read(1024)
    if not head.strip(b"\x00 \r\n\t"):
        return SourceUnreadableError(source_id, "the file is empty")
    if b"%PDF" not in head:
        return SourceUnreadableError(source_id, "it is not a PDF: save it as one, or give it the suffix of what it is")
    return damaged(source_id, error)
