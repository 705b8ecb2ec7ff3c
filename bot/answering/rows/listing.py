"""The rows of tables and the lines of lists: which belong together, and those that a question for all of them asks for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from bot.evidence import Evidence, quotable_spans
from index import Chunk, Term, fold, tokenize_text

_ASKS_FOR_ALL = regex.compile(
    r"列出|列举|列舉|全部|所有|有哪些|都有(?:谁|誰|什么|什麼|哪)|\b(?:list|name) (?:all|every|the)\b|\ball (?:of )?the\b|\bevery\b|"
    r"\bwhich (?:\w+ ){1,3}are there\b|\bwhat are (?:all )?the\b",
    regex.I,
)
_FIELD = regex.compile(r"(?P<name>[^;；:：\n]{1,80})[:：]\s?(?P<cell>[^;；]+)")
# In a record a field may be empty.
_LINE_OF_RECORD = regex.compile(r"(?P<name>[^;；:：\n]{1,80})[:：]\s?(?P<cell>[^;；]*)")
# How far a text must hold a term of the question: as a related form at least (Germany for German). Set by hand.
_HELD = 0.7
_BARE_CELLS = " | "
KEY = "key"  # stands for the name of the column of what stands before the colon of a line

ReadChunks = Callable[[str], Sequence[Chunk]]


def asks_for_all(question: str) -> bool:
    """Whether a question asks for every item of its kind."""
    return bool(_ASKS_FOR_ALL.search(question))


def list_rows(best: Evidence, question: str, read_chunks: ReadChunks) -> list[Evidence]:
    """The rows of the best sentence's table that share the cells which the question names, in order; none if it is no row.

    ``read_chunks`` gives the chunks of a source. Rows of a table have the same columns.
    """
    columns = cells_of_row(best.text)
    if len(columns) < 2:
        return []
    asked = fold(question)
    named = {name: cell for name, cell in columns.items() if len(cell) > 1 and fold(cell) in asked}
    return [
        row
        for row, cells in rows_beside(best, read_chunks)
        if all(cells.get(name) == cell for name, cell in named.items())
    ]


def rows_beside(best: Evidence, read_chunks: ReadChunks) -> list[tuple[Evidence, Mapping[str, str]]]:
    """The rows of the table in which the best sentence stands, each with its cells by the names of their columns, in order.

    A row lacks the columns in which it has no cell. Under another heading the rows of a table have the very same columns.
    """
    chunks = read_chunks(best.passage.source.id)
    own = cells_of_row(best.text)
    rows = [(chunk, start, line, cells_of_row(line)) for chunk in chunks for start, line in _lines(chunk)]
    wider = (cells for _, _, _, cells in rows if cells.keys() >= own.keys())
    columns = max(wider, key=len, default=own).keys()
    return [
        (_evidence(best, chunk, start, start + len(line)), cells)
        for chunk, start, line, cells in rows
        if cells
        and (cells.keys() == own.keys() or (chunk.section == best.passage.chunk.section and cells.keys() <= columns))
    ]


def rows_of_columns(best: Evidence, names: Sequence[str], read_chunks: ReadChunks) -> list[Evidence]:
    """The rows of the best sentence's table if each of some names has a column there, other than the first; else none."""
    if not cells_of_row(best.text):
        return []
    rows = rows_beside(best, read_chunks)
    columns = {fold(column) for _, cells in rows for column in list(cells)[1:]}
    asked = [fold(name) for name in names]
    return (
        [row for row, _ in rows] if all(any(find_words(column, name) for column in columns) for name in asked) else []
    )


def lines_beside(best: Evidence, read_chunks: ReadChunks) -> list[tuple[Evidence, Mapping[str, str]]]:
    """The lines of the list in which the best sentence stands, or the records: all that stand under its heading, in order.

    A line ``key: value`` has two cells, a record one for each of its lines, and another line one, without a name. None where
    the best sentence is no line of its own.
    """
    found: list[tuple[Evidence, Mapping[str, str]]] = []
    for chunk in read_chunks(best.passage.source.id):
        if chunk.section != best.passage.chunk.section:
            continue
        for start, end in quotable_spans(chunk):
            text = chunk.text[start:end]
            if chunk.text[:start][-1:] in ("", "\n") and chunk.text[end:][:1] in ("", "\n"):
                found.append((_evidence(best, chunk, chunk.start + start, chunk.start + end), _cells_of_lines(text)))
    own = _cells_of_lines(best.text).keys()
    alike = [(line, cells) for line, cells in found if cells.keys() == own or (best.is_record and cells.keys() & own)]
    return alike if any(line.text == best.text for line, _ in alike) else []


def lines_of(evidence: Evidence) -> list[tuple[Evidence, Mapping[str, str]]]:
    """The lines of a sentence that introduces a list and has it, but for the first; with their cells as above."""
    lines: list[tuple[Evidence, Mapping[str, str]]] = []
    position = evidence.start
    for line in evidence.text.split("\n"):
        if line.strip() and position > evidence.start:
            lines.append((replace(evidence, start=position, end=position + len(line)), _cells_of_lines(line)))
        position += len(line) + 1
    return lines


def cells_of_row(line: str) -> dict[str, str]:
    """The cells of a row by the names of their columns; none for a line that is no row of two cells or more.

    The first cell may stand without a name. Where no cell has one, the columns are numbered.
    """
    if _BARE_CELLS in line:
        return {str(number): cell for number, cell in enumerate(line.split(_BARE_CELLS))}
    first, *rest = (part.strip() for part in regex.split("[;；]", line))
    fields = [_FIELD.fullmatch(part) for part in rest]
    if not fields or not all(fields):
        return {}
    named = _FIELD.fullmatch(first)
    cells = {named["name"]: named["cell"]} if named else {"": first}
    return cells | {field["name"]: field["cell"] for field in fields if field}


def rows_or_lines_beside(best: Evidence, read_chunks: ReadChunks) -> Sequence[tuple[Evidence, Mapping[str, str]]]:
    """The rows of the table in which the best sentence stands, or the lines of its list, with their cells, in order."""
    return rows_beside(best, read_chunks) if cells_of_row(best.text) else lines_beside(best, read_chunks)


def rows_in_section(best: Evidence, read_chunks: ReadChunks) -> list[tuple[Evidence, Mapping[str, str]]]:
    """Those of ``rows_or_lines_beside`` that stand under the same heading as the best sentence."""
    rows = rows_or_lines_beside(best, read_chunks)
    return [row for row in rows if row[0].passage.chunk.section == best.passage.chunk.section]


def holds_term(text: str, term: Term) -> bool:
    """Whether a text holds a term, or a related form of it."""
    return tokenize_text(text).term_coverage(term) >= _HELD


def find_words(words: str, text: str) -> "regex.Match[str] | None":
    """Where words stand in a text, not as a part of a longer Latin word or figure."""
    latin = r"[\p{Latin}\p{N}]"
    return regex.search(rf"(?<!{latin}){regex.escape(words)}(?!{latin})", text) if words else None


def _cells_of_lines(text: str) -> dict[str, str]:
    """The cells of a line that is no row of a table, or of a record's lines, the name above them included."""
    first, *rest = text.split("\n")
    field, fields = _FIELD.match(first), [_LINE_OF_RECORD.match(line) for line in rest]
    if not all(fields) or not (field or fields):
        return {"": text}
    if not fields:
        return {KEY: field["name"], "": text} if field else {"": text}
    named = {field["name"]: field["cell"]} if field else {KEY: first}
    return named | {other["name"]: other["cell"] for other in fields if other}


def _lines(chunk: Chunk) -> Iterator[tuple[int, str]]:
    """The lines of a chunk, each with where it begins in its source."""
    position = chunk.start
    for line in chunk.text.split("\n"):
        yield position, line
        position += len(line) + 1


def _evidence(best: Evidence, chunk: Chunk, start: int, end: int) -> Evidence:
    return replace(best, passage=replace(best.passage, chunk=chunk), start=start, end=end)
