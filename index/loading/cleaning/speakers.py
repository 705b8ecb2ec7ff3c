"""Who speaks: names on lines of their own, or before a colon, told by their coming back."""

from collections import Counter

import regex

from index.loading.cleaning.lines import Line, LineKind

_TIME = r"(?:[\[(（【]?\d{1,2}:\d{2}(?::\d{2})?[\])）】]?)"
_NAME = r"[\p{Lu}\p{Han}][\p{L}\p{M}\p{N}_.'’·\- ]{0,28}"
_OWN_LINE = regex.compile(
    rf"\s*{_TIME}?\s*(?P<name>[\p{{L}}\p{{Han}}][\p{{L}}\p{{M}}\p{{N}}_.'’·\- ]{{0,28}}?)\s*[:：]?\s*{_TIME}?\s*"
)
_INLINE = regex.compile(rf"\s*{_TIME}?\s*(?P<name>{_NAME}?)\s*{_TIME}?\s*[:：]\s*(?P<words>\S.*)", regex.S)
# What comes back before a colon without being a person.
_NOT_A_NAME = frozenset(
    "note notes action actions decision decisions date time location item agenda attendees present apologies subject "
    "from to cc source url http https 注 注意 说明 时间 地点 来源 日期 备注 主题".split()
)
_LEAST_TURNS = 3
_MOST_WORDS = 4
_LONGEST_NAME = 60  # with the time beside it


def mark_speakers(lines: list[Line]) -> None:
    """Note on each line who speaks it, where a page gives turns at all.

    A name counts once it opens at least two turns and all names together open three. Paragraphs after a name
    belong to it: to the next name, or, on a page where names are not set apart by blank lines, to the next
    blank line.
    """
    posters = {line.text.strip() for line in lines if line.kind is LineKind.SPEAKER}
    own = _coming_back(_own_line_names(lines)) | posters
    inline = _coming_back(_inline_names(lines)) if not own else set()
    if not own and not inline:
        return
    spaced = _are_set_apart(lines, own)
    speaker: str | None = None
    for position, line in enumerate(lines):
        if own and (name := _opening_name(lines, position, own)):
            speaker, line.kind = name, LineKind.SPEAKER
        elif inline and (match := _INLINE.match(line.text)) and match["name"].strip() in inline:
            speaker = match["name"].strip()
            line.kind, line.spoken_from = LineKind.PROSE, match.start("words")
        elif line.kind is LineKind.HEADING or (line.gap and not spaced) or (inline and not _continues(lines, position)):
            speaker = None
        line.speaker = speaker


def _own_line_names(lines: list[Line]) -> Counter[str]:
    names: Counter[str] = Counter()
    for position in range(len(lines)):
        if name := _own_line_name(lines, position):
            names[name] += _is_name(name)
    return names


_MAY_BE_NAMES = (LineKind.SHORT, LineKind.HEADING, LineKind.SPEAKER)


def _name_line(line: Line) -> regex.Match[str] | None:
    return _OWN_LINE.fullmatch(line.text) if line.kind in _MAY_BE_NAMES and len(line.text) <= _LONGEST_NAME else None


def _own_line_name(lines: list[Line], position: int) -> str | None:
    """The name a line consists of, if it stands over prose: alone, or first of a few short lines about the speaker."""
    match = _name_line(lines[position])
    if not match:
        return None
    above = position
    while above and not lines[above].gap and lines[above - 1].kind in _MAY_BE_NAMES:
        above -= 1
        if _name_line(lines[above]):
            return None
    below = position + 1
    while below < len(lines) and lines[below].kind is LineKind.SHORT and not lines[below].gap:
        below += 1
    return match["name"].strip() if below < len(lines) and lines[below].kind is LineKind.PROSE else None


def _opening_name(lines: list[Line], position: int, names: set[str]) -> str | None:
    """Which of the known names a line opens a turn with. Once known, a name counts wherever it is over prose."""
    name = _own_line_name(lines, position)
    match = _name_line(lines[position])
    if name is None and match and position + 1 < len(lines) and lines[position + 1].kind is LineKind.PROSE:
        name = match["name"].strip()
    return name if name in names else None


def _inline_names(lines: list[Line]) -> Counter[str]:
    names: Counter[str] = Counter()
    for line in lines:
        if match := _INLINE.match(line.text):
            names[match["name"].strip()] += _is_name(match["name"])
    return names


def _is_name(name: str) -> bool:
    return len(name.split()) <= _MOST_WORDS and name.strip().casefold() not in _NOT_A_NAME


def _coming_back(names: Counter[str]) -> set[str]:
    """The names of at least two turns, provided they open three turns together."""
    regular = {name for name, turns in names.items() if turns >= 2}
    if sum(names[name] for name in regular) < _LEAST_TURNS:
        return set()
    return regular


def _are_set_apart(lines: list[Line], names: set[str]) -> bool:
    """Whether blank lines stand before most names, and so do not end a turn."""
    openings = [line.gap for i, line in enumerate(lines) if names and _own_line_name(lines, i) in names]
    return bool(openings) and sum(openings) * 2 > len(openings)


def _continues(lines: list[Line], position: int) -> bool:
    """Whether a line without a name goes on with the turn above it: no blank line between."""
    return not lines[position].gap
