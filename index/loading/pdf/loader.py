"""The loader of PDF files that hold text. pdfium reads them; the paragraphs are found here."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import regex

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, build_document
from index.loading.files import stated_author, stated_title
from index.loading.pages import check_file_size
from index.loading.pdf.child_process import read_in_child
from index.loading.pdf.layout import Row
from index.loading.pdf.paragraphs import read_lines
from index.reports import Failure, LeftOut, Rule

# Set by hand.
_MOST_NAMED_PAGES = 10
# The share of a text's characters that stand for none, above which it cannot be read.
_MOST_UNKNOWN = 0.2
_UNKNOWN = regex.compile(r"[\ufffd\p{Co}\p{Cc}]")
# Headers and footers: among so many rows at the top and bottom of a page, on so many pages.
_EDGE_ROWS = 3
_REPEATED_SHARE = 0.3
_SAME_HEIGHT = 6.0  # points
_LEAST_KEPT = 0.25  # of the text
_EDGE_NUMBER = regex.compile(
    r"[\W_]*+(?:page|p\.|第|页)?\s*+(?:\d{1,4}|[ivxlc]{1,6})(?:\s*+[页頁])?+(?:\s*+(?:of|/|共|，共)\s*+\d++(?:\s*+[页頁])?+)?[\W_]*+",
    regex.I,
)
# What stands behind a heading in a table of contents: dots, and the number of a page.
_LEADER = regex.compile(r"(?<![.…·\s])\s*+(?:[.…·]\s*+){3,}+\d{1,4}\Z")
_OCR = "run OCR over it first, for example `ocrmypdf --language eng+chi_sim in.pdf out.pdf`, and put the result here"


def load_pdf(path: Path, source_id: str) -> Iterator[Document | Failure]:
    """The text of a PDF as one document, and a Failure for the pages that are pictures.

    Raises SourceUnreadableError for a file that is encrypted, damaged or too long, and one that is a scan.
    """
    check_file_size(path, source_id)
    rows, scanned, properties = read_in_child(path, source_id)
    text = "".join(row.text for row in rows)
    if scanned and not text:
        raise SourceUnreadableError(source_id, f"its pages are pictures without text (a scan): {_OCR}")
    if not text:
        raise SourceUnreadableError(source_id, "no text is on its pages")
    if len(_UNKNOWN.findall(text)) > _MOST_UNKNOWN * len(text):
        raise SourceUnreadableError(
            source_id, f"its text is stored in characters of its own, which only show right: {_OCR}"
        )
    kept = _without_contents(_without_headers(rows))
    lines = read_lines(kept)
    title = _find_title(lines, properties.get("Title", ""))
    source = Source(
        id=source_id, title=title or path.stem, path=source_id, author=stated_author(properties.get("Author", ""))
    )
    kept_ids = set(map(id, kept))
    left_out = tuple(LeftOut(Rule.PAGE_FRAME, row.text) for row in rows if id(row) not in kept_ids)
    yield replace(build_document(tuple(lines), source, heading=title), left_out=left_out)
    if scanned:
        pages = ", ".join(map(str, scanned[:_MOST_NAMED_PAGES])) + (
            " and more" if len(scanned) > _MOST_NAMED_PAGES else ""
        )
        yield Failure(
            f"{source_id}#pages", f"only pictures and no text on {len(scanned)} of its pages ({pages}): {_OCR}"
        )


def _without_headers(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that stand at the top or bottom of many pages, alike but for the number, and page numbers."""
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    edges: dict[int, set[int]] = {}
    seen: Counter[tuple[str, int]] = Counter()
    for page, own in pages.items():
        by_height = sorted(own, key=lambda row: -row.middle)
        edges[page] = {id(row) for row in (*by_height[:_EDGE_ROWS], *by_height[-_EDGE_ROWS:])}
        seen.update({_edge_key(row) for row in own if id(row) in edges[page]})
    least = max(2, _REPEATED_SHARE * len(pages))
    kept = [
        row
        for row in rows
        if id(row) not in edges[row.page]
        or not (
            seen[_edge_key(row)] >= least or (_EDGE_NUMBER.fullmatch(row.text) and _is_outermost(row, pages[row.page]))
        )
    ]
    # Pages that are all alike say something: what frames them is the smaller part.
    return (
        kept if sum(len(row.text) for row in kept) >= _LEAST_KEPT * sum(len(row.text) for row in rows) else list(rows)
    )


def _without_contents(rows: Sequence[Row]) -> list[Row]:
    """The rows without a table of contents: headings with dots and a page number that stand in the text again."""
    texts = Counter(row.text for row in rows)
    return [
        row for row in rows if not ((leader := _LEADER.search(row.text)) and texts[row.text[: leader.start()].strip()])
    ]


def _edge_key(row: Row) -> tuple[str, int]:
    return regex.sub(r"\d+", "#", row.text), round(row.middle / _SAME_HEIGHT)


def _is_outermost(row: Row, own: Sequence[Row]) -> bool:
    middles = [other.middle for other in own]
    return row.middle in (min(middles), max(middles)) and len(own) > 1


def _find_title(lines: list[Line], stated: str) -> str:
    """The title that the file states, unless a program made it up; else the largest heading of its first page."""
    first = [line for line in lines if line.location == "page 1" and line.kind is LineKind.HEADING]
    return stated_title(stated) or (min(first, key=lambda line: line.level).text if first else "")
