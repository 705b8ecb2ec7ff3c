"""Questions that ask for all rows of a table: every row that fits is quoted, or it is said how many there are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from bot.evidence import Evidence
from index import Chunk, fold

_ASKS_FOR_ALL = regex.compile(
    r"列出|列举|列舉|全部|所有|有哪些|都有(?:谁|誰|什么|什麼|哪)|\b(?:list|name) (?:all|every|the)\b|\ball (?:of )?the\b|\bevery\b|"
    r"\bwhich (?:\w+ ){1,3}are there\b|\bwhat are (?:all )?the\b",
    regex.I,
)
_FIELD = regex.compile(r"(?P<name>[^;；:：]{1,80})[:：]\s?(?P<cell>[^;；]+)")


def asks_for_all(question: str) -> bool:
    """Whether a question asks for every item of its kind."""
    return bool(_ASKS_FOR_ALL.search(question))


def list_rows(best: Evidence, question: str, read_chunks: Callable[[str], Sequence[Chunk]]) -> list[Evidence]:
    """The rows of the best sentence's table that share the cells which the question names, in order; none if it is no row.

    ``read_chunks`` gives the chunks of a source. Rows of a table have the same columns.
    """
    columns = _cells(best.text)
    if len(columns) < 2:
        return []
    asked = fold(question)
    named = {name: cell for name, cell in columns.items() if len(cell) > 1 and fold(cell) in asked}
    rows: list[Evidence] = []
    for chunk in read_chunks(best.passage.source.id):
        position = chunk.start
        for line in chunk.text.split("\n"):
            cells = _cells(line)
            if cells.keys() == columns.keys() and all(cells[name] == cell for name, cell in named.items()):
                passage = replace(best.passage, chunk=chunk)
                rows.append(replace(best, passage=passage, start=position, end=position + len(line)))
            position += len(line) + 1
    return rows


def _cells(line: str) -> dict[str, str]:
    """The cells of a row by the names of their columns; none for a line that is no row."""
    fields = [_FIELD.fullmatch(part.strip()) for part in regex.split("[;；]", line)]
    return {field["name"]: field["cell"] for field in fields if field} if all(fields) else {}
