"""Tables as lines: a row travels with the names of its columns, so that it can be understood alone."""

from collections.abc import Iterator, Sequence

import regex

from index.loading.cleaning import Line, LineKind
from index.text import HAN

# A longer cell in the first row is text, not the name of a column. Set by hand.
_LONGEST_NAME = 60
_LONGEST_LINE = 700  # characters of a row's line: longer ones are cut between cells, and each part names the row
_DIGIT = regex.compile(r"\d")
_EMPTY_CELL = regex.compile(r"[\s|:.–—-]*")


def table_lines(rows: Sequence[Sequence[str]], *, has_header: bool | None = None) -> list[Line]:
    """The rows of a table as lines: ``Kind: weekly; Kept for: 8 weeks``.

    The first row gives the names of the columns where ``has_header`` says so or, where it is None, where it looks like one.
    Without names a row's cells stand alone. A table of names alone gives that one row.
    """
    filled = [[" ".join(cell.split()) for cell in row] for row in rows]
    filled = [row for row in filled if any(not _EMPTY_CELL.fullmatch(cell) for cell in row)]
    if has_header is None:
        has_header = is_header(filled)
    names = filled[0] if has_header and len(filled) > 1 else []
    texts = [text for row in (filled[1:] if names else filled) for text in row_texts(row, names)]
    return [Line(text, has_gap=i == 0, kind=LineKind.ITEM, is_marked=True) for i, text in enumerate(texts)]


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table reads like names of columns: short, distinct, without figures, over rows with some.

    A table without any figure has no row that stands out: there the first row is taken for names where all its cells are
    filled and the table has three rows or more.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first, body = rows[0], rows[1:]
    cells = [cell for cell in first[1:] if cell]
    if (
        not cells
        or len({*first}) < len(first)
        or any(len(cell) > _LONGEST_NAME or _DIGIT.search(cell) for cell in cells)
    ):
        return False
    if any(_DIGIT.search(cell) for row in body for cell in row[1:]):
        return True
    return all(first) and len(body) >= 2


def row_texts(cells: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """A row as one line, or as several where it is long: each begins with the first cell, which mostly names the row."""
    is_chinese = any(map(HAN.search, names))
    glue = ("；" if is_chinese else "; ") if names else " | "
    fields = [
        _field(cell, names[i] if i < len(names) else "", is_chinese=is_chinese) for i, cell in enumerate(cells) if cell
    ]
    part, length = fields[:1], len(fields[0])
    for field in fields[1:]:
        if len(part) > 1 and length + len(field) > _LONGEST_LINE:
            yield glue.join(part)
            part, length = fields[:1], len(fields[0])
        part.append(field)
        length += len(field) + len(glue)
    yield glue.join(part)


def _field(cell: str, name: str, *, is_chinese: bool) -> str:
    if not name or name == cell:
        return cell
    return f"{name}{'：' if is_chinese else ': '}{cell}"
