"""Dates in either language, with the parts that they leave open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.figures.numbers import Figure
from index.figures.numerals import parse_numeral
from index.text import AMBIGUOUS_MONTHS, HAN_DIGITS, HAN_ONE_TO_NINE, MONTHS, lazy_pattern

_HAN_DAY = f"[{HAN_ONE_TO_NINE}十]{{1,3}}"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9]|{_HAN_DAY})"
_YEAR = r"(?:1\d|20|21)\d\d"
_ORDINAL = r"(?:st|nd|rd|th)?"
_AND = r"\s?(?:[-–—~～至到和与、&]|to|and|or)\s?"
# What may stand after a month, and before it.
_AFTER = lazy_pattern(
    rf"份?\s?(?P<day>{_DAY})[日号]?(?:{_AND}(?P<day>{_DAY}))?[日号]"
    r"|(?<=\d{4}[-/.]\d\d?)[-/.](?P<day>\d\d?)(?!\d)"
    rf"|(?:(?:(?<=\b\p{{L}}{{3,4}})\.)?\s(?:the\s)?(?P<day>[12]\d|3[01]|0?[1-9]){_ORDINAL}(?![\d%:]|[.,]\d|\s(?:per|million|billion|trillion|thousand))"
    rf"(?:{_AND}(?P<day>[12]\d|3[01]|[1-9]){_ORDINAL}(?!\d))?)?(?:(?:\.|\sof)?,?\s(?P<year>{_YEAR})\b(?!,\d))?"
)
_BEFORE = lazy_pattern(
    rf"(?:(?P<year>\d{{4}}|(?<!\d)\d\d|[{HAN_DIGITS}]{{4}})\s?年(?:度|的)?|(?P<year>\d{{4}})[-/.])\s?$"
    rf"|(?<![\d.,])(?:(?P<day>[12]\d|3[01]|0?[1-9]){_ORDINAL}{_AND})?(?P<day>[12]\d|3[01]|0?[1-9]){_ORDINAL}(?:\sday)?(?:\sof)?\s$"
)
_MONTH_ALONE = lazy_pattern(rf"(?<=[\p{{Ll}},] )(?:{'|'.join(AMBIGUOUS_MONTHS)})\b(?! \p{{Lu}})")
_MONTH_BY_START = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
# Characters that are searched before a month. Set by hand.
_LONGEST_BEFORE = 24
_DAY_OF_HOLIDAY = {"eve": (12, 24), "christmas": (12, 25), "last": (12, 31), "first": (1, 1)}
_HOLIDAY = lazy_pattern(
    rf"(?:(?P<eve>\bChristmas Eve\b|平安夜|圣诞夜)|(?P<christmas>\bChristmas Day\b|圣诞节(?![期假前季]))|(?P<last>\bNew Year['’]s Eve\b)|"
    rf"(?P<first>\bNew Year['’]s Day\b|元旦(?![期假前])))(?:,? (?:of |in )?(?P<year>{_YEAR})\b)?"
)

_ISO_OR_CHINESE = lazy_pattern(r"(?P<year>\d{4})(?:[-/.年](?P<month>\d\d?)(?:[-/.月](?P<day>\d\d?)日?|月?)|年?)")


@dataclass(frozen=True, slots=True)
class Date:
    """A month as a text prints it, with the days and the year that stand beside it: ``text[start:end]``."""

    start: int
    end: int
    month: int
    days: tuple[int, ...] = ()
    year: int | None = None


def parse_iso_date(text: str) -> str | None:
    """A day, month or year in figures as ISO 8601; None for anything else and for a day that is in no calendar.

    ``2025年1月31日`` is ``2025-01-31``, ``2025/1`` is ``2025-01``.
    """
    match = _ISO_OR_CHINESE.fullmatch(text)
    parts = [int(part) for part in match.group("year", "month", "day") if part] if match else []
    try:
        day = date(*[*parts, 1, 1][:3]).isoformat()
    except (TypeError, ValueError):
        return None
    return day[: (4, 7, 10)[len(parts) - 1]]


def read_dates(text: str, figures: Sequence[Figure]) -> Iterator[Date]:
    """The dates of a text, around the months among its figures: ``11 and 12 July 2023``, ``2024年9月``, ``2024-09-01``."""
    for figure in figures:
        if figure.kind != "month":
            continue
        head = max(figure.start - _LONGEST_BEFORE, 0)
        before, after = _BEFORE.search(text[head : figure.start]), _AFTER.match(text, figure.end)
        days = [*(before.captures("day") if before else ()), *(after.captures("day") if after else ())]
        years = [*(before.captures("year") if before else ()), *(after.captures("year") if after else ())]
        yield Date(
            start=head + before.start() if before else figure.start, end=after.end() if after else figure.end,
            month=int(figure.value), days=tuple(_parse_number(day) for day in days), year=_four_digit_year(years[0]) if years else None,
        )  # fmt: skip


def read_holidays(text: str) -> Iterator[Date]:
    """Holidays with a fixed date: Christmas Eve."""
    for match in _HOLIDAY.finditer(text):
        month, day = next(day for name, day in _DAY_OF_HOLIDAY.items() if match[name])
        yield Date(*match.span(), month=month, days=(day,), year=int(match["year"]) if match["year"] else None)


def read_ambiguous_months(text: str) -> Iterator[Date]:
    """Months that may be another word: by March the line stood. Good as evidence, not as claims."""
    for match in _MONTH_ALONE.finditer(text):
        yield Date(*match.span(), month=_MONTH_BY_START[match.group()[:3]])


def _parse_number(numeral: str) -> int:
    return int(parse_numeral(numeral) or 0)


def _four_digit_year(numeral: str) -> int:
    year = _parse_number(numeral)
    return year + 2000 if year < 50 else year + 1900 if year < 100 else year
