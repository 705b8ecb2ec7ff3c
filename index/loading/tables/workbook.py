"""The loader of Excel workbooks: a row is a line with the names of its columns, a sheet is a section."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import regex

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, build_document
from index.loading.files import LIBRARY_ERRORS, check_archive, damaged, stated_author, stated_title
from index.loading.tables.rows import MOST_COLUMNS, MOST_ROWS, Row, read_table_lines
from index.reports import Failure

_NUMBER_PARTS = regex.compile(r"^(?P<before>[^#0?]*)(?P<number>[#0?][#0?,. ]*)(?P<after>.*)$", regex.S)
_LITERAL = regex.compile(r'"([^"]*)"|\\(.)|([$€£¥￥%‰])')
_BRACKETS = regex.compile(r"\[(?:\$([^\[\]-]*+))?[^\[\]]*+\]")  # a currency, else a colour or a condition
_MIDNIGHT = time()
# As many as a sheet of Excel has. A row may state any number as its own, and the library gives all rows before it.
_MOST_SHEET_ROWS = 1_048_576


def load_workbook(path: Path, source_id: str) -> Iterator[Document | Failure]:
    """The visible sheets of a workbook as one document. Numbers are written as their cells show them."""
    import openpyxl  # noqa: PLC0415 - needed for this format alone

    check_archive(path, source_id, kind="a workbook (.xlsx)", needs="xl/workbook.xml")
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except LIBRARY_ERRORS as error:
            raise damaged(source_id, error) from error
        yield from _read_book(book, path, source_id)


def _read_book(book: Any, path: Path, source_id: str) -> Iterator[Document | Failure]:
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        lines: list[Line] = []
        room = MOST_ROWS
        for sheet in sheets:
            try:
                rows = list(islice(_read_rows(sheet), max(room, 0) + 1))
            except LIBRARY_ERRORS as error:
                raise damaged(source_id, error) from error
            lines += _sheet_lines(rows[:room], sheet.title, is_only=len(sheets) == 1)
            room -= len(rows)
            if room < 0:
                break
        title, author = stated_title(book.properties.title), stated_author(book.properties.creator)
    finally:
        book.close()
    if not lines:
        raise SourceUnreadableError(source_id, "its sheets are empty")
    source = Source(id=source_id, title=title or path.stem, path=source_id, author=author)
    yield build_document(tuple(lines), source, heading=source.title)
    if room < 0:
        yield Failure(f"{source_id}#rows", f"the first {MOST_ROWS:,} rows are read, not the rest: split the file")


def _sheet_lines(rows: list[Row], name: str, *, is_only: bool) -> list[Line]:
    lines = read_table_lines(rows, locate=lambda number: f"row {number}" if is_only else f"sheet {name}, row {number}")
    return [Line(name, has_gap=True, kind=LineKind.HEADING, level=2), *lines] if lines and not is_only else lines


def _read_rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file states as its size may be anything
    previous = None
    for number, row in enumerate(sheet.iter_rows(max_row=_MOST_SHEET_ROWS, max_col=MOST_COLUMNS), start=1):
        # The library gives the same object for each of a million rows that are not there.
        if row is not previous and any(cells := tuple(_cell_text(cell) for cell in row)):
            yield Row(number, cells)
        previous = row


def _cell_text(cell: Any) -> str:
    match cell.value:
        case None:
            return ""
        case bool(value):
            return str(value).upper()
        case int(value) | float(value):
            return _format_number(value, cell.number_format or "General")
        case datetime() as value if value.time() == _MIDNIGHT:
            return value.date().isoformat()
        case datetime() as value:
            return value.isoformat(sep=" ", timespec="minutes")
        case date() | time() | timedelta() as value:
            return str(value)
        case value:
            text = " ".join(str(value).split())
            return "" if regex.fullmatch(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)", text) else text


def _format_number(value: float, number_format: str) -> str:
    """A number as its cell shows it: with its decimals, thousands marks, per cent, currency and unit."""
    sections = number_format.split(";")
    pattern = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    parts = _NUMBER_PARTS.match(_BRACKETS.sub(lambda match: f'"{match[1]}"' if match[1] else "", pattern))
    if parts is None or "E" in pattern or "/" in pattern:
        return _plain_number(value)
    before, after = (_literals(parts[name]) for name in ("before", "after"))
    number = parts["number"].strip()
    shown = abs(value) * 100 if "%" in parts["after"] else abs(value)
    while number.endswith(","):  # shown in thousands
        number, shown = number[:-1], shown / 1000
    places = len(number.partition(".")[2])
    grouping = "," if "," in number else ""
    sign = "-" if value < 0 else ""
    return f"{sign}{before}{shown:{grouping}.{places}f}{after}".strip()


def _literals(text: str) -> str:
    return "".join("".join(filter(None, match.groups())) for match in _LITERAL.finditer(text))


def _plain_number(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    text = f"{value:.12g}"
    return f"{value:f}".rstrip("0") if "e" in text else text
