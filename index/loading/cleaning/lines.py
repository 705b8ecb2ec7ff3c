"""The lines of a page, and what kind each is."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from index.loading.cleaning.boilerplate import is_link_bar
from index.loading.cleaning.line_repair import rejoin_split_numbers, unwrap_lines
from index.text import HAN

_INVISIBLE = regex.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]|[\p{Cc}--[\t\n]]", regex.V1)
_STATEMENT_END = regex.compile(r"[.!?。！？…｡:：;；][\"'”’»)）】」』\]]*$")
_TITLE_END = regex.compile(r"[.。…｡:：;；][\"'”’»)）】」』\]]*$")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*")
_ITEM = regex.compile(
    r"\s*(?:[-*•·▪◦–]\s+|\d{1,3}[.)、]\s*(?=\D)|[（(]\d{1,2}[)）]\s*)\S|[^\t]*\S\t+\S|\|?.*\S\s*\|\s*\S.*\||.*\S\s\|\s\S.*\s\|\s"
)
_LONGEST_ITEM = 2000
_KEY_VALUE = regex.compile(r"[\p{L}][\p{L}\p{M}' /()-]{0,30}(?::\s+|：\s*|(?<=\p{Han}):)\S.*")


_LABELLED = regex.compile(r"(?P<label>[^:：\n]{1,30})[:：]\s*(?P<value>\S.*)?")
_FEWEST_LABELS = 2


class LineKind(StrEnum):
    """What a line of a page is."""

    PROSE = "prose"
    ITEM = "item"  # of a list or a table, or `Name: value`
    HEADING = "heading"
    SPEAKER = "speaker"
    CODE = "code"
    SHORT = "short"  # not known yet: a heading, a name or a button


@dataclass(slots=True)
class Line:
    """One paragraph, heading, list item, table row or name.

    ``has_gap`` tells that a blank line stood before it. ``text[speech_start:]`` is what the speaker says. ``location`` is
    where in the file it stands, such as ``page 4``, where the format has something to say about it. ``level`` is that of a
    heading: 1 is the highest, 0 is not known. ``is_marked`` tells that the file itself says what kind of line it is (``#``,
    ``<li>``), ``is_link`` that all of it is a link.
    """

    text: str
    has_gap: bool = False
    kind: LineKind = LineKind.SHORT
    speaker: str | None = None
    speech_start: int = 0
    level: int = 0
    location: str | None = None
    is_marked: bool = False
    is_link: bool = False


def read_plain_lines(text: str) -> list[Line]:
    """The lines of a plain text, classified, without invisible characters, hard wraps and split numbers."""
    lines: list[Line] = []
    for text_block in regex.split(r"\n(?:[ \t\u3000\u00a0]*\n)+", _INVISIBLE.sub("", text)):
        stripped = [line.strip(" \u3000\u00a0\r\t") for line in text_block.split("\n")]
        block = [line for line in stripped if line]
        for position, paragraph in enumerate(block if any(map(is_link_bar, block)) else unwrap_lines(block)):
            lines.append(Line(paragraph, has_gap=position == 0))
    lines = rejoin_lines(lines)
    for line in lines:
        line.kind = classify_line(line.text)
    _unmark_titles(lines)
    return lines


def rejoin_lines(lines: list[Line]) -> list[Line]:
    """The lines, joined where a number was split between two of them. A joined line keeps the kind of its first half."""
    texts = rejoin_split_numbers([line.text for line in lines])
    if len(texts) == len(lines):
        return lines
    kept: list[Line] = []
    rest = iter(lines)
    for text in texts:
        line = next(rest)
        while len(line.text) < len(text):
            line.text += next(rest).text
        kept.append(line)
    return kept


def classify_line(text: str) -> LineKind:
    """The kind of a line by itself: prose is long or ends like a sentence, list items and table rows have their marks."""
    if len(text) <= _LONGEST_ITEM and _ITEM.match(text):
        return LineKind.ITEM
    han, words = len(HAN.findall(text)), len(_WORD.findall(text))
    if han >= 25 or (words >= 12 and not han):
        return LineKind.PROSE
    if _STATEMENT_END.search(text) and (han >= 4 or words >= 4) and not (han < 4 and text.isupper()):
        return LineKind.PROSE
    return LineKind.ITEM if _KEY_VALUE.fullmatch(text) else LineKind.SHORT


def _unmark_titles(lines: list[Line]) -> None:
    """Make a title short again that was classified as prose (a question or exclamation) or as an item (``Name: topic``)."""
    if len(lines) > 1 and lines[1].has_gap and _KEY_VALUE.fullmatch(lines[0].text) and lines[0].kind is LineKind.ITEM:
        lines[0].kind = LineKind.SHORT
    if sum(line.kind is LineKind.PROSE for line in lines) < 2:
        return
    for line, following in itertools.pairwise(lines):
        if line.kind is LineKind.PROSE and (len(line.text) > 100 or _TITLE_END.search(line.text)):
            return
        if line.kind is LineKind.PROSE and (following.has_gap or following.kind is not LineKind.PROSE):
            line.kind = LineKind.SHORT


def find_records(lines: list[Line], is_label: Callable[[str], bool]) -> set[int]:
    """The positions of the lines ``label: value`` of records, as in a roster: blocks that have labels in common.

    ``is_label`` tells a label from the name of somebody who speaks: Ann and Ben of an interview take turns, too. A block under
    a line of its own, which says whose record it is, needs none that can be told.
    """
    alike: dict[str, list[dict[str, int]]] = defaultdict(list)
    titled: Counter[str] = Counter()
    for block, has_title in _labelled_blocks(lines):
        first = next(iter(block))
        alike[first].append(block)
        titled[first] += has_title
    found: set[int] = set()
    for first, blocks in alike.items():
        common = set.intersection(*map(set, blocks))
        is_record = titled[first] == len(blocks) or any(map(is_label, common))
        if len(blocks) > 1 and len(common) >= _FEWEST_LABELS and is_record:
            found.update(position for block in blocks for position in block.values())
    return found


def _labelled_blocks(lines: list[Line]) -> Iterator[tuple[dict[str, int], bool]]:
    """Successive lines ``label: value``, each label once, with their positions; and whether a short line stands right above.

    A value may be empty where the label has one elsewhere.
    """
    labels = {label for line in lines if (label := _label_of(line.text))}
    block: dict[str, int] = {}
    has_title = False
    for position, line in enumerate(lines):
        label = "" if line.is_marked else _label_of(line.text, labels)
        if block and (not label or line.has_gap or label in block):
            yield block, has_title
            block = {}
        if label and not block:
            above = lines[position - 1] if position and not line.has_gap else None
            has_title = above is not None and above.kind is LineKind.SHORT and not _label_of(above.text, labels)
        if label:
            block[label] = position
    if block:
        yield block, has_title


def _label_of(text: str, blank: Collection[str] = ()) -> str:
    """The label of a line ``label: value``, or of one without a value if it is among those that may be ``blank``; else empty."""
    match = _LABELLED.fullmatch(text)
    label = match["label"].strip() if match else ""
    return label if match and (match["value"] or label in blank) else ""
