"""Units and currencies beside a figure, in both languages, and what each is worth in its base unit.

They stand in ``units.tsv``: to add a unit, add a line there.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import regex

from index.text import HAN, lazy_pattern, read_table

# What is measured ("" where nothing says), and how much of it in base units.
Measurement = tuple[str, Decimal]

_ROWS = read_table("index.figures", "units.tsv")
# A sum asked for in one currency may be given in another.
CURRENCIES = frozenset(measured for measured, kind, _, _ in _ROWS if kind == "money")


def _units_by_spelling() -> dict[str, tuple[Measurement, ...]]:
    """What one unit of each spelling may be worth, the longest spelling first."""
    units: dict[str, list[Measurement]] = defaultdict(list)
    for measured, _, worth, spellings in _ROWS:
        for spelling in spellings.split():
            units[spelling].append((measured, Decimal(worth)))
    return {spelling: tuple(units[spelling]) for spelling in sorted(units, key=len, reverse=True)}


_UNITS = _units_by_spelling()
_SPELLINGS = [(f"(?P<u{i}>{spelling.replace('_', '[ -]')})", spelling) for i, spelling in enumerate(_UNITS)]
_UNIT_BY_GROUP = {f"u{i}": unit for i, unit in enumerate(_UNITS.values())}
_HAN_SPELLINGS = "|".join(pattern for pattern, spelling in _SPELLINGS if HAN.search(spelling))
_LATIN_SPELLINGS = "|".join(pattern for pattern, spelling in _SPELLINGS if not HAN.search(spelling))
_MONEY_SPELLINGS = "|".join(
    pattern for pattern, spelling in _SPELLINGS if regex.search(r"^[a-z]{3}$|\p{Sc}|^人民币|^港元|^美[元金]", spelling)
)
# What may stand between a figure and its unit: three more years, 6 trillion Russian roubles.
_BETWEEN = r"(?:(?:more|full|whole|consecutive|straight|further|additional|extra|short|long|\p{Lu}\p{L}+) ){1,2}"
_AFTER_FIGURE = lazy_pattern(
    rf"(?:[\s-]?(?:{_BETWEEN})??(?i:{_LATIN_SPELLINGS})(?![\p{{Latin}}\d²³])"
    rf"|\s?(?:[多余来整]|个半)?\s?(?:{_HAN_SPELLINGS}))",
    regex.V1,
)
_BEFORE_FIGURE = lazy_pattern(rf"(?<![\p{{Latin}}])(?i:{_MONEY_SPELLINGS})\s?$", regex.V1)
# Characters that are searched before a figure. Set by hand.
_LONGEST_BEFORE = 8


@cache
def _anywhere() -> regex.Pattern[str]:
    """Compiled on first use: it takes thirty milliseconds, and few questions need it."""
    return regex.compile(rf"(?<![\p{{Latin}}\d])(?i:{_LATIN_SPELLINGS})(?![\p{{Latin}}\d])|{_HAN_SPELLINGS}", regex.V1)


@cache
def _at_end_of_figure() -> regex.Pattern[str]:
    """Compiled on first use too."""
    return regex.compile(rf"(?<=\d\s?)(?i:{_LATIN_SPELLINGS})$", regex.V1)


def find_units(text: str) -> Iterator[str]:
    """What the units in a text measure, beside a figure or not."""
    for match in _anywhere().finditer(text):
        yield from (measured for measured, _ in _unit(match))


def read_unit(text: str, start: int, end: int, *, is_scaled: bool = False) -> tuple[tuple[Measurement, ...], int, int]:
    """What one unit of the figure ``text[start:end]`` may be worth, and the span of both; nothing where it has no unit.

    Letters at its end are no unit where it ``is_scaled`` by them: 8m are eight million.
    """
    if match := _AFTER_FIGURE.match(text, end):
        return _unit(match), start, match.end()
    if not is_scaled and (match := _at_end_of_figure().search(text[start:end])):
        return _unit(match), start, end
    head = max(start - _LONGEST_BEFORE, 0)
    if match := _BEFORE_FIGURE.search(text[head:start]):
        return _unit(match), head + match.start(), end
    return (), start, end


def _unit(match: regex.Match[str]) -> tuple[Measurement, ...]:
    return _UNIT_BY_GROUP[match.lastgroup or ""]
