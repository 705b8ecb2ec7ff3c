"""The row of a table, or the line of a list, with the largest or smallest value, for a question that wants it."""

from collections.abc import Sequence

from bot.answering.rows.compared_table import ComparedTable, Extreme, Row, labels_over
from bot.answering.rows.listing import ReadChunks, holds_term, lines_of, rows_or_lines_beside
from bot.answering.rows.superlatives import Superlative, asks_for_superlative, read_superlative, says_superlative
from bot.evidence import Evidence, are_sufficient, is_sufficient
from index import Term, fold

# Sentences whose tables are looked at, best first. Set by hand.
_MOST_TRIED = 8


def extreme_rows(
    ranked: Sequence[Evidence], question: str, terms: Sequence[Term], read_chunks: ReadChunks
) -> tuple[Extreme | None, Sequence[Evidence]]:
    """The rows with the largest or smallest value that a question asks for, of the best table that has such values, or None.

    All terms of the question must stand in the table, its headings or its title, or the reader must find an answer there; names
    must stand there in any case. ``read_chunks`` gives the chunks of a source.

    With them the sentences that may answer instead, without rows that cannot tell: one row says nothing of the others, unless it
    says in words that it is the largest, or has all terms of a question for what there is most of.
    """
    superlative = read_superlative(question)
    if superlative is None:
        return None, _without_untold_rows(ranked, terms, read_chunks) if asks_for_superlative(question) else ranked
    own = _other_terms(terms, superlative)
    tables: list[ComparedTable] = []
    for best in ranked[:_MOST_TRIED]:
        if any(table.holds(best) for table in tables):
            continue
        table = ComparedTable(_rows_of_table(best, own, read_chunks), superlative, fold(question), own)
        tables.append(table)
        missing = table.terms_not_held()
        is_answered = bool(own and not missing) or are_sufficient([e for e in ranked if table.holds(e)])
        if is_answered and not any(term.is_name for term in missing) and (extreme := table.extreme()):
            return extreme, ranked
        if is_sufficient(best) and _says_it(best, superlative, own):
            return None, ranked

    return None, _telling(ranked, superlative, own, tables)


def _telling(
    ranked: Sequence[Evidence], superlative: Superlative, terms: Sequence[Term], tables: Sequence[ComparedTable]
) -> list[Evidence]:
    """The sentences without rows that cannot tell, and without what ranks below such a row and says nothing of it either."""
    telling: list[Evidence] = []
    has_silent_row = False
    for e in ranked:
        beside = [table for table in tables if table.has_columns and table.holds(e)]
        is_said = _says_it(e, superlative, terms) and not any(_is_like_all(e, t.rows, terms) for t in beside)
        is_said |= says_superlative(e.text, superlative)
        has_silent_row |= not is_said and bool(beside)
        if is_said or not has_silent_row:
            telling.append(e)
    return telling


def _without_untold_rows(
    ranked: Sequence[Evidence], terms: Sequence[Term], read_chunks: ReadChunks
) -> Sequence[Evidence]:
    """The sentences before the first row of a table that holds nothing of the question but what all its rows hold.

    Which is the hardiest plant? Each row says how hardy one is, and no row says that it is the one.
    """
    for number, e in enumerate(ranked[:_MOST_TRIED]):
        rows = rows_or_lines_beside(e, read_chunks)
        if _is_like_all(e, [row for row in rows if len(row[1]) > 1], terms):
            return ranked[:number]
    return ranked


def _is_like_all(e: Evidence, rows: Sequence[Row], terms: Sequence[Term]) -> bool:
    """Whether a row holds none of the terms but what all rows beside it hold."""
    others = [row.text for row, _ in rows if row.text != e.text]
    held = [term for term in terms if holds_term(e.text, term)]
    return bool(others) and all(holds_term(other, term) for term in held for other in others)


def _says_it(e: Evidence, superlative: Superlative, terms: Sequence[Term]) -> bool:
    """Whether a sentence says in words what is the largest, or has all terms of a question for what there is most of."""
    if superlative.counts:
        return bool(terms) and all(holds_term(e.text, term) for term in terms)
    return says_superlative(e.text, superlative)


def _other_terms(terms: Sequence[Term], superlative: Superlative) -> list[Term]:
    """The terms of a question but for its superlative and its limits."""
    said = [superlative.words, *(limit.words for limit in superlative.limits)]
    return [
        term for term in terms if superlative.words not in term.word and not any(term.word in words for words in said)
    ]


def _rows_of_table(best: Evidence, terms: Sequence[Term], read_chunks: ReadChunks) -> Sequence[Row]:
    """The rows like the one in which a sentence stands, or the lines of its lists, that stand under what the question names.

    Those are all of them where the terms name no heading or label of some.
    """
    rows = rows_or_lines_beside(best, read_chunks)
    labels = labels_over(rows)
    for term in terms:
        named = [holds_term(label, term) for label in labels]
        if any(named):
            rows = [row for row, is_named in zip(rows, named, strict=True) if is_named]
            labels = [label for label in labels if holds_term(label, term)]
    return rows or lines_of(best)
