"""Things that are told apart by a number, in both languages: Building 2, Room 204, 三号楼, 第42集, Episode 42."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from index.figures.numerals import parse_numeral
from index.text import HAN_DIGITS, lazy_pattern

# A kind, the English words before its number, and the Chinese words after it: those that need 第 and those that do not.
_KINDS: Sequence[tuple[str, str, str, str]] = (
    ("building", "buildings?|blocks?|towers?|bldg", "栋|棟|幢", "号楼|號樓"),
    ("room", "rooms?|rm", "室", "号房间?|號房間?|号教室|號教室|号会议室|號會議室|室"),
    ("floor", "floors?|levels?|storeys?", "层|層|楼|樓", "楼(?!盘|梯|道|宇|房)|樓(?!盤|梯|道|宇|房)"),
    ("unit", "units?", "单元|單元", "单元|單元"),
    ("hall", "halls?", "厅|廳|馆|館", "号厅|號廳|号馆|號館"),
    ("line", "lines?|routes?", "线|線", "号线|號線|路(?:公交|车|車|巴士)"),
    ("gate", "gates?|doors?", "门|門", "号门|號門"),
    ("table", "tables?", "桌|台", "号桌|號桌|号台|號檯"),
    ("court", "courts?|fields?|pitch(?:es)?", "场|場", "号场|號場|号球场|號球場"),
    ("episode", "episodes?|ep\\.?", "集|期", "集"),
    ("season", "seasons?", "季", ""),
    ("chapter", "chapters?|ch\\.", "章", ""),
    ("article", "articles?|art\\.|sections?|sect?\\.|rules?|clauses?|§{1,2}", "条|條|款|节|節", ""),
    ("week", "weeks?", "周|週", ""),
    ("lesson", "lessons?|lectures?|sessions?", "课|課|讲|講", ""),
    ("volume", "volumes?|vol\\.", "卷|册|冊", ""),
    ("round", "rounds?", "轮|輪|场|場", ""),
    ("stage", "stages?|phases?", "阶段|階段|期", ""),
    ("step", "steps?", "步", ""),
    ("class", "class", "班", "班(?!次|车|車|级|級)"),
    ("grade", "grades?|years?(?= \\d\\b)", "年级|年級", "年级|年級"),
    ("time", "", "次|届|屆|回", ""),
    ("place", "", "名", ""),
    ("group", "groups?|teams?", "组|組|队|隊", ""),
    ("shelf", "shel(?:f|ves)|aisles?|lockers?", "排|架", "号柜|號櫃|号架|號架"),
    ("track", "tracks?|platforms?", "站台|月台", "号站台|號月台|站台|月台"),
)
_NUMBER = rf"(?:\d{{1,4}}(?![\d.,%])|[{HAN_DIGITS}十百]{{1,5}})"
_CHINESE_LIST = rf"{_NUMBER}(?:\s?[、，,和及与與或至到~～—–-]\s?第?{_NUMBER})*"


def _chinese_pattern(kind: str, ordinal: str, plain: str) -> str:
    """A kind by its Chinese words: after 第 and a number, or after a number alone."""
    with_ordinal = rf"第\s?(?P<n>{_CHINESE_LIST})\s?(?:{ordinal})"
    alone = (
        rf"|(?<![第{HAN_DIGITS}十百\d.,共有部每满滿约約超近前后後末])(?P<n>{_CHINESE_LIST})\s?(?:{plain})"
        if plain
        else ""
    )
    return f"(?P<{kind}>{with_ordinal}{alone})"


_CHINESE = "|".join(_chinese_pattern(kind, ordinal, plain) for kind, _, ordinal, plain in _KINDS)
_LATIN_NUMBER = r"\d{1,4}(?![.,]?\d|%|\p{L})"
_LATIN_LIST = rf"{_LATIN_NUMBER}(?:(?:\s?[–—/-]\s?|,\s?|,? (?:and|or|to|through|&) ){_LATIN_NUMBER})*"
_LATIN = "|".join(
    rf"(?P<{kind}>(?<!\p{{L}})(?:{words})\s?(?:no\.?\s?|number\s|#)?(?P<n>{_LATIN_LIST}))"
    for kind, words, _, _ in _KINDS
    if words
)
_THING = lazy_pattern(f"{_CHINESE}|{_LATIN}", regex.I)
_PART = lazy_pattern(rf"\d+|[{HAN_DIGITS}十百]+|[~～—–-]|至|到|\bto\b|\bthrough\b")
# What makes a number a bound, before and after it.
_BOUND_BEFORE = lazy_pattern(
    r"(?i)(?:\b(?:before|after|from|above|below|over|under|beyond|up to|until|till|since|than|between|through|to|at least)\s(?:the\s)?|[除从從自比]|超过|低于|高于)$"
)
_BOUND_AFTER = lazy_pattern(
    rf"(?i)\s?(?:(?:to|through|until|till|onwards?|upwards?|or (?:more|less|higher|lower|above|below))\b|and (?:up|above|below|later|higher|lower|over|beyond)\b|[–—~～-]|[起以之前后後]|[至到]\s?第?[\d{HAN_DIGITS}十百])"
)
_LONGEST_BOUND = 16
_MOST_BETWEEN = 200  # numbers of a range that are counted out. Set by hand.


class NumberedThing(NamedTuple):
    """A kind of thing and the number of one of them."""

    kind: str
    number: int


@lru_cache(maxsize=512)
def numbered_things(text: str) -> frozenset[NumberedThing]:
    """The things that a text names by their numbers. Of a range it names each: 1至3号楼 are three.

    Cached: headings are read for each sentence under them.
    """
    return frozenset(
        NumberedThing(kind, number)
        for match in _THING.finditer(text)
        for kind in [next(kind for kind, *_ in _KINDS if match[kind])]
        for number in _numbers(next(filter(None, match.captures("n"))))
    )


def bounds_numbered_things(text: str) -> bool:
    """Whether a text names such things as bounds or ends of a range: Room 101 to Room 120, 六楼以上."""
    return any(
        _BOUND_BEFORE.search(text[max(match.start() - _LONGEST_BOUND, 0) : match.start()])
        or _BOUND_AFTER.match(text, match.end())
        for match in _THING.finditer(text)
    )


def _numbers(listed: str) -> Iterator[int]:
    """The numbers of a list or range."""
    last, is_range = 0, False
    for part in _PART.findall(listed):
        if not (part.isdigit() or part[0] in HAN_DIGITS or part[0] in "十百"):
            is_range = True
            continue
        number = int(parse_numeral(part) or 0)
        if is_range and 0 < number - last <= _MOST_BETWEEN:
            yield from range(last + 1, number)
        yield number
        last, is_range = number, False
