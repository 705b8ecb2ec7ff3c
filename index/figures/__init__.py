"""Figures in Chinese and English text: numbers, units, dates and amounts, and whether a text supports those of another.

The amounts of two texts are compared only where a chat model writes: ``read_amounts`` checks its drafts. The amounts of one
text are also read for a question that asks for a count.
"""

from index.figures.bounds import read_bound
from index.figures.comparison import read_amounts
from index.figures.dates import Date, parse_iso_date, read_dates
from index.figures.numbered_parts import numbered_parts
from index.figures.numbered_things import NumberedThing, bounds_numbered_things, numbered_things
from index.figures.numbers import Figure, read_figures
from index.figures.numerals import PERCENT_WORD
from index.figures.quantities import Quantity, measured_units
from index.figures.units import CURRENCIES

__all__ = [
    "CURRENCIES",
    "PERCENT_WORD",
    "Date",
    "Figure",
    "NumberedThing",
    "Quantity",
    "bounds_numbered_things",
    "measured_units",
    "numbered_parts",
    "numbered_things",
    "parse_iso_date",
    "read_amounts",
    "read_bound",
    "read_dates",
    "read_figures",
]
