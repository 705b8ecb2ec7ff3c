"""A saved page to its own text: furniture out, broken lines and figures mended, what it states about itself noted.

The rules go by how lines read and where they stand, never by which site they come from.
"""

import itertools
from collections.abc import Container
from dataclasses import dataclass

import regex

from index.loading.cleaning.boilerplate import (
    ADVERTISEMENT,
    PICTURE,
    POST_PARTICULARS,
    PROMOTION,
    SIGNATURE,
    is_boilerplate,
    is_link_bar,
    is_related_heading,
)
from index.loading.cleaning.lines import Line, LineKind, read_plain_lines
from index.loading.cleaning.metadata import PageMetadata
from index.loading.cleaning.preamble import read_preamble
from index.loading.cleaning.speakers import mark_speakers
from index.text import fold

__all__ = ["Line", "LineKind", "Page", "PageMetadata", "clean_page", "read_plain_lines"]

# What follows "Related…" is other pages' teasers unless it is this much of the text.
_RELATED_SHARE = 0.3
_LONGEST_CAPTION = 250
_PERSON = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]+(?: \p{Lu}[\p{L}\p{M}.'’-]*){1,3}|\p{Han}{2,4}")
_STATEMENT = regex.compile(r"[.!?。！？][\"'”’)）]?$")
# On a page with fewer blank lines than this, headings need none before them.
_GAPLESS_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Page:
    """A cleaned page: the lines to keep, in order, and what the page states about itself."""

    lines: tuple[Line, ...]
    stated: PageMetadata


def clean_page(lines: list[Line], *, stated: PageMetadata) -> Page:
    """Keep what a page says and drop what surrounds it.

    ``stated`` is what the file's format says outright (front matter, HTML metadata); the page's own
    preamble completes it. A page on which nothing reads as prose keeps every line but furniture.
    """
    _mark_posters(lines)
    for find in (_bars, _blocks, _furniture, _related):
        lines = _drop(lines, find(lines))
    mark_speakers(lines)
    if not any(line.kind is LineKind.PROSE for line in lines):
        return Page(tuple(lines), stated)
    body, stated = read_preamble(lines, stated)
    _tell_headings(body, title=stated.title)
    body = [line for line in body if line.kind is not LineKind.SHORT]
    if len(body) > 1 and PROMOTION.fullmatch(fold(body[-1].text)):
        body.pop()
    return Page(tuple(body), stated)


def _drop(lines: list[Line], positions: Container[int]) -> list[Line]:
    """The lines without those at ``positions``; what was set apart from a dropped line stays set apart."""
    kept: list[Line] = []
    gap = False
    for position, line in enumerate(lines):
        gap = gap or line.gap
        if position not in positions:
            line.gap, gap = gap, False
            kept.append(line)
    return kept


def _mark_posters(lines: list[Line]) -> None:
    """A name over the particulars of a post (when it was posted, since when its writer is a member) is its speaker's."""
    for position, line in enumerate(lines):
        if POST_PARTICULARS.fullmatch(fold(line.text)):
            top = position
            while top and not lines[top].gap:
                top -= 1
            if lines[top].kind is LineKind.SHORT and not POST_PARTICULARS.fullmatch(fold(lines[top].text)):
                lines[top].kind = LineKind.SPEAKER


def _bars(lines: list[Line]) -> set[int]:
    """Rows of links. A row of a table has another row of as many cells beside it; a row of links has none."""
    found = {i for i, line in enumerate(lines) if line.kind is not LineKind.PROSE and is_link_bar(line.text)}
    return {i for i in found if not any(_same_table(lines[i], lines[j]) for j in (i - 1, i + 1) if 0 <= j < len(lines))}


def _same_table(row: Line, other: Line) -> bool:
    return any(row.text.count(mark) >= 2 and row.text.count(mark) == other.text.count(mark) for mark in "|\t")


def _blocks(lines: list[Line]) -> set[int]:
    """What stands under a mark without a blank line: a caption under its picture, an advertisement, a signature."""
    found: set[int] = set()
    inside = captioned = False
    for position, line in enumerate(lines):
        folded = fold(line.text)
        if PICTURE.fullmatch(folded):
            inside, captioned = False, True
        elif ADVERTISEMENT.fullmatch(folded) or SIGNATURE.fullmatch(line.text):
            inside, captioned = True, False
        elif line.gap or not (inside or (captioned and len(line.text) <= _LONGEST_CAPTION)):
            inside = captioned = False
            continue
        else:
            captioned = False
        found.add(position)
    return found


def _furniture(lines: list[Line]) -> set[int]:
    """Lines that are furniture by how they read, and under a share bar near the top the name of who uploaded the page."""
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


def _related(lines: list[Line]) -> set[int]:
    """The part of a page that offers others: all to its end or, before a long text, the offers themselves."""
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


def _tell_headings(lines: list[Line], *, title: str | None) -> None:
    """Short lines over text become its headings and runs of them after a colon items; the rest stays furniture.

    A heading with nothing under it, or that repeats the page's title, is furniture too.
    """
    gapless = sum(line.gap for line in lines) < _GAPLESS_SHARE * len(lines)
    for position in reversed(range(len(lines))):
        line = lines[position]
        below = lines[position + 1].kind if position + 1 < len(lines) else None
        is_over_text = below in (LineKind.PROSE, LineKind.ITEM, LineKind.SPEAKER, LineKind.HEADING)
        if line.kind is LineKind.HEADING and (not is_over_text or line.text == title):
            line.kind = LineKind.SHORT
        elif line.kind is LineKind.SHORT and _STATEMENT.search(line.text):
            line.kind = LineKind.ITEM  # "Closed in 1902." is short, and content
        elif line.kind is LineKind.SHORT and is_over_text and (line.gap or gapless) and line.text != title:
            line.kind = LineKind.HEADING
    for above, line in itertools.pairwise(lines):
        is_listed = above.kind is LineKind.ITEM or above.text.endswith((":", "："))
        if line.kind is LineKind.SHORT and not line.gap and is_listed:
            line.kind = LineKind.ITEM
