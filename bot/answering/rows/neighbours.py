"""Rows about something else: what stands in the row of one city says nothing of the city that a question names."""

from collections.abc import Sequence

from bot.answering.rows.listing import ReadChunks, cells_of_row, find_words, rows_in_section
from bot.evidence import Evidence, asks_for_neighbour
from index import fold, lazy_pattern

# Sentences whose tables are looked at, best first. Set by hand.
_MOST_TRIED = 8
_SHORTEST_KEY = 2
# Asks about a row by way of another one: which city is colder than Bergen?
_COMPARES = lazy_pattern(r"(?i)\b(?:than|as \w+ as|like|unlike|with|from|to|compared)\b|[比跟和与與同离離到]|以外|不同")


def remove_neighbours(ranked: Sequence[Evidence], question: str, read_chunks: ReadChunks) -> Sequence[Evidence]:
    """The sentences without rows of a table, or records, of which the question names others, by their first cells as they are written.

    A question that compares, or asks for what comes next to what it names, keeps all. ``read_chunks`` gives the chunks of a source.
    """
    if asks_for_neighbour(question):
        return ranked
    asked = fold(question)
    seen, others = set[tuple[str, int]](), set[tuple[str, int]]()
    for best in ranked[:_MOST_TRIED]:
        if best.place in seen or not (best.is_record or cells_of_row(best.text)):
            continue
        rows = rows_in_section(best, read_chunks)
        seen.update(row.place for row, _ in rows)
        keys = {row.place: fold(next(iter(cells.values()))) for row, cells in rows}
        named = {key for key in keys.values() if len(key) >= _SHORTEST_KEY and find_words(key, asked)}
        named -= {key for key in named for longer in named if key != longer and key in longer}
        rest = asked
        for key in named:
            rest = rest.replace(key, " ")  # 和 in a name compares nothing
        if named and not _COMPARES.search(rest):
            others.update(place for place, key in keys.items() if key not in named)
    return [e for e in ranked if e.place not in others]
