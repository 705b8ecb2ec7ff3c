"""LexRank and MMR: which sentences are central, and how to choose among them without repetition. Pure.

LexRank: Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 2004; biased
by position and topic as in Otterbacher, Erkan and Radev, "Biased LexRank", Information Processing & Management 2009.
MMR: Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking …", SIGIR 1998.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np

from bot.summaries.similarity import Scores

# The weight of a sentence's neighbours in the graph; the rest is its bias. Set by hand.
_DAMPING = 0.7
# The weight of centrality in MMR; the rest is novelty. Set by hand.
_RELEVANCE = 0.6
# When the ranks count as settled: the mean change of a rank in a step, and the most steps. As in networkx.
_TOLERANCE, _MOST_STEPS = 1e-6, 100


def lexrank_scores(similarity: Scores, *, bias: Scores) -> Scores:
    """The biased LexRank of each sentence, the highest being 1. ``similarity`` is a square matrix.

    Only similarities above the average count, for all sentences of a page are slightly similar. PacSum (Zheng and
    Lapata 2019) cuts the same way.
    """
    count = len(similarity)
    if count < 2:
        return np.ones(count)
    average = (similarity.sum() - np.trace(similarity)) / (count * (count - 1))
    edges = np.clip(similarity - average, 0.0, None)
    np.fill_diagonal(edges, 0.0)
    weights = bias / bias.sum() if bias.sum() > 0 else np.full(count, 1 / count)
    scores = _page_rank(edges, weights)
    scores /= scores.max()
    return scores


def _page_rank(edges: Scores, bias: Scores) -> Scores:
    """The rank of each node: the stationary distribution of a walk that restarts from ``bias`` (which sums up to 1)."""
    totals = edges.sum(axis=1, keepdims=True)
    # A sentence without neighbours hands its rank to all sentences, by their bias.
    steps = np.where(totals > 0, edges / np.where(totals > 0, totals, 1), bias)
    ranks = np.full(len(bias), 1 / len(bias))
    for _ in range(_MOST_STEPS):
        before, ranks = ranks, _DAMPING * ranks @ steps + (1 - _DAMPING) * bias
        if np.abs(ranks - before).sum() < len(bias) * _TOLERANCE:
            break
    return ranks


def select_by_mmr(
    scores: Scores, similarity: Scores, *, count: int, tiers: Sequence[int], groups: Sequence[Hashable]
) -> list[int]:
    """The indices of at most ``count`` sentences, best first: high scores, and unlike those already selected.

    Each step takes from the groups with the fewest selected sentences, and there from the lowest tier. Of sentences with a
    similarity of 1 or more only one is taken.
    """
    selected: list[int] = []
    taken: Counter[Hashable] = Counter()
    left = set(range(len(scores)))
    while left and len(selected) < count:
        fewest = min(taken[groups[i]] for i in left)
        best = max(
            (i for i in left if taken[groups[i]] == fewest),
            key=lambda i: (-tiers[i], _marginal_relevance(i, scores, similarity, selected), -i),
        )
        selected.append(best)
        taken[groups[best]] += 1
        left = {i for i in left if i != best and similarity[i, best] < 1}
    return selected


def _marginal_relevance(candidate: int, scores: Scores, similarity: Scores, selected: Sequence[int]) -> float:
    redundancy = max((float(similarity[candidate, other]) for other in selected), default=0.0)
    return _RELEVANCE * float(scores[candidate]) - (1 - _RELEVANCE) * redundancy
