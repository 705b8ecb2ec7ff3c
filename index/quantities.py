"""Figures with what they measure: amounts with their unit, days of the week, times of day, halves and quarters of years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from index.figures import Figure
from index.numerals import value
from index.units import Readings, unit_of

# What is measured, "" where nothing says, and how much of it in base units.
Worth = tuple[str, Decimal]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as a text prints it, its unit included: ``text[start:end]``.

    ``worths`` are the ways to read it: ``2024`` is a number and a year. ``number`` is its value whatever it counts,
    None where it is a share or no plain number.
    """

    start: int
    end: int
    worths: frozenset[Worth]
    number: Decimal | None = None

    @property
    def is_bare(self) -> bool:
        """Whether no unit is known to go with it."""
        return any(not measured for measured, _ in self.worths)


_HAN_DIGITS = "零〇一二两三四五六七八九十"
_HALF = regex.compile("^个半|半$")
_FEW = "(?i:one|two|three|four|five|six|seven|eight|nine|ten)|\\d{1,2}"
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPECIAL = regex.compile(
    rf"""(?P<clock>(?<![\d.:：])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?![\d:：])(?:\s?[ap]\.?m\b\.?)?
      | (?<![\d{_HAN_DIGITS}])(?P<hour>\d\d?|[{_HAN_DIGITS}]{{1,3}})\s?(?<!一)(?:(?P<points>点)|(?<!小)时)
        (?:\s?(?P<minute>\d\d?|[{_HAN_DIGITS}]{{1,3}})\s?分|(?P<half>半)|(?![名评燃代候期间\d{_HAN_DIGITS}])))
    | (?P<weekday>\b(?i:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:周|星期|礼拜)(?P<nth>[一二三四五六日天])(?![年个次章]))
    | (?P<half_year>\b(?:(?P<first>[Ff]irst|1st)|[Ss]econd|[Ll]atter|2nd)\s[Hh]alf\b|\bH(?:(?P<first>1)|2)\b|(?P<first>上)半[年场]|下半[年场])
    | (?P<quarter>\b(?:Q(?P<nth>[1-4])|(?P<nth>[1-4])Q)\b)
    | (?P<share>\b(?P<part>{_FEW})\s(?:(?!\p{{L}}*illion)\p{{L}}+\s)?(?:in|out\sof)\s(?:every\s)?(?P<whole>{_FEW}|100)\b
        (?![,.]?\d|\s(?:year|month|week|day|hour|minute)))
    | (?P<share>每(?P<part_of>[{_HAN_DIGITS}百]+|\d+)[个名位]?\p{{Han}}{{0,4}}?[里中]就?有(?P<these>[{_HAN_DIGITS}]+|\d+)[个名位人])
    | (?P<quarters>(?i:three)[ -]quarters?\b)
    """,
    regex.X | regex.V1,
)
# Between figures of which the last may bear the unit of all.
_LIST = regex.compile(
    r"\s?(?:[-–—~～至到、,，/]|,?\s?(?:to|and|or)\s|和|与|或|及)\s?(?:(?:about|around|nearly|almost|some)\s|约|近)?"
)
_YEARS = range(1000, 2101)


def quantities(text: str, found: Sequence[Figure]) -> list[Quantity]:
    """The figures of a text that are no months, in reading order, each with its unit."""
    special = list(_special(text))
    taken = [(quantity.start, quantity.end) for quantity in special]
    plain = [
        _measured(text, figure)
        for figure in found
        if figure.kind != "month" and not any(start < figure.end and figure.start < end for start, end in taken)
    ]
    return sorted([*special, *_shared(text, plain)], key=lambda quantity: quantity.start)


def _special(text: str) -> Iterator[Quantity]:
    for match in _SPECIAL.finditer(text):
        nth = match["nth"]
        if match["clock"]:
            hour, minute = value(match["hour"]), value(match["minute"] or "0")
            if hour is None or minute is None:
                continue
            worths = {("clock", (hour * 60 + (30 if match["half"] else minute)) % 720)}
            if regex.search("[:：]", match.group()):
                worths.add(score(hour, minute))
            if match["points"] and not match["minute"]:
                worths |= {("score", hour), ("", hour)}
        elif match["weekday"]:
            day = "一二三四五六日".index(nth.replace("天", "日")) if nth else _WEEKDAYS.index(match.group()[:3].lower())
            worths = {("weekday", Decimal(day))}
        elif match["half_year"]:
            worths = {("half_year", Decimal(1 if match["first"] else 2))}
        elif match["quarter"]:
            worths = {("quarter", Decimal(nth))}
        elif match["quarters"]:
            worths = {("quarter", Decimal(3)), ("percent", Decimal(75))}
        else:
            part, whole = _small(match["part"] or match["these"]), _small(match["whole"] or match["part_of"])
            if not 0 < part < whole:
                continue
            worths = {("percent", round(part * 100 / whole, 2))}
        yield Quantity(*match.span(), frozenset(worths))


def score(own: Decimal, other: Decimal) -> Worth:
    """Two figures held against each other: 12:10."""
    return "pair", own * 1000 + other


def _small(numeral: str) -> Decimal:
    word = numeral.lower()
    return Decimal(_SMALL.index(word) + 1) if word in _SMALL else value(numeral) or Decimal(0)


def _measured(text: str, figure: Figure) -> Quantity:
    """A figure with its unit."""
    printed = text[figure.start : figure.end]
    if figure.kind == "percent":
        measured = "point" if regex.search(r"百分点|point", printed) else "percent"
        return Quantity(figure.start, figure.end, frozenset({(measured, figure.value)}))
    if decades := set(_decades(printed, figure, text[max(figure.start - 1, 0) : figure.start])):
        return Quantity(figure.start, figure.end, frozenset(decades))
    if printed.endswith("世纪"):
        return Quantity(figure.start, figure.end, frozenset({("century", figure.value)}))
    units, start, end = unit_of(text, figure.start, figure.end, is_scaled=_is_scaled(printed, figure.value))
    number = figure.value
    if units and _HALF.search(text[figure.end : end + 1]):
        number, end = number + Decimal("0.5"), max(end, figure.end) + (text[end : end + 1] == "半")
    is_ordinal = bool(regex.search(r"\d(?:st|nd|rd|th)$", printed))
    worths = set(_worths(number, units))
    if is_ordinal and text[:end].endswith("centuries"):
        return Quantity(start, end, frozenset({("century", figure.value)}))
    if year := _year(printed, figure, text[figure.end :][:3], has_unit=bool(units)):
        worths.add(("year", year))
    if is_ordinal or regex.match(r"\s?[日号]", text, pos=figure.end):
        worths.add(("day", figure.value))
    return Quantity(start, end, frozenset(worths), number)


def _is_scaled(printed: str, number: Decimal) -> bool:
    """Whether what is attached to the digits is part of their value: the m of 8m."""
    digits = regex.match(r"[\d.,]+", printed)
    return digits is not None and value(digits.group().strip(".,")) != abs(number)


def _worths(number: Decimal, units: Readings) -> Iterator[Worth]:
    for measured, worth in units or (("", Decimal(1)),):
        yield measured, number * worth % 720 if measured == "clock" else number * worth
        if measured == "score":
            yield "", number


def _decades(printed: str, figure: Figure, before: str) -> Iterator[Worth]:
    if figure.value % 10 == 0 and regex.search(r"0['’]?s$|年代$", printed):
        if figure.value in _YEARS:
            yield "decade", figure.value
        elif printed.endswith("年代") or before in {"'", "’", "‘"}:
            yield from (("decade", figure.value + 1900), ("decade", figure.value + 2000))


def _year(printed: str, figure: Figure, after: str, *, has_unit: bool) -> Decimal | None:
    """The year that a number of two or four digits may be."""
    if figure.value in _YEARS and (not has_unit or "年" in after):
        return (
            figure.value
            if regex.fullmatch(r"\d{2}|\d{4}|[零〇一二三四五六七八九]{4}|\p{Latin}+ [\p{Latin}-]+", printed)
            else None
        )
    is_short = regex.fullmatch(r"\d\d", printed) and regex.match(r"\s?年[初底末中春夏秋冬上下]", after)
    return figure.value + 2000 if is_short else None


def _shared(text: str, plain: Sequence[Quantity]) -> list[Quantity]:
    """Neighbours in a list or range with the unit of the one that has it: ``55 and 60%``, ``$5 to 6 million``."""
    shared = list(plain)
    for order in (range(len(shared) - 2, -1, -1), range(len(shared) - 1)):
        for i in order:
            left, right = shared[i], shared[i + 1]
            if _LIST.fullmatch(text[left.end : right.start]):
                shared[i], shared[i + 1] = _like(left, right), _like(right, left)
    return shared


def _like(bare: Quantity, other: Quantity) -> Quantity:
    """A figure without a unit in that of another."""
    if (
        not bare.is_bare
        or other.is_bare
        or bare.number is None
        or any(measured == "year" for measured, _ in bare.worths)
    ):
        return bare
    if other.number is None:
        return replace(bare, worths=frozenset((measured, bare.number) for measured, _ in other.worths), number=None)
    if not other.number:
        return bare
    return replace(bare, worths=frozenset({(m, bare.number * worth / other.number) for m, worth in other.worths}))
