"""Who speaks on a page: names on lines of their own, or before a colon, that occur more than once."""

from collections import Counter

import regex

from index.loading.cleaning.lines import Line, LineKind

_TIME = r"(?:[\[(（【]?\d{1,2}:\d{2}(?::\d{2})?[\])）】]?)"
_NAME = r"[\p{Lu}\p{Han}][\p{L}\p{M}\p{N}_.'’·\- ]{0,28}"
_OWN_LINE = regex.compile(
    rf"\s*{_TIME}?\s*(?P<name>[\p{{L}}\p{{Han}}][\p{{L}}\p{{M}}\p{{N}}_.'’·\- ]{{0,28}}?)\s*[:：]?\s*{_TIME}?\s*"
)
_INLINE = regex.compile(rf"\s*{_TIME}?\s*(?P<name>{_NAME}?)\s*{_TIME}?\s*[:：]\s*(?P<words>\S.*)", regex.S)
# Words that often stand before a colon and are not people.
_NOT_A_NAME = frozenset(
    "note notes action actions decision decisions date time location item agenda attendees present apologies subject "
    "from to cc source url http https 注 注意 说明 时间 地点 来源 日期 备注 主题".split()
)
# Set by hand.
_MIN_TURNS = 3
_MAX_NAME_WORDS = 4
_MAX_NAME_LENGTH = 60  # in characters, with the time beside the name


def mark_speakers(lines: list[Line]) -> None:
    """Set the speaker of each line, on a page that has speaker turns.

    A name is a speaker if it opens at least two turns, and all speakers together open three. A turn goes on to the next
    name or, on a page without blank lines before the names, to the next blank line.
    """
    post_authors = {line.text.strip() for line in lines if line.kind is LineKind.SPEAKER}
    own = _recurring_names(_count_own_line_names(lines)) | post_authors
    inline = _recurring_names(_count_inline_names(lines)) if not own else set()
    if not own and not inline:
        return
    have_gaps = _have_gaps_before_names(lines, own)
    speaker: str | None = None
    for position, line in enumerate(lines):
        if own and (name := _name_opening_turn(lines, position, own)):
            speaker, line.kind = name, LineKind.SPEAKER
        elif inline and (match := _INLINE.match(line.text)) and match["name"].strip() in inline:
            speaker = match["name"].strip()
            line.kind, line.speech_start = LineKind.PROSE, match.start("words")
        elif line.kind is LineKind.HEADING or (line.has_gap and not have_gaps):
            speaker = None
        line.speaker = speaker


def _count_own_line_names(lines: list[Line]) -> Counter[str]:
    names: Counter[str] = Counter()
    for position in range(len(lines)):
        if name := _own_line_name(lines, position):
            names[name] += _is_name(name)
    return names


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


def _count_inline_names(lines: list[Line]) -> Counter[str]:
    names: Counter[str] = Counter()
    for line in lines:
        if match := _INLINE.match(line.text):
            names[match["name"].strip()] += _is_name(match["name"])
    return names


def _is_name(name: str) -> bool:
    return len(name.split()) <= _MAX_NAME_WORDS and name.strip().casefold() not in _NOT_A_NAME


def _recurring_names(names: Counter[str]) -> set[str]:
    """The names that open at least two turns, if together they open three or more."""
    regular = {name for name, turns in names.items() if turns >= 2}
    if sum(names[name] for name in regular) < _MIN_TURNS:
        return set()
    return regular


def _have_gaps_before_names(lines: list[Line], names: set[str]) -> bool:
    """Whether most names have a gap before them. On such a page a gap does not end a turn."""
    openings = [line.has_gap for i, line in enumerate(lines) if names and _own_line_name(lines, i) in names]
    return bool(openings) and sum(openings) * 2 > len(openings)
