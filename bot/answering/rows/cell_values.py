"""The values of the cells of a column, in one unit, so that they can be compared."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

import regex

from index import CURRENCIES, fold, read_amounts, read_dates, read_figures

PLAIN = ""  # the unit of figures without one
DATES = "date"  # stands for a unit where dates are compared
_FEWEST_VALUES = 2
_DIGIT = regex.compile(r"\d")
_FREE = regex.compile(r"\b(?:free|no charge)\b|免费|免費|不要钱|不要錢|不收费|不收費", regex.I)
# 4.6/5: what is full marks is the same for every row.
_OUT_OF = regex.compile(r"(?<=\d)\s*(?:/|out of|分?[(（,，]?满分)\s*(?:5|10|20|100)\b分?[)）]?(?!\s*/)")
_DURATION = "second"  # hours and minutes of one duration are read apart, too, so the largest is the whole
_FIRST_YEAR, _LAST_YEAR = 1000, 2199

Value = Decimal | tuple[int, int, int]


def column_values(cells: Sequence[str], units: Iterable[str]) -> tuple[str, list[Value | None]] | None:
    """The values of cells and their unit: the first of the ``units`` in which all cells with a figure have one value.

    A cell without a figure has no value, None; with *free* the value is no money at all. None where the cells have values in
    no such unit, or fewer than two of them.
    """
    cells = [_OUT_OF.sub("", cell) for cell in cells]
    for unit in units:
        values = [_value(cell, unit) for cell in cells]
        are_read = all(value is not None or not _DIGIT.search(cell) for cell, value in zip(cells, values, strict=True))
        if are_read and sum(value is not None for value in values) >= _FEWEST_VALUES:
            return unit, values
    return None


def units_of(cells: Sequence[str]) -> Collection[str]:
    """The units of the figures of cells, and none at all, which is the last of them."""
    found = {unit for cell in cells for unit, _ in read_amounts(fold(cell)).measurements}
    return [*sorted(found - {PLAIN}), PLAIN]


def clause_about(cell: str, columns: "regex.Pattern[str]") -> str:
    """The clause of a line that says what is compared: how deep, not how long. The whole line where none does."""
    return next((clause for clause in regex.split("[,，;；]", cell) if columns.search(clause)), cell)


def _value(cell: str, unit: str) -> Value | None:
    if unit == DATES:
        return _date(cell)
    worths = {worth for measured, worth in read_amounts(cell).measurements if measured == unit}
    if unit == _DURATION and worths:
        return max(worths)
    if not worths and unit in CURRENCIES and _FREE.search(cell):
        return Decimal(0)
    return worths.pop() if len(worths) == 1 else None


def _date(cell: str) -> Value | None:
    """The only date of a cell with a year, or its year alone."""
    figures = read_figures(cell)
    dates = [date for date in read_dates(cell, figures) if date.year]
    if len(dates) == 1:
        return dates[0].year or 0, dates[0].month or 0, min(dates[0].days, default=0)
    years = {worth for unit, worth in read_amounts(cell).measurements if unit == "year"}
    years = years or {figure.value for figure in figures}
    if not dates and len(years) == 1 and _FIRST_YEAR <= min(years) <= _LAST_YEAR:
        return int(years.pop()), 0, 0
    return None
