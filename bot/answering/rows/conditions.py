"""Conditions on the rows that are compared: a limit to a figure (*under 10 km*), and a column of yes and no (*where dogs are allowed*)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, le, lt

import regex

from bot.answering.rows.cell_values import PLAIN, column_values
from index import Term, fold, lazy_pattern, read_amounts

_NUMBER = r"(?:[\d一二三四五六七八九十百千万两][\d.,一二三四五六七八九十百千万两]*+)"
_AMOUNT = rf"(?:[$£€¥]\s?)?{_NUMBER}\s?(?:\p{{Latin}}+|[%℃°\"″]\p{{Latin}}?|\p{{Han}}{{1,3}}?(?=以|之|内|的|里|中|最|\p{{P}}|\s|$)|\p{{Han}})?"
# In this order: no more than holds more than, 不少于 holds 少于.
_BEFORE = (
    (ge, r"\b(?:at least|not? less than)|不[少低小][于於]|至少"),
    (le, r"\b(?:at most|up to|not? more than|within|no (?:long|heavi|high|larg)er than)|不(?:超[过過]|[高大多][于於])|最多"),
    (gt, r"\b(?:over|above|(?:more|longer|heavier|higher|larger|greater) than)|超[过過]|[多高大][于於]"),
    (lt, r"\b(?:under|below|(?:less|cheaper|lighter|shorter|fewer|lower|smaller) than)|不到|不足|[少低小短][于於]"),
)  # fmt: skip
_AFTER = ((le, r"以下|以内|以內|之内|之內|内(?!容)|內(?!容)"), (ge, r"以上|之上|\s?or more\b|\s?and (?:over|above)\b"))
_LIMITS = tuple(
    (holds, lazy_pattern(rf"(?:{words})\s?(?P<amount>{_AMOUNT})")) for holds, words in _BEFORE
) + tuple((holds, lazy_pattern(rf"(?P<amount>{_AMOUNT}?)(?:{words})")) for holds, words in _AFTER)  # fmt: skip
_MAY_LIMIT = lazy_pattern(rf"(?i){_NUMBER}")
_IN_BRACKETS = regex.compile(r"[(（]([^)）]*)[)）]")
_HAS_UNIT = regex.compile(r"\d\s*[^\d\s.,-–]")

_YES = lazy_pattern(r"(?:yes|y|true|included|[✓✔√☑✅]|是|有|可以?|能|支持|允许|允許|含|包含|包括)(?!\p{L})")
_NO = lazy_pattern(r"(?:(?:no|n|none|false|not)(?!\p{L})|[✗✘×❌☒–—-]|x$|否|无|無|不|没有|沒有)")
_DENIES = lazy_pattern(r"\b(?:without|no|not|never)\b|n['’]t\b|不|没|沒|无|無")
# Words in the name of such a column that say no more than that it has yes and no.
_SAYS_YES = lazy_pattern(
    r"(?:is|are|has|allow|includ|availab|offer|provid|permit|accept|welcom|允许|允許|支持|是否|有无|有無|提供|可以).*"
)

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Limit:
    """What the figures of a column must be, in one of several units. ``words`` are those of the question that say so, folded."""

    holds: Callable[[Decimal, Decimal], bool]
    worths: Mapping[str, Decimal]
    words: str


def read_limits(asked: str) -> tuple[list[Limit], str]:
    """The limits that a folded question sets, and the question without them. Limits without a unit are not read."""
    limits: list[Limit] = []
    if not _MAY_LIMIT.search(asked):
        return limits, asked
    for holds, pattern in _LIMITS:
        while match := pattern.search(asked):
            found = read_amounts(match["amount"]).measurements
            worths = {unit: worth for unit, worth in found if unit != PLAIN}
            if not worths:
                break
            limits.append(Limit(holds, worths, match.group()))
            asked = f"{asked[: match.start()]} {asked[match.end() :]}"
    return limits, asked


def rows_within(rows: Sequence[Cells], limit: Limit, meant: Collection[str]) -> Mapping[str, Sequence[bool]]:
    """Which rows are within a limit, by each column with figures in its unit. A row without a figure is not within.

    Columns that are ``meant`` go before the others.
    """
    within: dict[str, Sequence[bool]] = {}
    for name in dict.fromkeys(name for cells in rows for name in cells):
        cells = [_with_unit(cells.get(name, ""), name) for cells in rows]
        for unit, worth in limit.worths.items():
            if column := column_values(cells, [unit]):
                within[name] = [isinstance(value, Decimal) and limit.holds(value, worth) for value in column[1]]
    return {name: rows for name, rows in within.items() if name in meant} or within


def rows_saying_yes(
    rows: Sequence[Cells], asked: str, terms: Sequence[Term], holds_term: Callable[[str, Term], bool]
) -> list[bool]:
    """Which rows have yes in the columns of yes and no that the terms of a question name, or no where the question denies it."""
    terms = [term for term in terms if not _SAYS_YES.fullmatch(term.word)]
    wanted = _NO if _DENIES.search(asked) else _YES
    kept = [True] * len(rows)
    for name in dict.fromkeys(name for cells in rows for name in cells):
        cells = [fold(cells.get(name, "")).strip() for cells in rows]
        said = [cell for cell in cells if cell]
        is_yes_or_no = all(_YES.match(cell) or _NO.match(cell) for cell in said) and any(map(_YES.match, said))
        if is_yes_or_no and any(holds_term(name, term) for term in terms):
            kept = [is_kept and bool(wanted.match(cell)) for is_kept, cell in zip(kept, cells, strict=True)]
    return kept


def _with_unit(cell: str, column: str) -> str:
    """A cell with the unit that the name of its column gives in brackets: 4.2 under *Length (km)*."""
    unit = _IN_BRACKETS.search(column)
    return f"{cell} {unit[1]}" if unit and cell and not _HAS_UNIT.search(cell) else cell
