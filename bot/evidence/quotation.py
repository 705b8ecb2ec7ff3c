"""How long a quotation may be, and how a longer text is cut to it. Pure."""

from collections.abc import Callable, Sequence

from index import Span, clause_spans, sentence_spans

# In characters. Set by hand: about three long sentences.
LONGEST_QUOTE = 560


def cut_quote(text: str, start: int, end: int, *, best_clauses: Callable[[Sequence[Span]], Span]) -> Span:
    """A span of a text cut to a quotation's length: to the clauses that ``best_clauses`` chooses, again and again.

    A single clause that is too long ends in the middle. There is no white space at the end.
    """
    while end - start > LONGEST_QUOTE:
        clauses = [(start + a, start + b) for a, b in clause_spans(text[start:end])]
        if len(clauses) < 2:
            end = start + LONGEST_QUOTE
        else:
            start, end = best_clauses(clauses)
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def grow_around_best(clauses: Sequence[Span], *, score: Callable[[Span], int]) -> Span:
    """The clause with the highest score, with as many neighbours as fit into a quotation, those after it first."""
    first = last = max(range(len(clauses)), key=lambda i: score(clauses[i]))
    while True:
        longer = [(a, b) for a, b in ((first, last + 1), (first - 1, last)) if a >= 0 and b < len(clauses)]
        fitting = [(a, b) for a, b in longer if clauses[b][1] - clauses[a][0] <= LONGEST_QUOTE]
        if not fitting:
            return clauses[first][0], clauses[last][1]
        first, last = fitting[0]


def cut_at_sentence_end(text: str, *, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a text that ends with a sentence and fits; empty if not even the first sentence fits."""
    return next((text[:end] for _, end in reversed(sentence_spans(text)) if fits(text[:end])), "")
