"""The cleaning of a saved page: boilerplate is removed, metadata is read from the preamble, lines are classified.

The rules look at the wording and position of lines. None is made for one site.
"""

from collections.abc import Container
from dataclasses import dataclass

import regex

from index.loading.cleaning.boilerplate import (
    ADVERTISEMENT_LABEL,
    FACT,
    PICTURE_LABEL,
    POST_DETAILS,
    PROFILE_DETAIL,
    PROMOTION,
    SIGNATURE_MARK,
    is_boilerplate,
    is_link_bar,
)
from index.loading.cleaning.dated_sections import find_content_dates, mark_content_dates
from index.loading.cleaning.lines import Line, LineKind
from index.loading.cleaning.metadata import PageMetadata
from index.loading.cleaning.preamble import read_preamble
from index.loading.cleaning.related import find_related
from index.loading.cleaning.short_lines import classify_short_lines
from index.loading.cleaning.signatures import read_signature
from index.loading.cleaning.speakers import mark_speakers
from index.reports import LeftOut, Rule
from index.text import fold

_LONGEST_CAPTION = 250
_PERSON = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]+(?: \p{Lu}[\p{L}\p{M}.'’-]*){1,3}|\p{Han}{2,4}")
# A page with so many lines of furniture was saved from the web: its other short lines are not to be trusted either. A text
# without furniture was written as it is. Set by hand, as are the other numbers here.
_MIN_FURNITURE = 2


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """The lines of a page that are content, in order, its metadata, and the lines that were left out."""

    lines: tuple[Line, ...]
    metadata: PageMetadata
    left_out: tuple[LeftOut, ...] = ()


def clean_page(lines: list[Line], *, metadata: PageMetadata) -> CleanedPage:
    """The content of a page, without the boilerplate around it.

    ``metadata`` is what the file format states (front matter, HTML metadata); the page's own preamble completes
    it. A page without prose keeps every line that is not boilerplate by itself. Short lines that are not known to be
    anything are left out of pages that have furniture, and kept in texts that have none.
    """
    _mark_post_authors(lines)
    left_out: list[LeftOut] = []
    for rule, find in _FINDERS:
        found = find(lines)
        left_out.extend(LeftOut(rule, lines[i].text) for i in sorted(found))
        lines = _remove_lines(lines, found)
    # A rule of dashes or points stands in texts too.
    has_furniture = sum(any(map(str.isalnum, line.text)) for line in left_out) >= _MIN_FURNITURE
    mark_speakers(lines)
    dates = find_content_dates(lines, has_furniture=has_furniture)
    if not any(line.kind is LineKind.PROSE or line.level for line in lines):
        mark_content_dates(lines, dates)
        return CleanedPage(tuple(lines), metadata, tuple(left_out))
    preamble = read_preamble(lines, metadata, has_furniture=has_furniture, content_dates=dates)
    mark_content_dates(lines, dates)
    body, metadata = preamble.kept, preamble.metadata
    left_out.extend(LeftOut(Rule.OVER_TEXT, line.text) for line in preamble.left_out)
    metadata = metadata.or_else(PageMetadata(author=read_signature(lines)))
    classify_short_lines(body, title=metadata.title, has_furniture=has_furniture)
    left_out.extend(
        LeftOut(Rule.SHORT_LINE, line.text)
        for line in body
        if line.kind is LineKind.SHORT and line.text != metadata.title
    )
    body = [line for line in body if line.kind is not LineKind.SHORT]
    if len(body) > 1 and PROMOTION.fullmatch(fold(body[-1].text)):
        left_out.append(LeftOut(Rule.RELATED, body.pop().text))
    return CleanedPage(tuple(body), metadata, tuple(left_out))


def _remove_lines(lines: list[Line], positions: Container[int]) -> list[Line]:
    """The lines without those at ``positions``. A gap before a removed line passes to the next one kept."""
    kept: list[Line] = []
    has_gap = False
    for position, line in enumerate(lines):
        has_gap = has_gap or line.has_gap
        if position not in positions:
            line.has_gap, has_gap = has_gap, False
            kept.append(line)
    return kept


def _mark_post_authors(lines: list[Line]) -> None:
    """Mark the name over the details of a forum post (its date, its author's rank) as a speaker."""
    for position, line in enumerate(lines):
        if POST_DETAILS.fullmatch(fold(line.text)):
            top = position
            while top and not lines[top].has_gap:
                top -= 1
            if lines[top].kind is LineKind.SHORT and not POST_DETAILS.fullmatch(fold(lines[top].text)):
                lines[top].kind = LineKind.SPEAKER


def _find_link_bars(lines: list[Line]) -> set[int]:
    """Rows of links. A row of a table has a neighbour with as many cells; a row of links has none."""
    found = {
        i
        for i, line in enumerate(lines)
        if line.kind is not LineKind.PROSE and not line.is_marked and is_link_bar(line.text)
    }
    return {
        i for i in found if not any(_is_same_table(lines[i], lines[j]) for j in (i - 1, i + 1) if 0 <= j < len(lines))
    }


def _is_same_table(row: Line, other: Line) -> bool:
    return any(row.text.count(mark) >= 2 and row.text.count(mark) == other.text.count(mark) for mark in "|\t")


def _find_marked_blocks(lines: list[Line]) -> set[int]:
    """Marks, and the lines under them without a gap: the caption of a picture, an advertisement, a signature."""
    found: set[int] = set()
    in_block = has_caption = False
    for position, line in enumerate(lines):
        folded = fold(line.text)
        if line.is_marked and not (line.is_link or line.kind is LineKind.HEADING):
            in_block = has_caption = False
            continue
        if PICTURE_LABEL.fullmatch(folded) and line.kind is not LineKind.ITEM:
            in_block, has_caption = False, True
        elif ADVERTISEMENT_LABEL.fullmatch(folded) or SIGNATURE_MARK.fullmatch(line.text):
            in_block, has_caption = True, False
        elif line.has_gap or not (in_block or (has_caption and len(line.text) <= _LONGEST_CAPTION)):
            in_block = has_caption = False
            continue
        else:
            has_caption = False
        found.add(position)
    return found


def _may_be_button(lines: list[Line], position: int) -> bool:
    """Whether a line that the file marks is a link, or a heading over nothing, so that its wording decides."""
    line = lines[position]
    if line.kind is not LineKind.HEADING:
        return line.is_link
    return position + 1 == len(lines) or lines[position + 1].kind is LineKind.HEADING


def _is_fact(lines: list[Line], position: int) -> bool:
    """Whether a line such as ``joined: 2011`` stands in a record, beside a line ``role: …``, and not under a forum post."""
    return bool(PROFILE_DETAIL.match(fold(lines[position].text))) and any(
        FACT.fullmatch(lines[beside].text) and not is_boilerplate(fold(lines[beside].text), is_prose=False)
        for beside in (position - 1, position + 1)
        if 0 <= beside < len(lines)
    )


def _find_boilerplate(lines: list[Line]) -> set[int]:
    """Lines that are boilerplate by their wording, and under a share bar near the top the uploader's name."""
    found: set[int] = set()
    under_bar, prose = False, 0
    for position, line in enumerate(lines):
        is_prose = line.kind is LineKind.PROSE
        # What the file marks as a row, an item or code is content, if it is not a link or a notice.
        if (
            line.kind is not LineKind.CODE
            and not _is_fact(lines, position)
            and is_boilerplate(
                fold(line.text), is_prose=is_prose or (line.is_marked and not _may_be_button(lines, position))
            )
        ):
            under_bar = prose > 0
            found.add(position)
        elif under_bar and prose <= 2 and line.kind is LineKind.SHORT and _PERSON.fullmatch(line.text):
            found.add(position)
        else:
            under_bar = False
            prose += is_prose
    return found


_FINDERS = (
    (Rule.LINK_BAR, _find_link_bars),
    (Rule.CAPTION, _find_marked_blocks),
    (Rule.NOTICE, _find_boilerplate),
    (Rule.RELATED, find_related),
)
