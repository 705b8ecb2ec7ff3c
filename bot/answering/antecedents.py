"""Sentences that are not understood alone: the one before says who *he* is and what *yes* answers, the list after *you need:*."""

from collections.abc import Sequence
from dataclasses import replace

from bot.evidence import LONGEST_QUOTE, Evidence, introduced_end, introduces, is_injection
from index import lazy_pattern, sentence_spans

# So many sentences before are shown at most: the one before may itself say *he*. Set by hand.
_MOST_BEFORE = 2
# A pronoun or a reply at the beginning, perhaps after a few small words or a date and a comma. Summaries have a pattern of
# their own (``summaries/self_contained.py``), which finds connectives too: they do not hide whom a sentence is about.
_DEPENDENT = lazy_pattern(
    r"^[\"'“‘(\[*_-]*(?:"
    r"(?:(?:and|but|so|then|later|yet|in|on|by|from|at|since|until|after|before|when|while|as|there|today|\p{L}+ly|\d{1,4}|"
    r"january|february|march|april|may|june|july|august|september|october|november|december),? ){0,4}"
    r"(?:he|she|it|they|his|her|its|their|this|these|that|those|both)(?:['’](?:s|re|ll|d|ve))?\b(?! (?:is|was) (?:a |an |the )?"
    r"(?:important|possible|necessary|likely|clear|true|said|known|time)\b)|"
    r"(?:yes|yeah|yep|no|nope|right|exactly|absolutely|sure|correct|indeed)\b(?=[,.!;:—-])|"
    r"(?:\p{Han}{0,6}[\d〇一二三四五六七八九十]+\p{Han}{0,3}|\p{Han}{1,4})?[,，]?(?:[他她它牠]|此人)|"
    r"其(?!实|他|它|中|余)|该\p{Han}|这(?!里|样)|那(?!里|么|天|年)|"
    r"(?:是的|不是|对|对的|没错|不|没有|有的|可以|不行|当然)[,，。!！])",
)
# A sentence that is no more than a reply. The next one may be right only with it.
_REPLY = lazy_pattern(
    r"^\W*(?:yes|yeah|yep|no|nope|right|exactly|absolutely|sure|correct|indeed|not (?:yet|really|at all)|of course(?: not)?|"
    r"是的?|不是|对的?|没错|不|没有|有的?|可以|不可以|不行|不能|能|会|不会|当然(?:可以|不行)?|否)\W*$"
)


def with_antecedent(evidence: Evidence) -> Evidence:
    """The sentence, together with the one or two before it in its chunk that it needs to be understood.

    It stays alone if it is understood alone, if nothing stands before it, or if all would be too long to quote.
    """
    chunk = evidence.passage.chunk
    before = [span for span in sentence_spans(chunk.text) if span[1] <= evidence.start - chunk.start]
    start, needs = evidence.start, evidence.text
    for first, last in reversed(before[-_MOST_BEFORE:]):
        text = chunk.text[first:last]
        is_too_long = evidence.end - chunk.start - first > LONGEST_QUOTE
        is_needed = needs_antecedent(needs) or _REPLY.search(text.casefold())
        if not is_needed or text in chunk.headings or is_too_long or is_injection(text):
            break
        start, needs = chunk.start + first, text
    return evidence if start == evidence.start else replace(evidence, start=start)


def with_introduced(evidence: Evidence) -> Evidence:
    """The sentence, together with the list or line after it where it ends in a colon."""
    if not introduces(evidence.text):
        return evidence
    chunk = evidence.passage.chunk
    end = chunk.start + introduced_end(chunk, evidence.end - chunk.start)
    text = chunk.text[evidence.end - chunk.start : end - chunk.start]
    return evidence if is_injection(text) else replace(evidence, end=end)


def with_antecedents(selected: Sequence[Evidence]) -> list[Evidence]:
    """Sentences in reading order, each with what it needs, none twice."""
    shown: list[Evidence] = []
    for evidence in selected:
        whole = with_antecedent(with_introduced(evidence))
        if any(_overlaps(whole, other) for other in shown):
            # What it needs is shown already, or the sentence itself is.
            whole = evidence
        if not any(_overlaps(whole, other) for other in shown):
            shown.append(whole)
    return shown


def needs_antecedent(text: str) -> bool:
    """Whether a sentence opens with a pronoun or a reply whose meaning stands before it."""
    return bool(_DEPENDENT.search(text.casefold()))


def _overlaps(one: Evidence, other: Evidence) -> bool:
    is_same = one.passage.source.id == other.passage.source.id
    return is_same and one.start < other.end and other.start < one.end
