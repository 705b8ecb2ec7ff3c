"""The tables of a PDF: rows whose cells stand below each other."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from index.loading.pdf.layout import Row
from index.loading.tables import Row as TableRow

# Set by hand.
_MIN_TABLE_CELLS = 6
_TABLE_GAP = 2.0  # times the distance of its rows: what is further down is not of the table
_LONGEST_CELL = 15  # characters beside a number: more are an item of a list
_MARK_ALONE = regex.compile(r"[\W_]|[（(]?(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[.)、）]?")


def find_tables(rows: Sequence[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """Runs of rows, and whether each is a table: some rows below each other, of which most have several cells.

    A table that goes on at the top of the next page or column is one.
    """
    part: list[Row] = []
    is_table = False
    for _, group in groupby(rows, key=lambda row: (row.page, row.column)):
        column = list(group)
        position = 0
        while position < len(column):
            end = _table_end(column, position)
            continues = (
                is_table and position == 0 and end > 0 and _count_columns(part) == _count_columns(part + column[:end])
            )
            if continues:
                part += column[:end]
                position = end
            elif _is_table(column[position:end]):
                if part:
                    yield is_table, part
                part, is_table = column[position:end], True
                position = end
            else:
                if is_table:
                    yield True, part
                    part, is_table = [], False
                end = max(end, position + 1)  # what is no table holds none
                part += column[position:end]
                position = end
    if part:
        yield is_table, part


def _is_table(rows: list[Row]) -> bool:
    cells = sum(len(row.cells) for row in rows)
    return len(rows) > 1 and max(len(rows) * 2, cells) >= _MIN_TABLE_CELLS and _count_columns(rows) > 1


def _table_end(rows: list[Row], start: int) -> int:
    """Where a table that begins at a row ends: at a row of one cell that continues none above it, a list, or a wide gap."""
    end = start
    step = 0.0
    while end < len(rows):
        row = rows[end]
        is_under_cell = end > start and len(row.cells) == 1 and row.left > rows[start].cells[1].left - row.height
        distance = rows[end - 1].middle - row.middle if end > start else 0.0
        if (len(row.cells) < 2 and not is_under_cell) or _is_listed(row) or (step and distance > _TABLE_GAP * step):
            break
        step = min(step, distance) if step and distance else step or distance
        end += 1
    return end


def _is_listed(row: Row) -> bool:
    """Whether a row is an item of a list that stands apart from its number or bullet."""
    mark = row.cells[0].text
    return len(row.cells) == 2 and len(row.cells[1].text) > _LONGEST_CELL and bool(_MARK_ALONE.fullmatch(mark))


def _count_columns(rows: Sequence[Row]) -> int:
    return len(_table_columns(rows))


def _table_columns(rows: Sequence[Row]) -> list[list[float]]:
    """Where the columns of a table begin and end: the cells of a column are over each other."""
    columns: list[list[float]] = []
    for left, right in sorted((cell.left, cell.right) for row in rows for cell in row.cells):
        if columns and left < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    return columns


def table_rows(rows: Sequence[Row]) -> list[TableRow]:
    """The rows of a table with their cells in columns. A row without a first cell continues the one above it."""
    columns = _table_columns(rows)
    found: list[TableRow] = []
    for number, row in enumerate(rows):
        cells = [""] * len(columns)
        for cell in row.cells:
            at = next(i for i, (left, right) in enumerate(columns) if left <= cell.left <= right)
            cells[at] = f"{cells[at]} {cell.text}".strip()
        is_close = bool(number) and rows[number - 1].middle - row.middle <= 1.4 * row.height
        if found and not cells[0] and is_close:
            joined = (" ".join(filter(None, pair)) for pair in zip(found[-1].cells, cells, strict=True))
            found[-1] = TableRow(found[-1].number, tuple(joined))
        else:
            found.append(TableRow(number, tuple(cells)))
    return found
