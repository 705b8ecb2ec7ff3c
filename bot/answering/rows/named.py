"""Questions that name several rows of a table, or lines of a list, such as *how much are the small and the large one?*."""

from collections.abc import Iterator, Mapping, Sequence

from bot.answering.parts import split_question
from bot.answering.rows.listing import ReadChunks, asks_for_all, find_words, holds_term, list_rows, rows_in_section
from bot.evidence import Evidence
from index import HAN, Term, content_terms, fold, lazy_pattern, tag_chinese

# Between the things that are asked about together. Chinese words among them also stand within others: 和平.
_BETWEEN = lazy_pattern(r"\s*[、,，/&]\s*(?:and\s+|or\s+)?|\s+(?:and|or|as well as)\s+")
_BETWEEN_IN_CHINESE = frozenset(("和", "与", "及", "以及", "跟", "或", "或者", "还是"))
_MOST_NAMES = 8
# What may stand in Chinese before a name: 和一份油条.
_COUNTED = lazy_pattern(r"(?:[一两这那每]\p{Han})?")

# Words that a question is otherwise searched without, but may tell things apart by: the small and the large one.
_TELLING_APART = lazy_pattern(r"\b(?:big|large|high|low|long|old|first|second|third)\b|[大小中高低长短新旧]")

_Row = tuple[Evidence, Mapping[str, str]]


def rows_asked_for(best: Evidence, question: str, terms: Sequence[Term], read_chunks: ReadChunks) -> list[Evidence]:
    """The rows of the best sentence's table or list that a question names one by one, or all that it asks for; else none."""
    named = [] if len(split_question(question)) > 1 else named_rows(best, question, terms, read_chunks)
    return named or (list_rows(best, question, read_chunks) if asks_for_all(question) else [])


def named_rows(best: Evidence, question: str, terms: Sequence[Term], read_chunks: ReadChunks) -> list[Evidence]:
    """The rows of the best sentence's table or list that a question names one by one, in order; none if it does not.

    Each name must stand in one column of its own rows, and nothing of it may be left over: a *large coffee* is no large tea.
    """
    parts = _parts(fold(question))
    if not 1 < len(parts) <= _MOST_NAMES:
        return []
    rows = rows_in_section(best, read_chunks)
    names = _Names(rows, parts, terms)
    groups = max(map(names.rows_by_part, names.columns), key=lambda groups: sum(map(bool, groups)), default=[])
    chosen = sorted({number for group in groups for number in group})
    is_each_apart = len(chosen) == sum(map(len, groups)) and sum(map(bool, groups)) > 1
    is_best_among = any(rows[number][0].text == best.text for number in chosen)
    return [rows[number][0] for number in chosen] if is_each_apart and is_best_among else []


class _Names:
    """What the parts of a question name among rows."""

    def __init__(self, rows: Sequence[_Row], parts: Sequence[str], terms: Sequence[Term]) -> None:
        self._parts = parts
        self._terms = terms
        self._rows = [{name: fold(cell) for name, cell in cells.items()} for _, cells in rows]
        self._texts = [row.text for row, _ in rows]
        self._common = {term.word for term in terms if all(holds_term(text, term) for text in self._texts)}
        self.columns = list(dict.fromkeys(name for cells in self._rows for name in cells))

    def rows_by_part(self, column: str) -> list[list[int]]:
        """The numbers of the rows that each part names by their cells in a column.

        None at all where a part names another column of a row: *from Oslo to Bergen* is asked about that row alone.
        """
        groups = [self._rows_named(number, column) for number in range(len(self._parts))]
        is_about_pair = any(
            self._is_written(cell, other)
            for number, group in enumerate(groups)
            for row in group
            for name, cell in self._rows[row].items()
            if name != column and cell != self._texts[row]
            for other in range(len(self._parts))
            if other != number and groups[other]
        )
        return [] if is_about_pair else groups

    def _rows_named(self, part: int, column: str) -> list[int]:
        cells = [cells.get(column, "") for cells in self._rows]
        written = [cell if self._is_written(cell, part) else "" for cell in cells]
        longest = max(written, key=len, default="")
        if longest:
            return self._nearest([number for number, cell in enumerate(written) if cell == longest])
        own = [
            term for term in self._terms if term.word not in self._common and find_words(term.word, self._parts[part])
        ]
        needed = own if part else own[-1:]  # the first one opens with what is asked
        needed = needed or [
            Term(match.group(), 1.0, is_name=False) for match in _TELLING_APART.finditer(self._parts[part])
        ]
        held = [
            number
            for number, cell in enumerate(cells)
            if any(holds_term(cell, term) for term in needed)
            and all(holds_term(self._texts[number], term) for term in needed)
        ]
        return self._nearest(held)

    def _nearest(self, rows: Sequence[int]) -> list[int]:
        """Of some rows those that hold most of what the whole question says."""
        held = {row: sum(term.weight for term in self._terms if holds_term(self._texts[row], term)) for row in rows}
        return [row for row in rows if held[row] == max(held.values())]

    def _is_written(self, cell: str, part: int) -> bool:
        """Whether a part of the question names a cell as it is written, and nothing that is called a little more than that."""
        text = self._parts[part]
        found = find_words(cell, text) if len(cell) > 1 or HAN.search(cell) or cell.isdecimal() else None
        if not found:
            return False
        before, after = text[: found.start()], text[found.end() :]
        if part == len(self._parts) - 1:
            after = ""  # there the question goes on
        if HAN.search(cell):
            bounds = _word_bounds(text)
            is_whole = found.start() in bounds and found.end() in bounds
            return is_whole and (not part or bool(_COUNTED.fullmatch(before.strip()))) and self._says_nothing(after)
        if not part:
            before = " ".join(before.split()[-1:])
        return self._says_nothing(before) and self._says_nothing(after)

    def _says_nothing(self, text: str) -> bool:
        """Whether a text has no words but such as all rows have."""
        return all(term.word in self._common for term in content_terms(text))


def _parts(question: str) -> list[str]:
    """A question cut at each *and* and *or*: the last part of what is asked stands in the last."""
    parts = [""]
    for piece in _pieces(question):
        if piece in _BETWEEN_IN_CHINESE or _BETWEEN.fullmatch(piece):
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts if part.strip()]


def _pieces(question: str) -> Iterator[str]:
    position = 0
    for match in _BETWEEN.finditer(question):
        yield from _words(question[position : match.start()])
        yield match.group()
        position = match.end()
    yield from _words(question[position:])


def _words(text: str) -> list[str]:
    return [pair.word for pair in tag_chinese(text)] if HAN.search(text) else [text]


def _word_bounds(text: str) -> set[int]:
    bounds, position = {0}, 0
    for word in _words(text):
        position += len(word)
        bounds.add(position)
    return bounds
