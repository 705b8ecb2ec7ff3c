"""A table whose rows are compared: which of them are meant, by which column, and which has the largest or smallest value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from bot.answering.rows.cell_values import Value, clause_about, column_values, units_of
from bot.answering.rows.conditions import rows_saying_yes, rows_within
from bot.answering.rows.listing import holds_term
from bot.answering.rows.superlatives import Superlative
from bot.evidence import Evidence, introduces
from index import Term, fold

Row = tuple[Evidence, Mapping[str, str]]
_FEWEST_ROWS = 2
_IN_BRACKETS = regex.compile(r"[(（][^)）]*[)）]?")


@dataclass(frozen=True, slots=True)
class Extreme:
    """The ``rows`` with the value that is asked for, of so many ``compared``. ``column`` is what they were compared by, if it has a name.

    Where several columns may be meant, all rows are given, and none are compared.
    """

    rows: Sequence[Evidence]
    compared: int
    column: str


class ComparedTable:
    """Rows that are compared for a question, which has these ``terms`` besides its superlative."""

    def __init__(
        self, rows: Sequence[Row], superlative: Superlative, question: str, terms: Sequence[Term]
    ) -> None:  # fmt: skip
        self.rows = rows
        self._superlative = superlative
        self._terms = terms
        self._asked = question
        self._limited: set[str] = set()  # the columns of the limits
        passages = [row.passage for row, _ in rows[:1]]
        self._headings = [text for passage in passages for text in (passage.source.title, *passage.chunk.headings)]
        self._headings += labels_over(rows)

    def holds(self, evidence: Evidence) -> bool:
        """Whether a sentence is one of the rows, or contains some of them."""
        return any(
            row.passage.chunk.id == evidence.passage.chunk.id and evidence.start <= row.start < evidence.end
            for row, _ in self.rows
        )

    @property
    def has_columns(self) -> bool:
        """Whether there are several rows of several cells, or lines with a key."""
        return sum(len(cells) > 1 for _, cells in self.rows) >= _FEWEST_ROWS

    def terms_not_held(self) -> list[Term]:
        """The terms that stand neither in the rows, nor in the names of their columns, nor in what they stand under or beside."""
        beside = [row.passage.chunk.text for row, _ in self.rows[:1]]
        texts = [*self._headings, *beside, *(row.text for row, _ in self.rows)]
        return [term for term in self._terms if not any(holds_term(text, term) for text in texts)]

    def extreme(self) -> Extreme | None:
        """The rows with the value that is asked for; None where the rows have no such values."""
        rows = self._rows_within_limits(self._rows_meant())
        columns = self._columns_meant(rows)
        if not columns:
            return None
        (name, values), *others = columns.items()
        chosen = self._chosen(*values)
        if any(self._chosen(*other) != chosen for _, other in others):
            return Extreme([row for row, _ in rows], 0, "")
        compared = sum(value is not None for value in values[1])
        return Extreme([rows[number][0] for number in chosen], compared, name)

    def _rows_meant(self) -> Sequence[Row]:
        """The rows that hold those terms which tell rows apart: the routes of the north, of all routes."""
        names = {name for _, cells in self.rows for name in cells}
        above = [*self._headings, *names]
        terms = [term for term in self._terms if not any(holds_term(text, term) for text in above)]
        held = [[holds_term(row.text, term) for row, _ in self.rows] for term in terms]
        telling = [rows for rows in held if any(rows) and not all(rows)]
        cells = [cells for _, cells in self.rows]
        telling.append(rows_saying_yes(cells, self._asked, self._terms, holds_term))
        return [row for number, row in enumerate(self.rows) if all(rows[number] for rows in telling)]

    def _rows_within_limits(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows within all limits of the question; none where the rows do not say what is within one, or columns disagree."""
        for limit in self._superlative.limits:
            meant = {name for _, cells in rows for name in cells if self._is_meant(name, rows)}
            within = rows_within([cells for _, cells in rows], limit, meant)
            self._limited.update(within)
            first, *others = within.values() or [[]]
            is_sure = bool(first) and all(other == first for other in others)
            rows = [row for row, is_within in zip(rows, first, strict=True) if is_within] if is_sure else []
        return rows

    def _columns_meant(self, rows: Sequence[Row]) -> Mapping[str, tuple[str, Sequence[Value | None]]]:
        """The values of the columns that may be meant: those that the question names, or else those the superlative compares.

        The first column says what each row is about, and is not compared.
        """
        measure = self._superlative.measure
        names = list(dict.fromkeys(name for _, cells in rows for name in cells))
        named: dict[str, tuple[str, Sequence[Value | None]]] = {}
        limited, others = dict(named), dict(named)
        for name in [""] if "" in names[1:] else names[1:] or names:
            cells = [clause_about(cells.get(name, ""), measure.columns) for _, cells in rows]
            is_named, fits_name = self._is_named(name, rows), bool(name and measure.columns.search(name))
            values = column_values(cells, [*measure.units, *(units_of(cells) if is_named or fits_name else [])])
            if values is None:
                continue
            is_fit = fits_name or values[0] in measure.units
            if is_named and (is_fit or measure.takes_named_column):
                # the deepest lake under 40 yuan is not the dearest
                (limited if name in self._limited and not is_fit else named)[name] = values
            elif is_fit:
                others[name] = values
        written = [name for name in named if self._is_written(name)]
        within_another = {
            name for name in written if any(fold(name) in fold(other) for other in written if other != name)
        }
        named = {name: named[name] for name in written if name not in within_another} or named
        fits = {name: (not measure.columns.search(name), _place(others[name][0], measure.units)) for name in others}
        best = {name: others[name] for name in others if fits[name] == min(fits.values())}
        return named or (best if not limited or any(map(measure.columns.search, best)) else limited)

    def _is_meant(self, column: str, rows: Sequence[Row]) -> bool:
        """Whether a limit without a column is one to this: the longest route under 10 km is under 10 km long."""
        return bool(self._superlative.measure.columns.search(column)) or self._is_named(column, rows)

    def _is_named(self, column: str, rows: Sequence[Row]) -> bool:
        """Whether the question names a column, or where the lines have none, what all of them say."""
        if self._is_written(column):
            return True
        texts = [column] if column else [row.text for row, _ in rows]
        return any(all(holds_term(text, term) for text in texts) for term in self._terms)

    def _is_written(self, column: str) -> bool:
        """Whether the name of a column stands in the question, without what it has in brackets."""
        return len(name := fold(_IN_BRACKETS.sub("", column)).strip()) > 1 and name in self._asked

    def _chosen(self, unit: str, values: Sequence[Value | None]) -> list[int]:
        """The numbers of the rows with the value that is asked for."""
        measure = self._superlative.measure
        known = sorted({value for value in values if value is not None})
        if self._superlative.wants_most != (unit in measure.reversed_units):
            known.reverse()
        wanted = known[self._superlative.place - 1 : self._superlative.place]
        return [number for number, value in enumerate(values) if value in wanted]


def _place(unit: str, units: Sequence[str]) -> int:
    """The place of a unit among those that a superlative compares: the longest route is longest in metres, not in hours."""
    return units.index(unit) if unit in units else len(units)


def labels_over(rows: Sequence[Row]) -> list[str]:
    """What each row stands under: its headings, and the line before its list where that introduces it."""
    labels, last = [], None
    for row, _ in rows:
        chunk = row.passage.chunk
        if (
            last is None
            or last.passage.chunk.id != chunk.id
            or chunk.text[last.end - chunk.start : row.start - chunk.start].strip()
        ):
            before = chunk.text[: row.start - chunk.start].strip().rpartition("\n")[2]
            label = before if introduces(before) else ""
        labels.append(" ".join([*chunk.headings, label]))
        last = row
    return labels
