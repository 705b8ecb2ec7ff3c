"""Which sentences of a chunk can be quoted, how long a quotation may be, and how a longer text is cut to it. Pure."""

from collections.abc import Callable, Sequence

from index import Chunk, Span, clause_spans, sentence_spans

# In characters. Set by hand: about three long sentences.
LONGEST_QUOTE = 560
# Characters of a line outside all speaker turns up to which it is the name of a speaker. Set by hand.
_LONGEST_NAME_LINE = 40


def quotable_spans(chunk: Chunk) -> list[tuple[int, int]]:
    """The sentences of a chunk that can be quoted, as spans of its text: no heading and no name of a speaker."""
    spans = []
    headings = set(chunk.headings)
    turn_starts = {turn.start - chunk.start for turn in chunk.turns}
    for sentence_start, end in sentence_spans(chunk.text):
        # A speaker's name before the words on the same line is not part of the quotation.
        start = next((s for s in turn_starts if sentence_start < s < end), sentence_start)
        line = chunk.text[start:end]
        is_outside_turns = bool(turn_starts) and not any(
            turn.start < chunk.start + end and chunk.start + start < turn.end for turn in chunk.turns
        )
        if line not in headings and not (is_outside_turns and len(line) <= _LONGEST_NAME_LINE):
            spans.append((start, end))
    return spans


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
