"""The part of a page that points to other pages: related articles, references, external links."""

import regex

from index.loading.cleaning.boilerplate import is_reference_heading, is_related_heading
from index.loading.cleaning.lines import Line, LineKind
from index.text import fold

# What follows a heading like "Related" is teasers of other pages, unless it is this share of the text. Set by hand.
_RELATED_SHARE = 0.3
# An entry of a list of references: a mark of return, a number in brackets, an address, a date of access, an ISBN.
_REFERENCE = regex.compile(
    r"^\s*(?:[↑^]|\[\d{1,3}\])|https?://|\bdoi\b|\bISBN\b|\b(?:retrieved|archived|accessed)\b|(?:原始内容|存档于|检索日期)",
    regex.I,
)


def find_related(lines: list[Line]) -> set[int]:
    """The positions of teasers of other pages and of references, each with its heading.

    Under a heading like *Related* that is everything to the next prose or, where little follows, to the end of the page.
    Under one like *Notes* or *References*, which may also head content, it is only what reads like an entry of them.
    """
    found: set[int] = set()
    before, whole = 0, sum(_prose_length(line) for line in lines)
    position = 0
    while position < len(lines):
        line = lines[position]
        folded = fold(line.text) if before and line.kind is not LineKind.PROSE else ""
        end = position + 1
        if folded and is_related_heading(folded):
            if whole - before < _RELATED_SHARE * before and not _resumes(lines, position):
                return found | set(range(position, len(lines)))
            while end < len(lines) and lines[end].kind is not LineKind.PROSE and not _is_section(lines, end):
                end += 1
            found.update(range(position, end))
        elif folded and is_reference_heading(folded):
            while end < len(lines) and _is_entry(lines[end]):
                end += 1
            is_whole = end == len(lines) or lines[end].kind is LineKind.HEADING
            found.update(range(position, end) if is_whole else ())
        before += sum(_prose_length(passed) for passed in lines[position:end])
        position = end
    return found


def _prose_length(line: Line) -> int:
    return len(line.text) if line.kind is LineKind.PROSE else 0


def _resumes(lines: list[Line], position: int) -> bool:
    """Whether a marked heading as high as the one at a position follows, with text under it."""
    level = lines[position].level
    return bool(level) and any(
        0 < line.level <= level and _is_section(lines, i) for i, line in enumerate(lines[position + 1 :], position + 1)
    )


def _is_section(lines: list[Line], position: int) -> bool:
    """Whether a marked heading stands here over text that is no link."""
    below = lines[position + 1] if position + 1 < len(lines) else None
    return bool(lines[position].level and below and not below.is_link and not lines[position].is_link) and not (
        is_related_heading(fold(lines[position].text))
    )


def _is_entry(line: Line) -> bool:
    if line.kind in (LineKind.HEADING, LineKind.CODE):
        return False
    return line.is_link or bool(_REFERENCE.search(line.text)) or (line.kind is LineKind.SHORT and not line.is_marked)
