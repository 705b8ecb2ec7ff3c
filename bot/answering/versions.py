"""Versions of one work among the evidence: the newer one answers, and what an older one says otherwise is told with its date."""

from collections.abc import Sequence

import regex

from bot.evidence import Evidence
from index import Source, date_of, fold, tokens

# The share of their words that two sentences have in common if one is the other's newer version. Set by hand.
_SAME_WORDS = 0.5
_NUMBER = regex.compile(r"\d+(?:\.\d+)*")


def split_versions(
    evidence: Sequence[Evidence], question: str, groups: Sequence[Sequence[Source]]
) -> tuple[list[Evidence], list[tuple[Evidence, Evidence]]]:
    """The evidence without what a newer version says in its place, and pairs of a sentence and what an older one says.

    Where the question names a year or a version that stands in a title or date, that version counts as the newest, and
    nothing of the others is told.
    """
    rank, named = {}, set[str]()
    for group in groups:
        chosen = _named_versions(question, group)
        named.update(source.id for source in group if chosen)
        order = [*chosen, *(source for source in group if source not in chosen)]
        rank.update({source.id: (id(group), position) for position, source in enumerate(order)})
    kept: list[Evidence] = []
    differing: list[tuple[Evidence, Evidence]] = []
    words = {e: _words(e.text) for e in evidence if e.passage.source.id in rank}
    for candidate in evidence:
        newer = _newer_sentence(candidate, words, rank)
        if newer is None:
            kept.append(candidate)
        elif words[newer] != words[candidate] and candidate.passage.source.id not in named:
            differing.append((newer, candidate))
    return kept, differing


def _named_versions(question: str, group: Sequence[Source]) -> list[Source]:
    """The versions of which the question names a figure that the others do not have in title and date."""
    asked = set(_NUMBER.findall(fold(question)))
    figures = [set(_NUMBER.findall(f"{fold(source.title)} {date_of(source)[:4]}")) for source in group]
    shared = set.intersection(*figures)
    return [source for source, own in zip(group, figures, strict=True) if asked & (own - shared)]


def _newer_sentence(
    candidate: Evidence, words: dict[Evidence, frozenset[str]], rank: dict[str, tuple[int, int]]
) -> Evidence | None:
    """The sentence of the newest version that says the same as a candidate, perhaps with other figures; or None."""
    if candidate not in words:
        return None
    group, position = rank[candidate.passage.source.id]
    own = words[candidate]
    best: tuple[int, Evidence] | None = None
    for other, theirs in words.items():
        other_group, other_position = rank[other.passage.source.id]
        if other_group != group or other_position >= position:
            continue
        is_same = len(own & theirs) >= _SAME_WORDS * max(len(own | theirs), 1)
        if is_same and (best is None or other_position < best[0]):
            best = other_position, other
    return best[1] if best else None


def _words(text: str) -> frozenset[str]:
    return frozenset(tokens(text))
