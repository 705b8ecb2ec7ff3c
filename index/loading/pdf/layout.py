"""The reading order of a PDF page: its columns one after the other, and in them the rows from top to bottom."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.loading.pdf.segments import Segment
from index.text import HAN

# Set by hand. Columns of prose have at least so many lines of so many characters (a Chinese one counts as two); shorter
# pieces beside each other are the cells of a table.
_MIN_COLUMN_LINES = 4
_MIN_PROSE_LENGTH = 18
# The gutter is in the middle of a page: this share of its width is on either side.
_MIN_COLUMN_SHARE = 0.2
# The share of a page's lines that may cross the gutter (titles, wide tables).
_MOST_CROSSING = 0.3
# The share of the shorter column's height at which the other one has text too.
_MIN_BESIDE = 0.5
_SAME_LINE = 0.5  # of a line's height: how far the middles of two pieces of one line may be apart


@dataclass(slots=True)
class Row:
    """The segments on one line of a column, from left to right. ``column`` numbers the columns of a page as they are read."""

    cells: list[Segment]
    column: int
    page: int

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where it begins, in points from the left."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(cell.right for cell in self.cells)

    @property
    def height(self) -> float:
        """The height of its longest text: a bullet beside it may be larger."""
        return max(self.cells, key=lambda cell: len(cell.text)).height

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return self.cells[0].middle


def read_rows(segments: Sequence[Segment], page: int) -> list[Row]:
    """The rows of a page in the order in which people read them."""
    return [
        Row(cells, column, page)
        for column, part in enumerate(_columns(sorted(segments, key=lambda segment: -segment.middle)))
        for cells in _group_rows(part)
    ]


def _columns(segments: list[Segment]) -> Iterator[list[Segment]]:
    """The segments, which come from top to bottom, divided at the gutter between two columns, if there is one."""
    gutter = _find_gutter(segments)
    if gutter is None:
        if segments:
            yield segments
        return
    left: list[Segment] = []
    right: list[Segment] = []
    across: list[Segment] = []
    for segment in segments:
        is_across = segment.left < gutter < segment.right
        if is_across and (left or right):
            yield from _columns(left)
            yield from _columns(right)
            left, right = [], []
        if not is_across and across:
            yield across
            across = []
        (across if is_across else left if segment.right <= gutter else right).append(segment)
    if across:
        yield across
    yield from _columns(left)
    yield from _columns(right)


def _find_gutter(segments: list[Segment]) -> float | None:
    """Where a line from top to bottom crosses the fewest segments and has columns of prose on both sides, or None."""
    if len(segments) < 2 * _MIN_COLUMN_LINES:
        return None
    lefts, rights = sorted(s.left for s in segments), sorted(s.right for s in segments)
    width = rights[-1] - lefts[0]
    inner = (lefts[0] + _MIN_COLUMN_SHARE * width, rights[-1] - _MIN_COLUMN_SHARE * width)
    candidates = [left - 0.5 for left in dict.fromkeys(lefts) if inner[0] < left < inner[1]]
    if not candidates:
        return None
    gutter = min(candidates, key=lambda x: bisect_left(lefts, x) - bisect_right(rights, x))
    crossing = bisect_left(lefts, gutter) - bisect_right(rights, gutter)
    sides = [s for s in segments if s.right <= gutter], [s for s in segments if s.left >= gutter]
    if crossing > _MOST_CROSSING * len(segments) or not all(map(_is_prose, sides)):
        return None
    return gutter if _are_beside(*sides) else None


def _is_prose(segments: list[Segment]) -> bool:
    length = sum(len(s.text) + len(HAN.findall(s.text)) for s in segments)
    return len(segments) >= _MIN_COLUMN_LINES and length >= _MIN_PROSE_LENGTH * len(segments)


def _are_beside(left: list[Segment], right: list[Segment]) -> bool:
    """Whether two groups of segments, each from top to bottom, are at the same height rather than one below the other."""
    top, bottom = min(left[0].top, right[0].top), max(left[-1].bottom, right[-1].bottom)
    shorter = min(side[0].top - side[-1].bottom for side in (left, right))
    return top - bottom >= _MIN_BESIDE * shorter


def _group_rows(segments: list[Segment]) -> Iterator[list[Segment]]:
    row: list[Segment] = []
    for segment in segments:
        if row and abs(row[0].middle - segment.middle) > _SAME_LINE * min(row[0].height, segment.height):
            yield sorted(row, key=lambda cell: cell.left)
            row = []
        row.append(segment)
    if row:
        yield sorted(row, key=lambda cell: cell.left)
