"""Dates: what is said of March 2021 says nothing of April 2021."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.evidence.named.scope import covers_others
from index import MONTHS, AnswerType, answer_type, lazy_pattern, read_dates, read_figures

# Years that stand alone: not 2000万元, 2,000 or a total of 2000 members.
_YEAR = lazy_pattern(
    r"(?<![\d.,:\-–/])(?:1[5-9]|20)\d\d(?=\s?年)|(?i:\b(?:in|during|year|fy|annual|early|late|mid))[ -]?(?:the (?:year )?)?(?:1[5-9]|20)\d\d\b(?![.,]?\d|\s?%)"
    r"|(?:^|(?<=\b(?:[Tt]he|of|for) ))(?:1[5-9]|20)\d\d\b(?![.,]?\d|\s?%|\s+\p{Ll}+s\b)"
)
# A span of time, a bound or a comparison: it holds for dates that it does not name, or names one that it is not about.
_SPAN = lazy_pattern(
    r"(?i)\b(?:since|by|before|after|until|till|from|between|through|throughout|to|with|against|as of)\b(?: (?:the|early|late|mid|end|start|"
    rf"beginning|of)\b){{0,4}} (?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{'|'.join(name[:3] for name in MONTHS)}|(?:1[5-9]|20)\d\d\b)"
    r"|\b(?:later|earlier|ago|than|deadline|starting|starts?|effective|onwards?|valid|signed|born|founded|established|term|year before|"
    r"previous year|for \w+ (?:years?|months?|weeks?|days?))\b|[\p{L}\d]\s?[–—~～]\s?\d|\d\s?[-/]\s?\d|\d\s?(?:or|and)\s?\d"
    r"|[年月日号號]\w{0,2}(?:以来|以來|以前|以后|以後|之前|之后|之後|至|到|前|后|後|起)|[自从從比较較起]|开始|開始|实行|實行|生效|截止|截至|有效|任期|为期|為期|"
    r"出生|生于|生於|成立|签订|簽訂|同期|上年|去年|前一年"
)
_FIRST_CLAUSE = lazy_pattern(r"[^,;:(，；：（]*")


class Day(NamedTuple):
    """A day, month or year; a part that is not said is None."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def differs_from(self, other: "Day") -> bool:
        """Whether both say the same part of a date, and another one."""
        return any(None not in both and both[0] != both[1] for both in zip(self, other, strict=True))

    def is_said_by(self, other: "Day") -> bool:
        """Whether another date says each part of this one, and the same."""
        return all(own in (None, others) for own, others in zip(self, other, strict=True))


def asked_dates(question: str) -> tuple[Day, ...]:
    """The dates that a question is about; none where it asks when something was, or for a span of time."""
    if answer_type(question) is AnswerType.DATE or _SPAN.search(question):
        return ()
    return _dates(question)


def is_of_other_date(asked: Sequence[Day], sentence: str, headings: Sequence[str]) -> bool:
    """Whether a sentence begins with another date than those ``asked``, or has none and stands under a heading of another month.

    A heading with one of those asked outweighs it. The date must be in the first clause: what follows a comma is often compared
    with, or said of somebody.
    """
    if not asked or any(one.is_said_by(day) for heading in headings for day in _dates(heading) for one in asked):
        return False
    named = _dates(sentence)
    if not named:
        dated = next(filter(None, map(_months, headings)), ())
        return bool(dated) and all(day.differs_from(one) for day in dated for one in asked)
    if covers_others(sentence) or _SPAN.search(sentence) or not _dates(_first_clause(sentence)):
        return False
    return all(day.differs_from(one) for day in named for one in asked)


def _months(heading: str) -> tuple[Day, ...]:
    return tuple(day for day in _dates(heading) if day.month)


def _first_clause(sentence: str) -> str:
    found = _FIRST_CLAUSE.match(sentence)
    return found.group() if found else ""


@lru_cache(maxsize=512)
def _dates(text: str) -> tuple[Day, ...]:
    dates = list(read_dates(text, read_figures(text)))
    days = [Day(date.year, date.month, day) for date in dates for day in date.days or (None,)]
    years = [
        Day(int(match.group()[-4:]))
        for match in _YEAR.finditer(text)
        if not any(date.start <= match.end() - 1 < date.end for date in dates)
    ]
    return (*days, *years)
