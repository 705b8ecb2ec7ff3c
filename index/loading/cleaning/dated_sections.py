"""Lines of a text that are little more than a date: which head a part of it (``Meeting of 5 March 2024``), which are content."""

from collections.abc import Sequence

import regex

from index.loading.cleaning.lines import Line, LineKind
from index.loading.cleaning.metadata import (
    DATE_REST,
    MONTH,
    has_date_label,
    read_byline,
    read_date_line,
    read_publisher_line,
)

_HAN = "[一二三四五六七八九十]"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEARLESS = regex.compile(
    rf"(?:\d{{1,2}}|{_HAN}{{1,2}})\s*月\s*(?:\d{{1,2}}|{_HAN}{{1,3}})\s*[日号號]|{_DAY}\s+{MONTH}|{MONTH}\s+{_DAY}",
    regex.I,
)
_LONGEST_YEARLESS = 60
_TEXT = (LineKind.PROSE, LineKind.CODE)
# From so many parts with dates of their own a page is a series of them, whatever else is on it.
_MIN_PARTS = 2


def find_content_dates(lines: Sequence[Line], *, has_furniture: bool) -> dict[int, bool]:
    """The positions of date lines that are content, each with whether it heads what follows.

    A line that labels its date, or stands beside a byline, is about the page. Of the others, those of a page with furniture
    count if two or more with text under them have different dates. In a text without furniture only a single one over the
    text is about the page.
    """
    dates = {i: date for i, line in enumerate(lines) if (date := _read_date(lines, i))}
    heads = {i for i in dates if _has_text_below(lines, i, dates) and not _is_listed(lines, i, dates)}
    if len({dates[i] for i in heads}) >= _MIN_PARTS:
        found = set(dates) if not has_furniture else heads
    elif has_furniture:
        found = set()
    else:
        first = next((i for i, line in enumerate(lines) if line.kind in _TEXT or line.speaker), len(lines))
        over = {i for i in dates if i < first}
        found = {i for i in dates if i > first or len({dates[j] for j in over}) > 1}
    return {i: i in heads for i in sorted(found) if i in heads or _has_year(lines[i])}


def mark_content_dates(lines: Sequence[Line], positions: dict[int, bool]) -> None:
    """Make the date lines at ``positions`` headings, one level below the marked heading over the first, or items."""
    heads = [i for i, is_head in positions.items() if is_head]
    above = next((lines[i].level for i in reversed(range(heads[0])) if lines[i].level), 0) if heads else 0
    for position in positions:
        lines[position].kind = LineKind.ITEM
    for position in heads:
        lines[position].kind, lines[position].level, lines[position].is_marked = LineKind.HEADING, above + 1, True


def _read_date(lines: Sequence[Line], position: int) -> str | None:
    """The date of a short line that has no label and no byline beside it."""
    line = lines[position]
    if line.kind is not LineKind.SHORT or line.speaker or has_date_label(line.text):
        return None
    date = read_date_line(line.text) or _read_yearless(line.text)
    return None if date is None or _is_beside_byline(lines, position) else date


def _read_yearless(text: str) -> str | None:
    match = _YEARLESS.search(text) if len(text) <= _LONGEST_YEARLESS else None
    if match is None or not all(DATE_REST.fullmatch(rest) for rest in (text[: match.start()], text[match.end() :])):
        return None
    return match.group().casefold()


def _has_year(line: Line) -> bool:
    return read_date_line(line.text) is not None


def _is_beside_byline(lines: Sequence[Line], position: int) -> bool:
    beside = [lines[position]]
    if position and not lines[position].has_gap:
        beside.append(lines[position - 1])
    if position + 1 < len(lines) and not lines[position + 1].has_gap:
        beside.append(lines[position + 1])
    return any(read_byline(line.text) or read_publisher_line(line.text) for line in beside)


def _has_text_below(lines: Sequence[Line], position: int, dates: dict[int, str]) -> bool:
    """Whether prose, an item or code stands between a date line and the next."""
    for i in range(position + 1, len(lines)):
        if i in dates:
            return False
        if lines[i].kind in (*_TEXT, LineKind.ITEM, LineKind.SPEAKER):
            return True
    return False


def _is_listed(lines: Sequence[Line], position: int, dates: dict[int, str]) -> bool:
    """Whether a date line stands in a list of dates: right under another, or under a line that introduces it."""
    if not position:
        return False
    above = lines[position - 1]
    return (position - 1 in dates and not lines[position].has_gap) or above.text.endswith((":", "："))
