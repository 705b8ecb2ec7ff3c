"""Figures in Chinese and English text: numbers, units, dates and amounts, and whether two of them say the same."""

from index.figures.comparison import Amounts, read_amounts
from index.figures.numbers import Figure, read_figures
from index.figures.quantities import measured_units
from index.figures.units import CURRENCIES

__all__ = [
    "CURRENCIES",
    "Amounts",
    "Figure",
    "measured_units",
    "read_amounts",
    "read_figures",
]
