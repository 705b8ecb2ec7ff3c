"""Rows about something else: what stands in the row of one city says nothing of the city that a question names."""

from collections.abc import Sequence

from bot.answering.rows.headed_records import headed_records
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
    seen, others, elsewhere = set[tuple[str, int]](), set[tuple[str, int]](), dict[str, set[str]]()
    for best in ranked[:_MOST_TRIED]:
        if best.place in seen or best.passage.chunk.id in elsewhere:
            continue
        is_row = best.is_record or bool(cells_of_row(best.text))
        rows = rows_in_section(best, read_chunks) if is_row else headed_records(best, read_chunks)
        seen.update(row.place for row, _ in rows)
        keys = [fold(next(iter(cells.values()))) for _, cells in rows]
        named = _named(keys, asked)
        for (row, _), key in zip(rows, keys, strict=True):
            if named and key not in named and is_row:
                others.add(row.place)
            elif named and key not in named:
                elsewhere[row.passage.chunk.id] = named
    return [
        e
        for e in ranked
        if e.place not in others and all(find_words(key, fold(e.text)) for key in elsewhere.get(e.passage.chunk.id, ()))
    ]


def _named(keys: Sequence[str], asked: str) -> set[str]:
    """The keys that a question names; none where it asks about one by way of another."""
    named = {key for key in keys if len(key) >= _SHORTEST_KEY and find_words(key, asked)}
    named -= {key for key in named for longer in named if key != longer and key in longer}
    rest = asked
    for key in named:
        rest = rest.replace(key, " ")  # 和 in a name compares nothing
    return set() if _COMPARES.search(rest) else named
