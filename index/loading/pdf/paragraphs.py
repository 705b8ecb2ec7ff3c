"""The rows of a PDF as lines: paragraphs joined over line, column and page ends, headings, list items and tables."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from index.loading.cleaning import Line, LineKind
from index.loading.pdf.cells import find_tables, table_rows
from index.loading.pdf.hyphens import mend_line_end
from index.loading.pdf.layout import Row
from index.loading.tables import read_table_lines
from index.locations import join_locations
from index.text import HAN

# Set by hand. A heading's text is so many times as high as the body's, or bold.
_HEADING_SIZE = 1.12
_LONGEST_HEADING = 120
_PARAGRAPH_GAP = 1.9  # times the height, from middle to middle: a larger distance begins a paragraph
_CELL_GAP = 1.5  # times the height
_INDENT = 0.8  # times the height
_DEEPEST_LEVEL = 6
_ITEM = regex.compile(
    r"(?:[-*•·▪◦‣–●○■]|[（(]?(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[.)、）])\s*\S|第[\d零〇一二三四五六七八九十百]+[条條款](?=[\s\u3000：:])"
)
_ENDS_SENTENCE = regex.compile(r"[.!?。！？…:：;；][\"'”’)）」』\]]*$")
_CONTINUES = regex.compile(r"[\p{Ll}\p{Han}\d(（]")


@dataclass(slots=True)
class _Paragraph:
    """Rows that belong together, and their texts with what goes between them."""

    rows: list[Row]
    pieces: list[str]
    is_heading: bool = False

    @property
    def first_row(self) -> str:
        """The text of its first row."""
        return self.rows[0].text

    @property
    def last_row(self) -> str:
        """The text of its last row."""
        return self.pieces[-1]


def read_lines(rows: Sequence[Row]) -> list[Line]:
    """The rows, in reading order and without page headers, as lines with their pages."""
    body = _body_height(rows)
    words = Counter(word for row in rows for word in regex.findall(r"[\p{L}'-]+", row.text.lower()))
    lines: list[Line] = []
    headings: list[tuple[Line, int]] = []
    for is_table, part in find_tables(rows):
        if is_table:
            lines += read_table_lines(table_rows(part), locate=_page_locations(part))
            continue
        for paragraph in _paragraphs(part, body=body, words=words):
            line = _paragraph_line(paragraph)
            lines.append(line)
            if paragraph.is_heading:
                headings.append((line, round(paragraph.rows[0].height)))
    # The largest headings are of the first level.
    sizes = sorted({height for _, height in headings}, reverse=True)
    for line, height in headings:
        line.level = min(sizes.index(height) + 1, _DEEPEST_LEVEL)
    return lines


def _paragraph_line(paragraph: _Paragraph) -> Line:
    first, last = paragraph.rows[0].page, paragraph.rows[-1].page
    kind = LineKind.ITEM if _ITEM.match(paragraph.first_row) else LineKind.PROSE
    kind = LineKind.HEADING if paragraph.is_heading else kind
    location = join_locations(f"page {first}", f"page {last}")
    return Line("".join(paragraph.pieces), has_gap=kind is not LineKind.ITEM, kind=kind, location=location)


def _page_locations(rows: Sequence[Row]) -> Callable[[int], str]:
    return lambda number: f"page {rows[number].page}"


def _body_height(rows: Sequence[Row]) -> float:
    """The height of most of the text."""
    heights: Counter[float] = Counter()
    for row in rows:
        heights[round(row.height * 2) / 2] += len(row.text)
    return max(heights, key=lambda height: heights[height], default=0.0)


def _paragraphs(rows: Sequence[Row], *, body: float, words: Counter[str]) -> Iterator[_Paragraph]:
    edges = {key: max(row.right for row in part) for key, part in groupby(rows, key=lambda row: (row.page, row.column))}
    paragraph: _Paragraph | None = None
    for row in rows:
        is_heading = _is_heading(row, body)
        if paragraph and _goes_on(
            paragraph, row, is_heading=is_heading, edge=edges[paragraph.rows[-1].page, paragraph.rows[-1].column]
        ):
            paragraph.pieces[-1] = mend_line_end(paragraph.last_row, row.text, words=words)
            paragraph.pieces.append(row.text)
            paragraph.rows.append(row)
            continue
        if paragraph:
            yield paragraph
        paragraph = _Paragraph([row], [row.text], is_heading)
    if paragraph:
        yield paragraph


def _is_heading(row: Row, body: float) -> bool:
    if len(row.text) > _LONGEST_HEADING or not regex.search(r"\p{L}", row.text):
        return False
    is_large = row.height >= _HEADING_SIZE * body
    is_bold = all(cell.is_bold for cell in row.cells) and not _ENDS_SENTENCE.search(row.text)
    return is_large or is_bold


def _goes_on(paragraph: _Paragraph, row: Row, *, is_heading: bool, edge: float) -> bool:
    """Whether a row belongs to the paragraph above it."""
    last = paragraph.rows[-1]
    is_same_look = abs(last.height - row.height) <= 0.2 * last.height
    if is_heading != paragraph.is_heading or not is_same_look:
        return False
    if paragraph.last_row.endswith("\u00ad"):
        return True
    if _ITEM.match(row.text):
        return False
    if (last.page, last.column) != (row.page, row.column):
        return not is_heading and not _ENDS_SENTENCE.search(paragraph.last_row) and bool(_CONTINUES.match(row.text))
    if _is_spread(last) and _is_spread(row):
        return False
    if not 0 < last.middle - row.middle <= _PARAGRAPH_GAP * last.height:
        return False
    if is_heading:
        return True
    is_indented = row.left > last.left + _INDENT * row.height
    if is_indented and (len(paragraph.rows) > 1 or not _ITEM.match(paragraph.first_row)):
        return False
    room = edge - last.right
    return room < _first_word_width(row) + 0.5 * row.height


def _is_spread(row: Row) -> bool:
    """Whether parts of a row stand so far apart that they are cells."""
    return any(after.left - before.right > _CELL_GAP * row.height for before, after in pairwise(row.cells))


def _first_word_width(row: Row) -> float:
    """The width of the word at the beginning of a row, which did not fit on the row above it."""
    text = row.cells[0].text
    word = text[:2] if HAN.match(text) else text.partition(" ")[0]
    return (row.cells[0].right - row.cells[0].left) * len(word) / max(len(text), 1)
