"""Tables: which row names the columns, and each other row as a line of text that carries these names."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from index.loading.cleaning import Line, LineKind
from index.loading.markup import row_texts

# Set by hand.
MOST_ROWS = 50_000  # of a file
MOST_COLUMNS = 200
_LONGEST_NAME = 80  # characters of a column's name
_HEADER_SHARE = 0.6  # of the table's width that a row must fill to name the columns
_FIRST_ROWS = 30  # among which the header is looked for
_VALUE = regex.compile(r"[\s\p{Sc}+\-−–(]*+\d[\d\s.,:/%年月日\-]*+(?:[%‰)]|\p{L}{0,3})\s*")
_YEAR = regex.compile(r"(?:19|20)\d\d\s*年?")
_UNIT = regex.compile(r"[(（\[].{1,20}[)）\]]|[%‰]|\p{Sc}")
_BARE_UNIT = regex.compile(r"[^\d\s]{1,8}(?:\s[^\d\s]{1,8})?")
_UNITS = regex.compile(r"(?:units?|单位|單位)?", regex.I)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number as people count it, from 1, and the text of its cells, empty where there is none."""

    number: int
    cells: tuple[str, ...]


def read_table_lines(
    rows: Sequence[Row], *, locate: Callable[[int], str], names: Sequence[str] = (), may_be_form: bool = False
) -> list[Line]:
    """The rows as lines, ``Name: Anna; Role: healer``, each with the location that ``locate`` gives for its number.

    What stands above the names of the columns (a caption, a unit) is kept as lines of its own. A table without a row of
    names gives lines of bare cells. ``names`` are given where the format keeps them apart. ``may_be_form``: two columns without a header are names and values, ``Name: Anna``.
    """
    rows = [row for row in rows if any(row.cells)]
    if may_be_form and _is_form(rows):
        return [
            Line(text, kind=LineKind.ITEM, location=locate(row.number))
            for row in rows
            for text in row_texts(row.cells[1:], [row.cells[0].rstrip(":： ")])
        ]
    header, first = (0, 0) if names else _find_header(rows)
    names = names or _column_names(_with_marked_units(rows[header:first], rows[first:]))
    lines = [
        Line(" ".join(filter(None, row.cells)), kind=LineKind.PROSE, location=locate(row.number))
        for row in rows[:header]
    ]
    if header < first == len(rows):  # a table of names alone
        first = header
        names = []
    lines += [
        Line(text, kind=LineKind.ITEM, location=locate(row.number))
        for row in rows[first:]
        for text in row_texts(row.cells, names)
    ]
    if lines:
        lines[0].has_gap = True
    return lines


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether rows are names and values: two columns, of which the second is not one of values under a name."""
    has_two = all(len(row.cells) == 2 and row.cells[0] for row in rows)
    are_names = all(len(row.cells[0]) <= _LONGEST_NAME and not _VALUE.fullmatch(row.cells[0]) for row in rows)
    values = [bool(_VALUE.fullmatch(row.cells[-1])) for row in rows if row.cells]
    is_headed = len(rows) > 1 and not values[0] and all(values[1:])
    return bool(rows) and has_two and are_names and not is_headed


def _find_header(rows: Sequence[Row]) -> tuple[int, int]:
    """Where the row that names the columns begins and ends. They are the same where there is none."""
    some = rows[:_FIRST_ROWS]
    widths = Counter(_filled(row) for row in some)
    width = max(widths, key=lambda count: (widths[count], count), default=0)
    if width < 2:
        return 0, 0
    for position, row in enumerate(some):
        following = some[position + 1] if position + 1 < len(some) else None
        if following and _are_names(row) and _is_under_groups(row, following):
            return position, position + 2
        if _filled(row) < max(2, _HEADER_SHARE * width):
            if _filled(row) > 1 and any(map(_VALUE.fullmatch, row.cells)):
                break  # data, however sparse, stands under the names
            continue
        if not _are_names(row):
            break
        has_units = following is not None and (
            all(_UNIT.fullmatch(cell) for cell in following.cells if cell)
            or _are_bare_units(following, some[position + 2 :])
        )
        return position, position + 1 + has_units
    return 0, 0


def _filled(row: Row) -> int:
    return sum(map(bool, row.cells))


def _are_names(row: Row) -> bool:
    """Whether the cells may name columns: short texts and years, no values."""
    names = [cell for cell in row.cells if cell]
    return all(len(cell) <= _LONGEST_NAME and (not _VALUE.fullmatch(cell) or _YEAR.fullmatch(cell)) for cell in names)


def _are_bare_units(row: Row, following: Sequence[Row]) -> bool:
    """Whether a row under the names has their units without brackets: nothing but short words over values, and no name of its own."""
    units = {i: cell for i, cell in enumerate(row.cells) if cell and i}
    return (
        bool(units and following and _UNITS.fullmatch(row.cells[0]))
        and all(map(_BARE_UNIT.fullmatch, units.values()))
        and all(below.cells[0] for below in following)
        and all(_VALUE.fullmatch(cell) for i in units for cell in following[0].cells[i : i + 1])
    )


def _with_marked_units(header: Sequence[Row], following: Sequence[Row]) -> Sequence[Row]:
    """The rows of a header, with brackets around the units that have none."""
    if len(header) < 2 or not _are_bare_units(header[1], following):
        return header
    units = ("", *(f"({cell})" if cell and not _UNIT.fullmatch(cell) else cell for cell in header[1].cells[1:]))
    return [header[0], replace(header[1], cells=units)]


def _is_under_groups(groups: Row, row: Row) -> bool:
    """Whether a row divides the columns of the groups in the row above: it fills the columns that the groups leave empty."""
    empty = [i for i, cell in enumerate(groups.cells) if not cell and i]
    below = [row.cells[i] if i < len(row.cells) else "" for i in empty]
    repeated = len({cell for cell in row.cells if cell}) < _filled(row)
    return (
        _filled(groups) > 1
        and bool(empty)
        and all(below)
        and _are_names(row)
        and (repeated or len(below) * 2 >= len(row.cells))
    )


def _column_names(header: Sequence[Row]) -> list[str]:
    """The names of the columns, from one row, or from two of which the upper names groups of columns or the lower units."""
    if not header:
        return []
    upper = list(header[0].cells)
    if len(header) == 1:
        return upper
    lower = header[1].cells
    if not all(_UNIT.fullmatch(cell) for cell in lower if cell):
        for i in range(1, len(upper)):
            upper[i] = upper[i] or upper[i - 1]
    width = max(len(upper), len(lower))
    pairs = zip(upper + [""] * (width - len(upper)), [*lower] + [""] * (width - len(lower)), strict=True)
    return [" ".join(dict.fromkeys(filter(None, pair))) for pair in pairs]
