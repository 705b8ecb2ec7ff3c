"""What a text says in figures, ready to be compared with what another says: by value, in any notation, with its unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

import regex

from index.figures.dates import Date, dates, holidays, months_alone
from index.figures.notations import Worth
from index.figures.numbers import read_figures
from index.figures.quantities import Quantity, quantities
from index.figures.units import CURRENCIES, units_in
from index.figures.worded import implied
from index.text import HAN, Span, fold, fold_in_place


@dataclass(frozen=True, slots=True)
class Code:
    """Digits that are no amount: a score, a version, a telephone number."""

    start: int
    end: int
    text: str


Amount = Quantity | Date | Code

_CODE = regex.compile(r"(?<![\p{Latin}\d]['’.-]?)(?:\p{Ll}+[-.]?)?\d(?:[\p{Latin}\d.,:：/-]*[\p{Latin}\d])?")
_AGE = regex.compile(r"\b[Aa]ge[ds]?\b|年龄")
# What only counts the points of a text: Third, 第三，
_POINT = regex.compile(
    r"(?:^|[.;:。；：\n]\s*)(?:第[二三四五六七八九十]|(?:[Tt]hird|[Ff]ourth|[Ff]ifth)(?:ly)?)[,，、]"
)
# What follows a figure without its unit is a noun, and what it counts; or not: 95 million a year.
_NO_NOUN = (
    "a|an|per|in|from|for|to|by|and|or|but|last|this|next|each|every|on|at|over|since|before|after|as|with|when|while|"
    "more|less|fewer|higher|lower|above|below|than"
)
_NOUN = regex.compile(rf"[\s-]?(?![的了吧呢啊左上]|(?:{_NO_NOUN})\b)\p{{L}}")
_AMERICAN = regex.compile(r"(?i)\bU\.?S|American|美")
_SEPARATORS = regex.compile(r"[^\p{L}\p{N}]+")


class Amounts:
    """The figures of a text."""

    def __init__(self, text: str) -> None:
        text = fold_in_place(text)
        found = read_figures(text)
        self._text = text
        self._dates = [*dates(text, found), *holidays(text)]
        in_dates = _spans(self._dates)
        self._found = found
        self._quantities = [q for q in quantities(text, found) if not _overlaps(q.start, q.end, in_dates)]

    @cached_property
    def claims(self) -> tuple[Amount, ...]:
        """What the text says in figures, in reading order; a date is one."""
        points = [match.span() for match in _POINT.finditer(self._text)]
        plain = [q for q in self._quantities if not _overlaps(q.start, q.end, points)]
        taken = [*points, *_spans(self._dates), *_spans(plain)]
        codes = [
            Code(*match.span(), match.group())
            for match in _CODE.finditer(self._text)
            if not _overlaps(*match.span(), taken)
        ]
        return tuple(sorted([*self._dates, *plain, *codes], key=lambda amount: amount.start))

    def supports(self, amount: Amount) -> bool:
        """Whether the text says the same, in whatever notation."""
        match amount:
            case Date():
                return self._has_date(amount)
            case Code():
                return self._has_code(amount.text)
            case Quantity():
                return self._has(amount)

    def _has(self, quantity: Quantity) -> bool:
        if not quantity.worths.isdisjoint(self._worths):
            return True
        # A dollar that is not told to be American is Australian where A$ stands besides.
        named = {measured for measured, _ in self._worths}
        whose = [(measured, worth) for measured, worth in quantity.worths if measured.startswith("dollar_")]
        if any(measured in named and ("dollar", worth) in self._dollars for measured, worth in whose):
            return True
        if quantity.number is None:
            return False
        if quantity.is_bare:
            return quantity.number in self._numbers
        # A figure printed without its unit, as in a table, has that of the text.
        units = {measured for measured, _ in quantity.worths}
        # Who speaks of money in Chinese and names none means yuan.
        is_yuan = "yuan" in units and self._units.isdisjoint(CURRENCIES) and bool(HAN.search(self._text))
        return quantity.number in self._naked and (is_yuan or not units.isdisjoint(self._units))

    @cached_property
    def _dollars(self) -> frozenset[Worth]:
        """What is told in dollars without saying whose."""
        bare = (q for q in self._quantities if not _AMERICAN.search(self._text[q.start : q.end]))
        return frozenset(worth for q in bare for worth in q.worths if worth[0] == "dollar")

    @cached_property
    def _worths(self) -> frozenset[Worth]:
        worths = {worth for quantity in self._quantities for worth in quantity.worths}
        worths |= {("year", Decimal(date.year)) for date in self._dates if date.year}
        worths |= {("day", Decimal(day)) for date in self._dates for day in date.days}
        return frozenset(worths | set(implied(self._text, self._found)))

    @cached_property
    def _numbers(self) -> frozenset[Decimal]:
        """The plain numbers of the text, whatever they count."""
        numbers = {worth for measured, worth in self._worths if not measured}
        numbers |= {quantity.number for quantity in self._quantities if quantity.number is not None}
        ages = [q for q in self._quantities if any(m in {"decade", "century"} for m, _ in q.worths)]
        taken = [*_spans(self._dates), *_spans(ages)]
        plain = (f for f in self._found if f.kind == "number" and not _overlaps(f.start, f.end, taken))
        return frozenset(numbers | {figure.value for figure in plain})

    @cached_property
    def _units(self) -> frozenset[str]:
        """What the text names units of."""
        ages = {"month"} if _AGE.search(self._text) else set()
        return frozenset(units_in(self._text)) | ages

    @cached_property
    def _naked(self) -> frozenset[Decimal]:
        """Those that nothing follows, not even what is counted."""
        bare = (q for q in self._quantities if q.is_bare and not _NOUN.match(self._text, q.end))
        return frozenset(q.number for q in bare if q.number is not None)

    def _has_date(self, date: Date) -> bool:
        """Whether the month is there, with the year and all the days; what the text leaves open may stand elsewhere in it."""
        same = [own for own in [*self._dates, *months_alone(self._text)] if self._may_be(own, date)]
        days = {day for own in same for day in own.days} | self._days_alone
        return bool(same) and days.issuperset(date.days)

    def _may_be(self, own: Date, date: Date) -> bool:
        if own.month != date.month or date.year in {None, own.year}:
            return own.month == date.month
        return own.year is None and date.year is not None and ("year", Decimal(date.year)) in self._worths

    @cached_property
    def _days_alone(self) -> frozenset[int]:
        """The days of a month that is not named with them."""
        return frozenset(int(worth) for q in self._quantities for measured, worth in q.worths if measured == "day")

    def _has_code(self, code: str) -> bool:
        parts = [part for part in _SEPARATORS.split(fold(code)) if part]
        if any(not part.isdecimal() for part in parts):
            return "".join(parts) in _SEPARATORS.sub("", fold(self._text))
        return all(Decimal(part) in self._numbers for part in parts)


def _spans(amounts: Sequence[Amount]) -> list[Span]:
    return [(amount.start, amount.end) for amount in amounts]


def _overlaps(start: int, end: int, taken: Sequence[Span]) -> bool:
    return any(a < end and start < b for a, b in taken)


@lru_cache(maxsize=1024)
def read_amounts(text: str) -> Amounts:
    """The figures of a text; the same passages come up again and again."""
    return Amounts(text)
