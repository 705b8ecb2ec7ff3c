"""Dates: what is said of March 2021 says nothing of April 2021."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from index import MONTHS, AnswerType, answer_type, lazy_pattern, read_dates, read_figures

# Years that stand alone: not 2000万元, 2,000 or a total of 2000 members.
_YEAR = lazy_pattern(
    r"(?<![\d.,:\-–/])(?:1[5-9]|20)\d\d(?=\s?年)|(?i:\b(?:in|during|year|fy|annual|early|late|mid))[ -]?(?:the (?:year )?)?(?:1[5-9]|20)\d\d\b(?![.,]?\d|\s?%)"
    r"|(?<=\b(?:of|for) )(?:1[5-9]|20)\d\d\b(?![.,]?\d|\s?%|\s+\p{Ll}+s\b)"
)
# A span of time, a bound or a comparison: it holds dates that it does not name, or names one that it is not about.
_SPAN = lazy_pattern(
    r"(?i)\b(?:since|by|before|after|until|till|from|between|through|throughout|to|than|with|against|as of)\b(?: (?:the|early|late|mid|end|start|"
    rf"beginning|of)\b){{0,4}} (?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{'|'.join(name[:3] for name in MONTHS)}|(?:1[5-9]|20)\d\d\b)"
    r"|\b(?:later|earlier|ago)\b|\d\s?[-–—~～/]\s?\d|\d\s?(?:or|and)\s?\d"
    r"|[年月日号]\w{0,2}(?:以来|以來|以前|以后|以後|之前|之后|之後|至|到|前|后|後|起)|(?:自|从|從|截至|截止|比|较|較|同期)"
)


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
    """Whether a sentence says of each date it names that it is none of those ``asked``. A heading with one of them outweighs it."""
    named = () if not asked or _SPAN.search(sentence) else _dates(sentence)
    if not named or not all(day.differs_from(one) for day in named for one in asked):
        return False
    return not any(one.is_said_by(day) for heading in headings for day in _dates(heading) for one in asked)


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
