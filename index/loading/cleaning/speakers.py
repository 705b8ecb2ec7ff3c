"""Who speaks on a page: names on lines of their own, or before a colon, that occur more than once and may be those of people."""

from collections import Counter
from importlib.resources import files

import regex

from index.loading.cleaning.lines import Line, LineKind, find_records
from index.text import HAN, fold
from index.words import SURNAMES, zipf_frequency


def _words_of(name: str) -> frozenset[str]:
    """The words of a file of this room."""
    rows = files("index.loading.cleaning").joinpath(name).read_text("utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())


_LABELS, _ROLES = _words_of("labels.txt"), _words_of("people.txt")
_NOT_PEOPLE = regex.compile(
    # parts of a book, a list, a protocol
    r"第\s*[\p{Han}\d]{1,6}\s*[章节節回卷集幕条條课課部分篇页頁步期]?.*|[一二三四五六七八九十百]{1,4}|"
    r"(?:chapter|section|part|book|act|scene|step|appendix|annex|figure|fig|table|article|page|rule|version|volume|vol|no|item|"
    r"unit|lesson|day|week|phase|round|question|answer|task|exercise|example|rfc)\.?\s*[\divxlc.]{1,8}\b.*|"
    r"[^\p{L}]*|\S*\.\p{L}{2,4}|.*[/\\@#&=<>{}|].*|"
    # what somebody says, not who
    r".{1,12}(?:说道|写道|问道|答道|笑道|喊道|叫道|表示|认为|指出|说|道|曰|云)|.* (?:says|said|asks|asked|wrote|writes|adds|added|replies|replied)|"
    # kinds of things
    r"\p{Han}*(?:提示|贴士|说明|时间|地点|方法|办法|步骤|要点|注意|备注|问题|结果|结论|背景|目的|标准|要求|内容|费用|价格|地址|电话|邮箱|状态|"
    r"类型|名称|来源|人数|数量|部分|情况|原因|方案|项目|日期|条件|规则|原则|特点|优点|缺点|影响|意义|作用|资料|信息|链接|版本|单位|部门|事项)",
    regex.I,
)
_CAPITALISED = regex.compile(
    r"\p{Lu}[\p{L}\p{M}\p{N}_.'’-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}\p{N}_.'’-]*|de|van|von|al|bin|la)){0,3}"
)
_HAN_NAME = regex.compile(r"\p{Han}{2,4}(?:[·•]\p{Han}{1,8}){0,2}")
# Young and old people by their family name: 小王, 老张.
_FAMILIAR = regex.compile(f"[小老阿][{''.join(sorted(name for name in SURNAMES if len(name) == 1))}]")
# A Chinese word that is used so often (Zipf frequency), and an English one, is no name. Set by hand: 夜航星 has 0, 讨论 5;
# 老张 4.0, 小米 4.6.
_COMMON_CHINESE, _COMMON_FAMILIAR, _COMMON_ENGLISH = 4.0, 4.3, 5.0
_MAX_WORDS = 4
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
    records = find_records(lines, is_label)
    opening = [None if i in records else _inline_name(line) for i, line in enumerate(lines)]
    inline = _find_speakers(opening, is_own_line=False) if not own else set()
    if not own and not inline:
        return
    have_gaps = _have_gaps_before_names(lines, own)
    speaker: str | None = None
    for position, line in enumerate(lines):
        if own and (name := _name_opening_turn(lines, position, own)):
            speaker, line.kind = name, LineKind.SPEAKER
        elif opening[position] in inline and (match := _INLINE.match(line.text)):
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


def is_label(name: str) -> bool:
    """Whether what stands before a colon says what follows, and is nobody: *Name*, 价格, *Step 2*."""
    folded = fold(name).strip(" .:：")
    return folded not in _ROLES and (folded in _LABELS or bool(_NOT_PEOPLE.fullmatch(folded)))


def may_speak(name: str) -> bool:
    """Whether a name that opens several turns may be somebody: no label, no part of a book, no sentence."""
    folded = fold(name).strip(" .:：")
    if folded in _ROLES:
        return True
    if folded in _LABELS or len(name.split()) > _MAX_WORDS or _NOT_PEOPLE.fullmatch(folded):
        return False
    if HAN.search(folded):
        return zipf_frequency(folded, "zh") < (_COMMON_FAMILIAR if _FAMILIAR.fullmatch(folded) else _COMMON_CHINESE)
    words = folded.split()
    return not all(word.strip(".") in _LABELS or zipf_frequency(word, "en") >= _COMMON_ENGLISH for word in words)


def reads_like_name(name: str) -> bool:
    """Whether a name reads like one by itself, so that a single turn is enough: *Priya Nand*, 周岩, *Host*."""
    if not may_speak(name):
        return False
    return fold(name) in _ROLES or bool(_CAPITALISED.fullmatch(name) or _HAN_NAME.fullmatch(name))
