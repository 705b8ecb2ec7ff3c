"""Short lines: which of them are headings, list items, or facts, and which are furniture."""

import itertools

import regex

from index.loading.cleaning.lines import Line, LineKind

_STATEMENT = regex.compile(r"[.!?。！？][\"'”’)）]?$")
# On a page with a smaller share of blank lines, a heading needs none before it. Set by hand.
_GAPLESS_SHARE = 0.2
_KNOWN_KINDS = (LineKind.PROSE, LineKind.ITEM, LineKind.SPEAKER, LineKind.HEADING, LineKind.CODE)
_LISTED_KINDS = (LineKind.ITEM, LineKind.CODE)
# A telephone number, a time of day, an address of mail, a postcode with a street's number: somebody may ask for it.
_FACT = regex.compile(
    r"\d{2,4}[-– ]\d{3,4}[-– ]?\d{2,4}|\b\d{1,2}[:：]\d{2}\b|[\w.+-]{1,64}@[\w-]{1,64}\.|\p{Han}{2,12}[路街道巷]\p{Han}{0,6}\d{1,5}号|"
    r"\d{1,5} \p{Lu}\p{L}{1,20} (?:St|Street|Rd|Road|Ave|Avenue|Lane|Ln|Drive|Dr|Square)\b"
)
# How a line begins that goes on from the one above, and how one ends that does not go on below.
_GOES_ON = regex.compile(r"[\p{Ll}\p{Han}(（]")
_SENTENCE_END = regex.compile(r"[.!?。！？…:：][\"'”’»)）」』\]]*$")
_LONG = 40  # characters of a line that is no heading. Set by hand.
_DIGIT = regex.compile(r"\d")
_ITEM_MARK = regex.compile(r"(?P<bullet>[-*•·▪◦–])\s|[（(]?(?P<number>\d{1,3})[.)、）]")
_MIN_LISTED = 3


def classify_short_lines(lines: list[Line], *, title: str | None, has_furniture: bool) -> None:
    """Make short lines over text headings, and list items those that are listed or hold a fact.

    A line that ends in a colon over a list is text, as a longer one is.

    What is left stays short where the page has furniture, and becomes an item where it has none. A heading that repeats
    the title of the page becomes a short line too.
    """
    _join_paragraphs(lines)
    _close_lists(lines)
    gapless = sum(line.has_gap for line in lines) < _GAPLESS_SHARE * len(lines)
    for position in reversed(range(len(lines))):
        line = lines[position]
        below = lines[position + 1].kind if position + 1 < len(lines) else None
        if line.kind is LineKind.HEADING:
            if line.text == title or not (below in _KNOWN_KINDS or line.is_marked):
                line.kind = LineKind.SHORT
        elif line.kind is LineKind.SHORT and _STATEMENT.search(line.text):
            line.kind = LineKind.ITEM  # "Closed in 1902." is short, and content
        elif line.kind is LineKind.SHORT and below in _LISTED_KINDS and line.text.endswith((":", "：")):
            line.kind = LineKind.PROSE  # "You need:" belongs to the list under it
        elif (
            line.kind is LineKind.SHORT
            and below in _KNOWN_KINDS
            and (line.has_gap or gapless)
            and line.text != title
            and not _is_verse(lines, position)
        ):
            line.kind = LineKind.HEADING
    for above, line in itertools.pairwise(lines):
        is_listed = above.kind is LineKind.ITEM or above.text.endswith((":", "："))
        if line.kind is LineKind.SHORT and not line.has_gap and is_listed:
            line.kind = LineKind.ITEM
    _keep_runs_with_figures(lines)
    for line in lines:
        if line.kind is LineKind.SHORT and line.text != title and (not has_furniture or _FACT.search(line.text)):
            line.kind = LineKind.ITEM


def _join_paragraphs(lines: list[Line]) -> None:
    """Make short lines prose that stand within a paragraph: the sentence before goes on in them, or theirs goes on below."""
    for above, line in itertools.pairwise(lines):
        if line.has_gap or line.is_marked or above.is_marked or not _GOES_ON.match(line.text):
            continue
        if _SENTENCE_END.search(above.text):
            continue
        if above.kind is LineKind.PROSE and line.kind is LineKind.SHORT:
            line.kind = LineKind.PROSE
        elif above.kind is LineKind.SHORT and line.kind is LineKind.PROSE and len(above.text) >= _LONG:
            above.kind = LineKind.PROSE


def _close_lists(lines: list[Line]) -> None:
    """Take the blank lines out of lists that a line with a colon introduces, as Markdown does."""
    is_introduced = False
    for above, line in itertools.pairwise(lines):
        if line.kind is not LineKind.ITEM:
            is_introduced = False
        elif above.kind is not LineKind.ITEM:
            is_introduced = above.text.endswith((":", "："))
        elif is_introduced and _is_next_item(above.text, line.text):
            line.has_gap = False


def _is_next_item(above: str, line: str) -> bool:
    """Whether two items have the same bullet, or the second has the next number."""
    first, second = _ITEM_MARK.match(above), _ITEM_MARK.match(line)
    if first is None or second is None or first["bullet"] != second["bullet"]:
        return False
    return first["number"] is None or int(second["number"]) == int(first["number"]) + 1


def _is_verse(lines: list[Line], position: int) -> bool:
    """Whether a line opens a block of lines that go on from one another, as those of a poem do."""
    below = lines[position + 1]
    return lines[position].text.endswith((",", "，", ";", "；")) and not below.has_gap


def _keep_runs_with_figures(lines: list[Line]) -> None:
    """Make runs of short lines items where most hold a figure, as in a list of ingredients or of prices."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end].kind is LineKind.SHORT and not lines[end].has_gap:
            continue
        run = [line for line in lines[start:end] if line.kind is LineKind.SHORT]
        if len(run) >= _MIN_LISTED and 2 * sum(bool(_DIGIT.search(line.text)) for line in run) >= len(run):
            for line in run:
                line.kind = LineKind.ITEM
            if run[0].has_gap and not _DIGIT.search(run[0].text):
                run[0].kind = LineKind.HEADING
        start = end
