"""Which sentences say most of what the others say, and how to choose among them without saying a thing twice. Pure.

LexRank: Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 2004; biased
by place and topic as in Otterbacher, Erkan and Radev, "Biased LexRank", Information Processing & Management 2009.
MMR: Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking …", SIGIR 1998.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

import networkx
import numpy as np

from bot.summaries.similarity import Scores

# How much a sentence's neighbours in the graph say about it; the rest is its bias.
_DAMPING = 0.7
_RELEVANCE = 0.6  # beside novelty


def central(among: Scores, *, bias: Scores) -> Scores:
    """The biased LexRank of each sentence, the highest being 1.

    Only likenesses above the average count: every sentence of a page is a little like every other, which says
    nothing (PacSum, Zheng and Lapata 2019, cuts the same way).
    """
    count = len(among)
    if count < 2:
        return np.ones(count)
    average = (among.sum() - np.trace(among)) / (count * (count - 1))
    edges = np.clip(among - average, 0.0, None)
    np.fill_diagonal(edges, 0.0)
    weights = bias / bias.sum() if bias.sum() > 0 else np.full(count, 1 / count)
    ranks = networkx.pagerank(
        networkx.from_numpy_array(edges), alpha=_DAMPING, personalization=dict(enumerate(weights.tolist()))
    )
    scores: Scores = np.array([ranks[i] for i in range(count)])
    scores /= scores.max()
    return scores


def choose(scores: Scores, among: Scores, *, count: int, tiers: Sequence[int], groups: Sequence[Hashable]) -> list[int]:
    """The indices of at most ``count`` sentences, best first: central and unlike those already chosen.

    Each time the turn is with the groups that have given fewest, and within a group with the lowest tier.
    Of sentences that say the same only one is taken.
    """
    chosen: list[int] = []
    given: Counter[Hashable] = Counter()
    left = set(range(len(scores)))
    while left and len(chosen) < count:
        turn = min(given[groups[i]] for i in left)
        best = max(
            (i for i in left if given[groups[i]] == turn),
            key=lambda i: (-tiers[i], _marginal(i, scores, among, chosen), -i),
        )
        chosen.append(best)
        given[groups[best]] += 1
        left = {i for i in left if i != best and among[i, best] < 1}
    return chosen


def _marginal(candidate: int, scores: Scores, among: Scores, chosen: Sequence[int]) -> float:
    redundancy = max((float(among[candidate, other]) for other in chosen), default=0.0)
    return _RELEVANCE * float(scores[candidate]) - (1 - _RELEVANCE) * redundancy
