"""Time expressions in questions of both languages: a year, a month, last week, 三年后, 年中."""

import regex

from index.text import (
    AMBIGUOUS_MONTHS,
    CARDINALS,
    HAN,
    HAN_ONE_TO_NINE,
    MONTHS,
    WEEKDAY_CHARACTERS,
    WEEKDAYS,
    lazy_pattern,
)

_FULL_NAMES = "|".join(name for name in MONTHS if name not in AMBIGUOUS_MONTHS)
_AMBIGUOUS = "|".join(name for name in MONTHS if name in AMBIGUOUS_MONTHS)
_MONTH = (
    rf"(?:{_FULL_NAMES}|(?<=(?:in|of|since|until|by|late|early|and|to|\d) )(?:{_AMBIGUOUS})"
    rf"|(?:{_AMBIGUOUS})(?= (?:19|20)?\d\d))"
)
_ONE_TO_TEN = "|".join(word for word, value in CARDINALS.items() if 1 <= value <= 10)
_YEAR = r"(?:19|20)\d\d"
_ENGLISH = (
    (
        rf"(?:\b(?:the )?(?:beginning|start|end|middle|first half|second half) of |\b(?:early|late|mid|halfway through)[ -](?:in )?|\bwhen (?={_YEAR} (?:began|ended)))?"
        rf"(?:\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?\b{_MONTH}\b(?: \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d),?)?(?: {_YEAR}\b)?|\b{_YEAR}\b(?![\d.,]*\d|\s?%))"
        r"(?: began| ended)?"
    ),
    r"\b(?:the )?(?:last|next|this|previous|whole|full|following|current|entire) (?:year|month|week|quarter|decade|century)\b",
    rf"\b(?:{'|'.join(WEEKDAYS)})s?\b|\bweek-?ends?\b",
    r"\b(?:today|yesterday|tomorrow|now|nowadays|currently|these days|mid-year|at present)\b",
    rf"\b(?:\d+|an?|{_ONE_TO_TEN}|several|some|a few) (?:year|month|week|day|decade)s? (?:later|after|before|earlier|ago|on)\b",
)
_PART_OF_YEAR = r"(?:年?[初底末中]|年?[上下]半年)"
_CHINESE = (
    rf"(?:星期|礼拜|周)[{WEEKDAY_CHARACTERS}]|周末",
    rf"(?:到|从|在|自)?{_YEAR}\s*(?:年{_PART_OF_YEAR}?|(?=[初底末中]){_PART_OF_YEAR})(?:\d{{1,2}}\s*月(?:\d{{1,2}}\s*[日号]|[初底末])?)?(?:以来|以后|以前)?",
    r"(?<!\d)\d{1,2}\s*月(?:\d{1,2}\s*[日号]|[初底末])?",
    rf"[{HAN_ONE_TO_NINE}两十几\d]+(?:个月|年|个?星期|周|天)(?:之后|以后|之前|以前|后|前)",
    rf"(?:去|今|明|前|后|当|全|次)年{_PART_OF_YEAR}?|[上下]个?月|年[初底末中]|[上下]半年",
    r"现在|目前|如今|眼下|从前|过去|以前|当时|后来|最近|昨天|今天|明天",
)
TIME_EXPRESSION = lazy_pattern("|".join((*_CHINESE, *_ENGLISH)), regex.I)
_RELATIVE = lazy_pattern(r" (?:later|after|before|earlier|on)$|[年月周天期][之以]?[后前]$", regex.I)
_WITHOUT_YEAR = lazy_pattern(rf"(?:{_MONTH}|whole|full|entire|mid-year|\d+\s*月|^年|^全年|半年)", regex.I)
_YEAR_PATTERN = lazy_pattern(_YEAR)


def is_relative_time(time: str) -> bool:
    """Whether a time expression is relative to another time: ``three years later``, ``三年后``."""
    return bool(_RELATIVE.search(time)) and not _YEAR_PATTERN.search(time)


def substitute_time(time: str, earlier: str) -> str:
    """A time expression to put in place of an earlier one. It takes the earlier year if it names only a part of a year.

    ``May`` in place of ``June 2024`` is ``May 2024``, ``2025`` in place of ``2024年`` is ``2025年``.
    """
    year = _YEAR_PATTERN.search(earlier)
    is_chinese = bool(HAN.search(earlier))
    if _YEAR_PATTERN.fullmatch(time.removesuffix("年")):
        return f"{time.removesuffix('年')}{'年' * is_chinese}"
    if not year or _YEAR_PATTERN.search(time) or not _WITHOUT_YEAR.search(time):
        return time
    return f"{year.group()}年{time.removeprefix('全年') or '全年'}" if HAN.search(time) else f"{time} {year.group()}"
