"""Which words of a passage a sentence is cited to: those that support most of its claims. Pure."""

from collections.abc import Sequence
from functools import partial

from bot.evidence import LONGEST_QUOTE, Claim, ClaimChecker, cut_quote, is_statement, quotable_spans
from index import Passage, Span, sentence_spans

# Sentences, or clauses, in one quotation at most. Set by hand.
_MOST_SENTENCES = 3


def best_quote_span(sentence: str, passage: Passage, *, claim_checker: ClaimChecker) -> Span:
    """The span in the source's text of the best one to three sentences of a passage, or clauses of a long one."""
    text = passage.chunk.text
    quotable = quotable_spans(passage.chunk) or sentence_spans(text) or [(0, len(text))]
    spans = [(start, end) for start, end in quotable if is_statement(text[start:end])] or quotable
    best = partial(_best_neighbours, sentence, text, claim_checker=claim_checker)
    start, end = cut_quote(text, *best(spans), best_clauses=best)
    while start < end - 1 and text[start].isspace():
        start += 1
    return passage.chunk.start + start, passage.chunk.start + end


def _best_neighbours(sentence: str, text: str, spans: Sequence[Span], *, claim_checker: ClaimChecker) -> Span:
    """The shortest run of neighbours that supports the most claims; of equals, the one with most of the words."""
    supported = [_supported_claims(sentence, text[start:end], claim_checker) for start, end in spans]
    runs = [
        (i, j)
        for i in range(len(spans))
        for j in range(i + 1, min(i + _MOST_SENTENCES, len(spans)) + 1)
        if j == i + 1 or spans[j - 1][1] - spans[i][0] <= LONGEST_QUOTE
    ]
    ranked = {(i, j): (len(frozenset().union(*supported[i:j])), i - j) for i, j in runs}
    most = max(ranked.values())
    best = [run for run, rank in ranked.items() if rank == most]
    i, j = max(
        best, key=lambda run: claim_checker.word_coverage(sentence, text[spans[run[0]][0] : spans[run[1] - 1][1]])
    )
    return spans[i][0], spans[j - 1][1]


def _supported_claims(sentence: str, words: str, claim_checker: ClaimChecker) -> frozenset[Claim]:
    return frozenset(claim_checker.find_claims(sentence)).difference(claim_checker.unsupported_claims(sentence, words))


def merge_spans(spans: Sequence[Span], text: str, offset: int) -> dict[Span, Span]:
    """Each span with the one that covers it after those that touch or overlap are merged, up to a quotation's length.

    ``offset`` is where ``text`` begins in the text that the spans count in.
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
