"""Who speaks on a page: names on lines of their own, or before a colon, that occur more than once."""

from collections import Counter

import regex

from index.loading.cleaning.lines import Line, LineKind
from index.loading.cleaning.speaker_names import may_speak, reads_like_name

_TIME = r"(?:[\[(（【]?\d{1,2}:\d{2}(?::\d{2})?[\])）】]?)"
_NAME = r"[\p{Lu}\p{Han}][\p{L}\p{M}\p{N}_.'’·\- ]{0,28}"
_OWN_LINE = regex.compile(
    rf"\s*+{_TIME}?\s*+(?P<name>[\p{{L}}\p{{Han}}][\p{{L}}\p{{M}}\p{{N}}_.'’·\- ]{{0,28}}?)\s*+[:：]?\s*+{_TIME}?\s*+"
)
_INLINE = regex.compile(rf"\s*+{_TIME}?\s*+(?P<name>{_NAME}?)\s*+{_TIME}?\s*+[:：]\s*(?P<words>\S.*)", regex.S)
# Set by hand.
_MIN_TURNS = 3
_MIN_SPEAKERS = 2
# The least share of the lines from the first turn to the last that open a turn: labels are rarer. Set by hand.
_MIN_SHARE = 0.3
_MAX_NAME_LENGTH = 60  # in characters, with the time beside the name


def mark_speakers(lines: list[Line]) -> None:
    """Set the speaker of each line, on a page that has speaker turns.

    A name is a speaker if it may be somebody and opens two turns or, among such turns, reads like a name. There are two
    speakers or more, and they open three turns together. A turn goes on to the next name or, on a page without blank lines
    before the names, to the next blank line.
    """
    post_authors = {line.text.strip() for line in lines if line.kind is LineKind.SPEAKER}
    own = _find_speakers([_own_line_name(lines, i) for i in range(len(lines))], is_own_line=True) | post_authors
    inline = _find_speakers([_inline_name(line) for line in lines], is_own_line=False) if not own else set()
    if not own and not inline:
        return
    have_gaps = _have_gaps_before_names(lines, own)
    speaker: str | None = None
    for position, line in enumerate(lines):
        if own and (name := _name_opening_turn(lines, position, own)):
            speaker, line.kind = name, LineKind.SPEAKER
        elif inline and _inline_name(line) in inline and (match := _INLINE.match(line.text)):
            speaker = match["name"].strip()
            line.kind, line.speech_start = LineKind.PROSE, match.start("words")
        elif line.kind is LineKind.HEADING or (line.has_gap and not have_gaps):
            speaker = None
        line.speaker = speaker


_NAME_KINDS = (LineKind.SHORT, LineKind.HEADING, LineKind.SPEAKER)


def _name_line(line: Line) -> regex.Match[str] | None:
    return _OWN_LINE.fullmatch(line.text) if line.kind in _NAME_KINDS and len(line.text) <= _MAX_NAME_LENGTH else None


def _own_line_name(lines: list[Line], position: int) -> str | None:
    """The name a line consists of, if prose follows: at once, or after a few short lines about the speaker."""
    match = _name_line(lines[position])
    if not match:
        return None
    above = position
    while above and not lines[above].has_gap and lines[above - 1].kind in _NAME_KINDS:
        above -= 1
        if _name_line(lines[above]):
            return None
    below = position + 1
    while below < len(lines) and lines[below].kind is LineKind.SHORT and not lines[below].has_gap:
        below += 1
    return match["name"].strip() if below < len(lines) and lines[below].kind is LineKind.PROSE else None


def _name_opening_turn(lines: list[Line], position: int, names: set[str]) -> str | None:
    """The known name that opens a turn at a line, or None. A known name counts wherever prose follows it."""
    name = _own_line_name(lines, position)
    match = _name_line(lines[position])
    if name is None and match and position + 1 < len(lines) and lines[position + 1].kind is LineKind.PROSE:
        name = match["name"].strip()
    return name if name in names else None


def _inline_name(line: Line) -> str | None:
    """The name before a colon at the start of a line. Rows of tables, items and code have labels, not speakers."""
    if line.is_marked:
        return None
    match = _INLINE.match(line.text)
    return match["name"].strip() if match else None


def _find_speakers(names: list[str | None], *, is_own_line: bool) -> set[str]:
    """The names that are speakers, of those that each line opens with, or None."""
    counts = Counter(name for name in names if name)
    somebody = {name for name in counts if may_speak(name)}
    recurring = {name for name in somebody if counts[name] >= 2}
    if not recurring:
        return set()
    places = [i for i, name in enumerate(names) if name in recurring]
    region = range(max(places[0] - 1, 0), min(places[-1] + 2, len(names)))
    # Beside recurring speakers a name needs one turn only: the first, the last, or one between theirs.
    once = {name for i in region if (name := names[i]) in somebody - recurring and name and reads_like_name(name)}
    speakers = recurring | once
    turns = sum(counts[name] for name in speakers)
    if len(speakers) < _MIN_SPEAKERS or turns < _MIN_TURNS:
        return set()
    return speakers if is_own_line or turns >= _MIN_SHARE * (places[-1] - places[0] + 1) else set()


def _have_gaps_before_names(lines: list[Line], names: set[str]) -> bool:
    """Whether most names have a gap before them. On such a page a gap does not end a turn."""
    openings = [line.has_gap for i, line in enumerate(lines) if names and _own_line_name(lines, i) in names]
    return bool(openings) and sum(openings) * 2 > len(openings)
