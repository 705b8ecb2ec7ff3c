"""The figures of two texts compared: by value, in any notation, with their units."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from index.figures.bounds import is_bound, is_within
from index.figures.dates import Date, read_ambiguous_months, read_dates, read_holidays
from index.figures.numbers import read_figures
from index.figures.quantities import Quantity, read_quantities
from index.figures.units import CURRENCIES, Measurement, find_units
from index.figures.worded_amounts import infer_measurements
from index.text import HAN, Span, fold, fold_in_place, lazy_pattern


@dataclass(frozen=True, slots=True)
class Code:
    """Digits that are no amount: a version, a telephone number."""

    start: int
    end: int
    text: str


Amount = Quantity | Date | Code

_CODE = lazy_pattern(r"(?<![\p{Latin}\d]['’.-]?)(?:\p{Ll}+[-.]?)?\d(?:[\p{Latin}\d.,:：/-]*[\p{Latin}\d])?")
# Also "who is 19," and "Wolny, 19,".
_AGE = lazy_pattern(
    r"\b[Aa]ge[ds]?\b|年龄|\b(?:[Ww]ho|[Ss]?[Hh]e)(?: (?:is|was|turned)|['’]s) \d{1,3}(?=[,.;])|\p{Lu}\p{Ll}+, \d\d,"
)
# What only numbers the points of a text: Third, 第三，
_POINT_NUMBER = lazy_pattern(
    r"(?:^|[.;:。；：\n]\s{0,3})(?:第[二三四五六七八九十]|(?:[Tt]hird|[Ff]ourth|[Ff]ifth)(?:ly)?)[,，、]"
)
# Two that were named before: 两人都, 两家公司均.
_BOTH = lazy_pattern(r"两\p{Han}{1,3}[都均皆各]")
# A word after a figure without a unit is the noun that it counts, unless it is one of these: 95 million a year.
_NO_NOUN = (
    "a|an|per|in|from|for|to|by|and|or|but|last|this|next|each|every|on|at|over|since|before|after|as|with|when|while|"
    "more|less|fewer|higher|lower|above|below|than"
)
_NOUN = lazy_pattern(rf"[\s-]?(?![的了吧呢啊左上]|(?:{_NO_NOUN})\b)\p{{L}}")
# A year, a day or an hour is a point in time, which is not a little more or less.
_TIMES = frozenset({"year", "day", "clock", "decade", "century"})
_AMERICAN = lazy_pattern(r"(?i)\bU\.?S|American|美")
_SEPARATORS = lazy_pattern(r"[^\p{L}\p{N}]+")


class Amounts:
    """The figures of a text: what it claims, and whether it supports the claims of another."""

    def __init__(self, text: str) -> None:
        self._text = text = fold_in_place(text)
        self._figures = read_figures(text)
        self._dates = [*read_dates(text, self._figures), *read_holidays(text)]
        in_dates = _spans(self._dates)
        quantities = read_quantities(text, self._figures)
        self._quantities = [q for q in quantities if not _overlaps(q.start, q.end, in_dates)]

    @cached_property
    def claims(self) -> tuple[Amount, ...]:
        """The amounts, dates and codes that the text states, in reading order."""
        points = [match.span() for match in _POINT_NUMBER.finditer(self._text)]
        plain = [q for q in self._quantities if not _overlaps(q.start, q.end, points)]
        plain = [q for q in plain if not _BOTH.match(self._text, q.start)]
        taken = [*points, *_spans(self._dates), *_spans(plain)]
        codes = [
            Code(*match.span(), match.group())
            for match in _CODE.finditer(self._text)
            if not _overlaps(*match.span(), taken)
        ]
        return tuple(sorted([*self._dates, *plain, *codes], key=lambda amount: amount.start))

    def supports(self, amount: Amount) -> bool:
        """Whether the text states the same, in any notation."""
        match amount:
            case Date():
                return self._has_date(amount)
            case Code():
                return self._has_code(amount.text)
            case Quantity():
                return self._has_quantity(amount)

    def states_figures_of(self, other: "Amounts") -> bool:
        """Whether the text states all figures of another but years, in any notation, and they are more than bare numbers."""
        quantities = [q for q in other.claims if isinstance(q, Quantity) and not _may_be_year(q)]
        return any(not q.is_bare for q in quantities) and all(map(self.supports, quantities))

    def supports_bound(self, amount: Amount, side: int) -> bool:
        """Whether the text states an amount of the same unit, no bound itself, that is a little smaller (-1) or larger (1)."""
        if side == 0 or not isinstance(amount, Quantity):
            return False
        return any(
            unit == measured and unit not in _TIMES and is_within(worth, bound, side)
            for unit, bound in amount.measurements
            for own in self._quantities
            if not is_bound(self._text, own.start, own.end)
            for measured, worth in own.measurements
        )

    def _has_quantity(self, quantity: Quantity) -> bool:
        if not quantity.measurements.isdisjoint(self.measurements):
            return True
        # Dollars of no named country may be Australian in a text that also has A$.
        measured_here = {measured for measured, _ in self.measurements}
        other_dollars = [(unit, worth) for unit, worth in quantity.measurements if unit.startswith("dollar_")]
        if any(unit in measured_here and ("dollar", worth) in self._plain_dollars for unit, worth in other_dollars):
            return True
        if quantity.number is None:
            return False
        if quantity.is_bare:
            return quantity.number in self._numbers
        # A figure without a unit, as in a table, may be in any unit that the text names.
        units = {measured for measured, _ in quantity.measurements}
        # Money without a currency in a Chinese text is yuan.
        is_yuan = "yuan" in units and self._units.isdisjoint(CURRENCIES) and bool(HAN.search(self._text))
        return quantity.number in self._unitless_numbers and (is_yuan or not units.isdisjoint(self._units))

    @cached_property
    def _plain_dollars(self) -> frozenset[Measurement]:
        """Sums in dollars of no named country."""
        plain = (q for q in self._quantities if not _AMERICAN.search(self._text[q.start : q.end]))
        return frozenset(m for q in plain for m in q.measurements if m[0] == "dollar")

    @cached_property
    def measurements(self) -> frozenset[Measurement]:
        """What the figures measure: pairs of a unit, empty where there is none, and what they are worth in it."""
        measurements = {measurement for quantity in self._quantities for measurement in quantity.measurements}
        measurements |= {("year", Decimal(date.year)) for date in self._dates if date.year}
        measurements |= {("day", Decimal(day)) for date in self._dates for day in date.days}
        return frozenset(measurements | set(infer_measurements(self._text, self._figures)))

    @cached_property
    def _numbers(self) -> frozenset[Decimal]:
        """The plain numbers of the text, whatever they count."""
        numbers = {worth for measured, worth in self.measurements if not measured}
        numbers |= {quantity.number for quantity in self._quantities if quantity.number is not None}
        ages = [q for q in self._quantities if any(m in {"decade", "century"} for m, _ in q.measurements)]
        taken = [*_spans(self._dates), *_spans(ages)]
        plain = (f for f in self._figures if f.kind == "number" and not _overlaps(f.start, f.end, taken))
        return frozenset(numbers | {figure.value for figure in plain})

    @cached_property
    def _units(self) -> frozenset[str]:
        """What the units in the text measure."""
        ages = {"month"} if _AGE.search(self._text) else set()
        return frozenset(find_units(self._text)) | ages

    @cached_property
    def _unitless_numbers(self) -> frozenset[Decimal]:
        """The numbers without a unit that no noun follows."""
        bare = (q for q in self._quantities if q.is_bare and not _NOUN.match(self._text, q.end))
        return frozenset(q.number for q in bare if q.number is not None)

    def _has_date(self, date: Date) -> bool:
        """Whether the text has the month with the year and all the days. The year and the days may stand elsewhere in it."""
        same = [own for own in [*self._dates, *read_ambiguous_months(self._text)] if self._may_be_same_month(own, date)]
        days = {day for own in same for day in own.days} | self._days_alone
        return bool(same) and days.issuperset(date.days)

    def _may_be_same_month(self, own: Date, date: Date) -> bool:
        if own.month != date.month or date.year in {None, own.year}:
            return own.month == date.month
        return own.year is None and date.year is not None and ("year", Decimal(date.year)) in self.measurements

    @cached_property
    def _days_alone(self) -> frozenset[int]:
        """Days of a month that is not named beside them."""
        return frozenset(
            int(worth) for q in self._quantities for measured, worth in q.measurements if measured == "day"
        )

    def _has_code(self, code: str) -> bool:
        parts = [part for part in _SEPARATORS.split(fold(code)) if part]
        if any(not part.isdecimal() for part in parts):
            return "".join(parts) in _SEPARATORS.sub("", fold(self._text))
        return all(Decimal(part) in self._numbers for part in parts)


def _may_be_year(quantity: Quantity) -> bool:
    return any(measured == "year" for measured, _ in quantity.measurements)


def _spans(amounts: Sequence[Amount]) -> list[Span]:
    return [(amount.start, amount.end) for amount in amounts]


def _overlaps(start: int, end: int, taken: Sequence[Span]) -> bool:
    return any(a < end and start < b for a, b in taken)


@lru_cache(maxsize=1024)
def read_amounts(text: str) -> Amounts:
    """The figures of a text, cached because the same passages are read again and again."""
    return Amounts(text)
