"""The words of a passage that a sentence rests on: those that bear out most of what it claims, then say most of it."""

from collections.abc import Sequence

from bot.evidence import Claim, Grounding, asserts, quotable_spans
from index import Passage, Span, clause_spans, sentence_spans

LONGEST_QUOTE = 560
_MOST_SENTENCES = 3


def best_quote_span(sentence: str, passage: Passage, *, grounding: Grounding) -> Span:
    """Where in the source's text the best one to three sentences of a passage stand, or clauses of one that is too long."""
    text = passage.chunk.text
    quotable = quotable_spans(passage.chunk) or sentence_spans(text) or [(0, len(text))]
    spans = [(start, end) for start, end in quotable if asserts(text[start:end])] or quotable
    start, end = _best(sentence, text, spans, grounding)
    while end - start > LONGEST_QUOTE:
        clauses = [(start + a, start + b) for a, b in clause_spans(text[start:end])]
        if len(clauses) < 2:
            end = start + LONGEST_QUOTE
            break
        start, end = _best(sentence, text, clauses, grounding)
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while start < end - 1 and text[start].isspace():
        start += 1
    return passage.chunk.start + start, passage.chunk.start + end


def _best(sentence: str, text: str, spans: Sequence[Span], grounding: Grounding) -> Span:
    """The shortest stretch of neighbours that bears out the most claims; of such, the one that holds most of the words."""
    borne = [_supported_claims(sentence, text[start:end], grounding) for start, end in spans]
    stretches = [
        (i, j)
        for i in range(len(spans))
        for j in range(i + 1, min(i + _MOST_SENTENCES, len(spans)) + 1)
        if j == i + 1 or spans[j - 1][1] - spans[i][0] <= LONGEST_QUOTE
    ]
    ranked = {(i, j): (len(frozenset().union(*borne[i:j])), i - j) for i, j in stretches}
    most = max(ranked.values())
    best = [stretch for stretch, rank in ranked.items() if rank == most]
    i, j = max(best, key=lambda s: grounding.coverage(sentence, text[spans[s[0]][0] : spans[s[1] - 1][1]]))
    return spans[i][0], spans[j - 1][1]


def _supported_claims(sentence: str, words: str, grounding: Grounding) -> frozenset[Claim]:
    return frozenset(grounding.claims(sentence)).difference(grounding.unsupported(sentence, words))


def merge_spans(spans: Sequence[Span], text: str, offset: int) -> dict[Span, Span]:
    """Each span with the one it becomes when those that touch or overlap are put together, as long as they stay short.

    ``text`` begins at the place ``offset`` of the spans' own text.
    """
    groups: list[list[Span]] = []
    for span in sorted(set(spans)):
        if groups:
            start, end = groups[-1][0][0], max(end for _, end in groups[-1])
            touches = not text[end - offset : span[0] - offset].strip()
            if touches and max(end, span[1]) - start <= LONGEST_QUOTE:
                groups[-1].append(span)
                continue
        groups.append([span])
    return {span: (group[0][0], max(end for _, end in group)) for group in groups for span in group}
