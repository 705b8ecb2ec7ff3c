"""The cleaning of a saved page: boilerplate is removed, metadata is read from the preamble, lines are classified.

The rules look at the wording and position of lines. None is made for one site.
"""

import itertools
from collections.abc import Container
from dataclasses import dataclass

import regex

from index.loading.cleaning.boilerplate import (
    ADVERTISEMENT_LABEL,
    PICTURE_LABEL,
    POST_DETAILS,
    PROMOTION,
    SIGNATURE_MARK,
    is_boilerplate,
    is_link_bar,
    is_related_heading,
)
from index.loading.cleaning.lines import Line, LineKind
from index.loading.cleaning.metadata import PageMetadata
from index.loading.cleaning.preamble import read_preamble
from index.loading.cleaning.speakers import mark_speakers
from index.text import fold

# What follows a heading like "Related" is teasers of other pages, unless it is this share of the text. Set by hand, as are
# the other numbers here.
_RELATED_SHARE = 0.3
_LONGEST_CAPTION = 250
_PERSON = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]+(?: \p{Lu}[\p{L}\p{M}.'’-]*){1,3}|\p{Han}{2,4}")
_STATEMENT = regex.compile(r"[.!?。！？][\"'”’)）]?$")
# On a page with a smaller share of blank lines, a heading needs none before it.
_GAPLESS_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """The lines of a page that are content, in order, and its metadata."""

    lines: tuple[Line, ...]
    metadata: PageMetadata


def clean_page(lines: list[Line], *, metadata: PageMetadata) -> CleanedPage:
    """The content of a page, without the boilerplate around it.

    ``metadata`` is what the file format states (front matter, HTML metadata); the page's own preamble completes
    it. A page without prose keeps every line that is not boilerplate by itself.
    """
    _mark_post_authors(lines)
    for find in (_find_link_bars, _find_marked_blocks, _find_boilerplate, _find_related):
        lines = _remove_lines(lines, find(lines))
    mark_speakers(lines)
    if not any(line.kind is LineKind.PROSE for line in lines):
        return CleanedPage(tuple(lines), metadata)
    body, metadata = read_preamble(lines, metadata)
    _classify_short_lines(body, title=metadata.title)
    body = [line for line in body if line.kind is not LineKind.SHORT]
    if len(body) > 1 and PROMOTION.fullmatch(fold(body[-1].text)):
        body.pop()
    return CleanedPage(tuple(body), metadata)


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
    found = {i for i, line in enumerate(lines) if line.kind is not LineKind.PROSE and is_link_bar(line.text)}
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
        if PICTURE_LABEL.fullmatch(folded):
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


def _find_boilerplate(lines: list[Line]) -> set[int]:
    """Lines that are boilerplate by their wording, and under a share bar near the top the uploader's name."""
    found: set[int] = set()
    under_bar, prose = False, 0
    for position, line in enumerate(lines):
        is_prose = line.kind is LineKind.PROSE
        if is_boilerplate(fold(line.text), is_prose=is_prose):
            under_bar = prose > 0
            found.add(position)
        elif under_bar and prose <= 2 and line.kind is LineKind.SHORT and _PERSON.fullmatch(line.text):
            found.add(position)
        else:
            under_bar = False
            prose += is_prose
    return found


def _find_related(lines: list[Line]) -> set[int]:
    """Teasers of other pages: everything to the end of the page or, where much prose follows, the teasers alone."""
    found: set[int] = set()
    skipping = False
    before, whole = 0, _prose_length(lines)
    for position, line in enumerate(lines):
        if before and line.kind is not LineKind.PROSE and is_related_heading(fold(line.text)):
            if whole - before < _RELATED_SHARE * before:
                return found | set(range(position, len(lines)))
            skipping = True
        elif line.kind is LineKind.PROSE:
            before += len(line.text)
            skipping = False
        if skipping:
            found.add(position)
    return found


def _prose_length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines if line.kind is LineKind.PROSE)


def _classify_short_lines(lines: list[Line], *, title: str | None) -> None:
    """Make short lines over text headings, and runs of them after a colon list items. The others stay short lines.

    A heading that has no text under it, or repeats the title of the page, becomes a short line too.
    """
    gapless = sum(line.has_gap for line in lines) < _GAPLESS_SHARE * len(lines)
    for position in reversed(range(len(lines))):
        line = lines[position]
        below = lines[position + 1].kind if position + 1 < len(lines) else None
        is_over_text = below in (LineKind.PROSE, LineKind.ITEM, LineKind.SPEAKER, LineKind.HEADING)
        if line.kind is LineKind.HEADING and (not is_over_text or line.text == title):
            line.kind = LineKind.SHORT
        elif line.kind is LineKind.SHORT and _STATEMENT.search(line.text):
            line.kind = LineKind.ITEM  # "Closed in 1902." is short, and content
        elif line.kind is LineKind.SHORT and is_over_text and (line.has_gap or gapless) and line.text != title:
            line.kind = LineKind.HEADING
    for above, line in itertools.pairwise(lines):
        is_listed = above.kind is LineKind.ITEM or above.text.endswith((":", "："))
        if line.kind is LineKind.SHORT and not line.has_gap and is_listed:
            line.kind = LineKind.ITEM
