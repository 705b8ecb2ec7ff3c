"""The loader of CSV and TSV files: a row is a line with the names of its columns."""

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import build_document
from index.loading.pages import read_page_text
from index.loading.tables.rows import MOST_COLUMNS, MOST_ROWS, Row, read_table_lines
from index.reports import Failure

_DELIMITERS = (",", "\t", ";", "|", "，")
_FIRST_LINES = 50  # of the file, from which its delimiter is read; set by hand


def load_delimited(path: Path, source_id: str) -> Iterator[Document | Failure]:
    """A CSV or TSV file as one document. Which character separates its columns is read from its first lines."""
    text = read_page_text(path, source_id)
    delimiter = _find_delimiter(text.split("\n", _FIRST_LINES)[:_FIRST_LINES])
    text = text.partition("\n")[2] if text.lower().startswith("sep=") else text
    rows = list(islice(_read_rows(text, delimiter), MOST_ROWS + 1))
    lines = read_table_lines(rows[:MOST_ROWS], locate=lambda number: f"row {number}")
    if not lines:
        raise SourceUnreadableError(source_id, "the table has no rows")
    yield build_document(tuple(lines), Source(id=source_id, title=path.stem, path=source_id), heading=path.stem)
    if len(rows) > MOST_ROWS:
        yield Failure(f"{source_id}#rows", f"the first {MOST_ROWS:,} rows are read, not the rest: split the file")


def _read_rows(text: str, delimiter: str) -> Iterator[Row]:
    records: Iterable[list[str]] = csv.reader(
        text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True
    )
    if _has_open_quote(text, delimiter):
        records = (line.split(delimiter) for line in text.splitlines())
    for number, cells in enumerate(records, start=1):
        yield Row(number, tuple(" ".join(cell.split()) for cell in cells[:MOST_COLUMNS]))


def _has_open_quote(text: str, delimiter: str) -> bool:
    """Whether a quotation mark is never closed, so that the rest of the file would be one cell."""
    try:
        deque(
            csv.reader(text.splitlines(keepends=True), delimiter=delimiter, skipinitialspace=True, strict=True),
            maxlen=0,
        )
    except csv.Error as error:
        return "unexpected end" in str(error) or "field larger" in str(error)
    return False


def _find_delimiter(lines: list[str]) -> str:
    """The character that divides most lines into the same number of cells, at least two."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == len("sep=") + 1:
        return lines[0].strip()[-1]

    def consistency(delimiter: str) -> tuple[float, int]:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True) if row]
        except csv.Error:
            rows = [line.split(delimiter) for line in lines if line]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count / max(len(rows), 1), width

    return max(_DELIMITERS, key=consistency)
