"""Which candidates make a summary: one language for each source, the central ones, an even share from each source."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from bot.answers import AnswerLanguage
from bot.summaries.candidates import Candidate
from bot.summaries.lexrank import lexrank_scores, select_by_mmr
from bot.summaries.similarity import Scores, measure_similarities, tfidf_vectors
from index import Embedder

# Candidates that are compared with each other at most, as the work grows with the square. Set by hand.
_MOST_COMPARED = 400
# The bias of a sentence unrelated to its title; one that says the same as the title has 1 more. Set by hand.
_OFF_TITLE_BIAS = 0.4
# The share of the highest relevance that a sentence on a topic needs. Set by hand.
_RELEVANCE_SHARE = 0.55


def keep_one_language(candidates: Sequence[Candidate], language: AnswerLanguage | None) -> list[Candidate]:
    """The candidates of each source in one language: the one asked for, else the one most of them are in."""
    kept: list[Candidate] = []
    for _, group in groupby(candidates, key=lambda candidate: candidate.source.id):
        of_source = list(group)
        count = Counter(candidate.language for candidate in of_source)
        chosen = language if language in count else count.most_common(1)[0][0]
        kept.extend(candidate for candidate in of_source if candidate.language == chosen)
    return kept


def select_central(candidates: Sequence[Candidate], *, count: int, embedder: Embedder) -> list[Candidate]:
    """At most ``count`` candidates that say most of what their sources say, evenly from each, in the order given."""
    compared = _nearest_to_centroid(candidates)
    similarities = measure_similarities(
        [c.text for c in compared], subjects=[c.subject for c in compared], embedder=embedder
    )
    bias = np.array([c.prior for c in compared]) * (_OFF_TITLE_BIAS + similarities.to_subject)
    source_ids = [c.source.id for c in compared]
    scores = np.zeros(len(compared))
    for source_id in dict.fromkeys(source_ids):
        rows = [i for i, other in enumerate(source_ids) if other == source_id]
        # LexRank alone loses the bias on a page where all sentences are similar.
        ranks = lexrank_scores(similarities.pairwise[np.ix_(rows, rows)], bias=bias[rows])
        scores[rows] = ranks * np.sqrt(bias[rows])
        scores[rows] /= scores[rows].max()
    return _select(compared, scores, similarities.pairwise, count=count, groups=source_ids)


def select_on_topic(
    candidates: Sequence[Candidate],
    topic: str,
    *,
    coverage: Sequence[float],
    language: AnswerLanguage,
    count: int,
    embedder: Embedder,
) -> list[Candidate]:
    """At most ``count`` candidates that say most of what is said on a topic, in the order given.

    ``coverage`` is how far each holds the topic's words. Candidates far less relevant than the best are left out.
    """
    if not candidates:
        return []
    similarities = measure_similarities(
        [c.text for c in candidates], subjects=[topic] * len(candidates), embedder=embedder
    )
    relevance = np.array(coverage) + similarities.to_subject
    relevant = [c for c, r in zip(candidates, relevance, strict=True) if r >= _RELEVANCE_SHARE * relevance.max()]
    kept = keep_one_language(relevant, language)
    row = {candidate: i for i, candidate in enumerate(candidates)}
    rows = [row[candidate] for candidate in kept]
    pairwise = similarities.pairwise[np.ix_(rows, rows)]
    scores = lexrank_scores(pairwise, bias=relevance[rows]) * relevance[rows] / relevance.max()
    return _select(kept, scores, pairwise, count=count, groups=[""] * len(kept))


def _select(
    candidates: Sequence[Candidate], scores: Scores, similarity: Scores, *, count: int, groups: Sequence[str]
) -> list[Candidate]:
    selected = select_by_mmr(scores, similarity, count=count, tiers=[c.completeness for c in candidates], groups=groups)
    return [candidates[i] for i in sorted(selected)]


def _nearest_to_centroid(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates to compare, an even share of each source: those nearest the centroid of all by their words.

    Centroid: Radev et al., "Centroid-based Summarization of Multiple Documents", IP&M 2004.
    """
    if len(candidates) <= _MOST_COMPARED:
        return list(candidates)
    vectors = tfidf_vectors([c.text for c in candidates])
    scores = vectors @ vectors.mean(axis=0) * np.array([c.prior for c in candidates])
    best = sorted(range(len(candidates)), key=lambda i: (candidates[i].completeness, -scores[i]))
    seen: Counter[str] = Counter()
    order = []  # the best of each source before the second best of any
    for i in best:
        seen[candidates[i].source.id] += 1
        order.append((seen[candidates[i].source.id], candidates[i].completeness, -scores[i], i))
    return [candidates[i] for *_, i in sorted(sorted(order)[:_MOST_COMPARED], key=lambda item: item[-1])]
