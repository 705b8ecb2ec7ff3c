"""Answers made of the sources' own sentences: the embedded default, no model needed."""

from collections.abc import Sequence
from functools import partial
from itertools import count

from bot.answers import AnswerLanguage, Citation
from bot.evidence import LONGEST_QUOTE, Evidence, cut_quote, grow_around_best
from bot.writing import format_labels, label_gap
from index import Span

LONGEST_ANSWER = 700
_MOST_SENTENCES = 3
# A further sentence must be nearly as good as the best one.
_NEARLY = 0.85
# What standing next to the best sentence counts for.
_BESIDE = 0.15
_ROOM_FOR_LABEL = 6


def choose(evidence: Sequence[Evidence], *, room: int) -> list[Evidence]:
    """The one to three sentences that answer, in reading order, within ``room`` characters.

    After the best sentence only those follow that are nearly as good and do not say the same again. One that stands beside
    the best goes on about the same, and is credited with that.
    """
    chosen: list[Evidence] = []
    merit = {e: e.score + _BESIDE * _is_beside(e, evidence[0]) for e in evidence[1:]}
    for candidate in [*evidence[:1], *sorted(evidence[1:], key=lambda e: -merit[e])]:
        if len(chosen) == _MOST_SENTENCES or merit.get(candidate, candidate.score) < _NEARLY * evidence[0].score:
            break
        length = min(len(candidate.text), LONGEST_QUOTE) + _ROOM_FOR_LABEL
        is_new = all(_words(candidate.text) != _words(other.text) for other in chosen)
        is_as_apt = candidate.is_expected_kind and candidate.gives_reason >= evidence[0].gives_reason
        if not chosen or (is_new and is_as_apt and length <= room):
            chosen.append(candidate)
            room -= length
    return _in_reading_order(chosen)


def _is_beside(candidate: Evidence, best: Evidence) -> bool:
    """Whether two sentences of a chunk stand next to each other."""
    if candidate.passage.chunk.id != best.passage.chunk.id:
        return False
    chunk, (first, second) = best.passage.chunk, sorted((candidate, best), key=lambda e: e.start)
    return not chunk.text[first.end - chunk.start : second.start - chunk.start].strip()


def choose_from_each(evidence: Sequence[Evidence], *, room: int) -> list[Evidence]:
    """The best sentence of each source, best source first, as many as fit into ``room`` characters and at most three."""
    best = list({e.passage.source.id: e for e in reversed(evidence)}.values())
    chosen: list[Evidence] = []
    for candidate in sorted(best, key=lambda e: -e.score)[:_MOST_SENTENCES]:
        length = min(len(candidate.text), LONGEST_QUOTE) + _ROOM_FOR_LABEL
        if not chosen or length <= room:
            chosen.append(candidate)
            room -= length
    return _in_reading_order(chosen)


def _in_reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    order = {e.passage.source.id: i for i, e in reversed(list(enumerate(chosen)))}
    return sorted(chosen, key=lambda e: (order[e.passage.source.id], e.start))


def write(
    chosen: Sequence[Evidence], *, language: AnswerLanguage, terms: Sequence[str]
) -> tuple[str, tuple[Citation, ...]]:
    """The chosen sentences as text with labels, and the citation behind each label.

    Neighbouring sentences of one chunk share a label. A sentence too long to show is cut at clause marks
    around the words asked about, which the ellipses tell.
    """
    citations: list[Citation] = []
    parts: list[str] = []
    label = count(1)
    for evidence in _joined(chosen):
        chunk = evidence[0].passage.chunk
        start, end = evidence[0].start, evidence[-1].end
        if end - start > LONGEST_QUOTE:
            start, end = _cut_around_terms(chunk.text, start - chunk.start, end - chunk.start, terms, chunk.start)
        quote = chunk.text[start - chunk.start : end - chunk.start]
        citation = Citation(next(label), chunk, evidence[0].passage.source, quote, start, end)
        before = "…" if start > evidence[0].start else ""
        after = "…" if end < evidence[-1].end else ""
        parts.append(f"{before}{quote}{after}{label_gap(language)}{format_labels([citation.label])}")
        citations.append(citation)
    return ("" if language == "zh" else " ").join(parts), tuple(citations)


def _words(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _joined(chosen: Sequence[Evidence]) -> list[list[Evidence]]:
    """Neighbouring sentences of one chunk together, as long as they stay short enough to quote."""
    groups: list[list[Evidence]] = []
    for evidence in chosen:
        last = groups[-1][-1] if groups else None
        if (
            last
            and last.passage.chunk.id == evidence.passage.chunk.id
            and not last.passage.chunk.text[
                last.end - last.passage.chunk.start : evidence.start - last.passage.chunk.start
            ].strip(" ")
            and evidence.end - groups[-1][0].start <= LONGEST_QUOTE
        ):
            groups[-1].append(evidence)
        else:
            groups.append([evidence])
    return groups


def _cut_around_terms(text: str, start: int, end: int, terms: Sequence[str], offset: int) -> Span:
    """The clauses of a long sentence around the one that holds most of the words asked about."""

    def terms_in(clause: Span) -> int:
        words = text[clause[0] : clause[1]].casefold()
        return sum(term in words for term in terms)

    start, end = cut_quote(text, start, end, best_clauses=partial(grow_around_best, score=terms_in))
    return start + offset, end + offset
