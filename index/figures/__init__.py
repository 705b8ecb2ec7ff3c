"""Figures in Chinese and English text: numbers, units, dates and amounts, and whether two of them say the same."""

from index.figures.comparison import Amounts, read_amounts
from index.figures.numbers import Figure, figures
from index.figures.quantities import measures
from index.figures.units import CURRENCIES

__all__ = [
    "CURRENCIES",
    "Amounts",
    "Figure",
    "figures",
    "measures",
    "read_amounts",
]
