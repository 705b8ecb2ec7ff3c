"""Figures with what they measure: amounts with their unit, years and decades, other notations, amounts in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import regex

from index.figures.notations import read_notations
from index.figures.numbers import AND_A_HALF, RANGE, Figure, read_figures
from index.figures.numerals import parse_numeral
from index.figures.units import Measurement, read_unit
from index.figures.worded_amounts import read_worded_amounts
from index.text import HAN_DIGITS, lazy_pattern


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit, as a text prints it: ``text[start:end]``.

    ``measurements`` are the ways to read it: ``2024`` is a number and a year. ``number`` is its value whatever it counts;
    None where it is a share or no plain number.
    """

    start: int
    end: int
    measurements: frozenset[Measurement]
    number: Decimal | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it may be a plain number, without a unit."""
        return any(not measured for measured, _ in self.measurements)


_HALF = lazy_pattern("^个半|半$")
# Between figures that may share the unit of one of them.
_LIST = lazy_pattern(
    r"\s?(?:[-–—~～至到、,，/]|,?\s?(?:to|and|or)\s|和|与|或|及)\s?(?:(?:about|around|nearly|almost|some)\s|约|近)?"
)
_BEGINS_WITH_UNIT = lazy_pattern(r"[^\d\p{Han}]")
_YEARS = range(1000, 2101)


def read_quantities(text: str, figures: Sequence[Figure]) -> list[Quantity]:
    """The figures of a text that are no months, in reading order, each with its unit."""
    special: list[Quantity] = []
    readings = [*read_notations(text), *read_worded_amounts(text)]
    for (start, end), measurements in sorted(readings, key=lambda reading: (reading[0][0], -reading[0][1])):
        if not special or special[-1].end <= start:
            special.append(Quantity(start, end, measurements))
    taken = [(quantity.start, quantity.end) for quantity in special]
    plain = [
        _read_quantity(text, figure)
        for figure in figures
        if figure.kind != "month" and not any(start < figure.end and figure.start < end for start, end in taken)
    ]
    return sorted([*special, *_share_units(text, plain)], key=lambda quantity: quantity.start)


def _read_quantity(text: str, figure: Figure) -> Quantity:
    """A figure with its unit."""
    printed = text[figure.start : figure.end]
    if figure.kind == "percent":
        measured = "point" if regex.search(r"百分点|point", printed) else "percent"
        return Quantity(figure.start, figure.end, frozenset({(measured, figure.value)}))
    if decades := set(_read_decades(printed, figure, text[max(figure.start - 1, 0) : figure.start])):
        return Quantity(figure.start, figure.end, frozenset(decades))
    if printed.endswith("世纪"):
        return Quantity(figure.start, figure.end, frozenset({("century", figure.value)}))
    if degrees := regex.search(r"\d([CF])$", printed):
        measured = {"C": "celsius", "F": "fahrenheit"}[degrees[1]]
        return Quantity(
            figure.start, figure.end, frozenset({(measured, figure.value), ("", figure.value)}), figure.value
        )
    number, end = figure.value, figure.end
    if half := AND_A_HALF.match(text, end):
        number, end = number + Decimal("0.5"), half.end()
    unit, start, end = read_unit(text, figure.start, end, is_scaled=_is_scaled(printed, figure.value))
    if unit and _HALF.search(text[figure.end : end + 1]):
        number, end = number + Decimal("0.5"), max(end, figure.end) + (text[end : end + 1] == "半")
    is_ordinal = bool(regex.search(r"\d(?:st|nd|rd|th)$", printed))
    measurements = set(_measure(number, unit))
    if is_ordinal and text[:end].endswith("centuries"):
        return Quantity(start, end, frozenset({("century", figure.value)}))
    if year := _read_year(printed, figure, text[figure.end :][:3], has_unit=bool(unit)):
        measurements.add(("year", year))
    if is_ordinal or regex.match(r"\s?[日号]", text, pos=figure.end):
        measurements.add(("day", figure.value))
    return Quantity(start, end, frozenset(measurements), number)


def _is_scaled(printed: str, number: Decimal) -> bool:
    """Whether the letters at the digits are part of the value: the m of 8m."""
    digits = regex.match(r"[\d.,]+", printed)
    return digits is not None and parse_numeral(digits.group().strip(".,")) != abs(number)


def _measure(number: Decimal, unit: Sequence[Measurement]) -> Iterator[Measurement]:
    for measured, worth in unit or (("", Decimal(1)),):
        yield measured, number * worth % 720 if measured == "clock" else number * worth
        if measured == "score":
            yield "", number


def _read_decades(printed: str, figure: Figure, before: str) -> Iterator[Measurement]:
    if figure.value % 10 == 0 and regex.search(r"0['’]?s$|年代$", printed):
        if figure.value in _YEARS:
            yield "decade", figure.value
        elif printed.endswith("年代") or before in {"'", "’", "‘"}:
            yield from (("decade", figure.value + 1900), ("decade", figure.value + 2000))


def _read_year(printed: str, figure: Figure, after: str, *, has_unit: bool) -> Decimal | None:
    """The year that a number of two or four digits may be."""
    if figure.value in _YEARS and (not has_unit or "年" in after):
        return (
            figure.value
            if regex.fullmatch(rf"\d{{2}}|\d{{4}}|[{HAN_DIGITS}]{{4}}|\p{{Latin}}+ [\p{{Latin}}-]+", printed)
            else None
        )
    is_short = regex.fullmatch(r"\d\d", printed) and regex.match(r"\s?年[初底末中春夏秋冬上下]", after)
    return figure.value + 2000 if is_short else None


def _share_units(text: str, plain: Sequence[Quantity]) -> list[Quantity]:
    """Neighbours in a list or range with the unit of the one that has it: ``55 and 60%``, ``$5 to 6 million``."""
    shared = list(plain)
    for order in (range(len(shared) - 2, -1, -1), range(len(shared) - 1)):
        for i in order:
            left, right = shared[i], shared[i + 1]
            between = text[left.end : right.start]
            if _LIST.fullmatch(between):
                shared[i] = _with_unit_of(right, left)
                # In a list only a unit before the figure holds for the next: 12°C, 1.83万 runners are no degrees.
                if RANGE.fullmatch(between) or _BEGINS_WITH_UNIT.match(text, left.start):
                    shared[i + 1] = _with_unit_of(left, right)
    return shared


def _with_unit_of(other: Quantity, bare: Quantity) -> Quantity:
    """A figure without a unit, in the unit of another."""
    if (
        not bare.is_bare
        or other.is_bare
        or bare.number is None
        or any(measured == "year" for measured, _ in bare.measurements)
    ):
        return bare
    if other.number is None:
        return replace(
            bare, measurements=frozenset((measured, bare.number) for measured, _ in other.measurements), number=None
        )
    if not other.number:
        return bare
    scaled = {(measured, bare.number * worth / other.number) for measured, worth in other.measurements}
    return replace(bare, measurements=frozenset(scaled))


@lru_cache(maxsize=1024)
def measured_units(text: str) -> frozenset[str]:
    """What the figures of a text measure: ``kilogram``, ``dollar``, ``percent``, ``year``; "" for plain numbers."""
    quantities = read_quantities(text, read_figures(text))
    return frozenset(measured for quantity in quantities for measured, _ in quantity.measurements)
