"""Keyword search where a word of the question may have synonyms and translations: BM25 over pools.

BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009. Pools: Pirkola, "The
effects of query structure and dictionary setups in dictionary-based cross-language information retrieval", 1998.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.storage import KeywordArrays, KeywordIndex

Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]
# Tokens whose numbers are kept in memory.
_CACHED_TOKENS = 20_000
# How much longer it takes to sort a number than to look at one. Measured roughly.
_SORTING_COSTS = 30
# The usual constants of BM25: how fast a repeated word saturates, and how much long texts are held back.
_K1, _B = 1.2, 0.75


class BM25Search:
    """BM25 over pools of tokens, on the arrays of one revision of an index."""

    def __init__(self, words: KeywordIndex, arrays: KeywordArrays) -> None:
        self._arrays = arrays
        self._number = lru_cache(maxsize=_CACHED_TOKENS)(words.number)
        # Filled for one pool at a time and emptied again, so that a pool costs no more than its postings.
        self._frequency, self._greatest = np.zeros(len(arrays.rows)), np.zeros(len(arrays.rows))

    def search(self, pools: Sequence[Mapping[str, float]], wanted: Mask) -> Scores:
        """The score of each row that is wanted, by position: from 0 to 2.2, 0 for rows that match nothing.

        A pool is one word of the question: its tokens with weights from 0 to 1. Their frequencies are added up, each
        times its weight, as if they were one word. The rarity of a pool is its rarity among the wanted rows. The score
        is divided by the rarities of all pools, so that scores of two languages can be compared.
        """
        scores = np.zeros(len(wanted))
        count = int(wanted.sum())
        if not count:
            return scores
        average = float(self._arrays.lengths[wanted].mean()) or 1.0
        lengths = _K1 * (1 - _B + _B * self._arrays.lengths / average)
        total_rarity = 0.0
        for pool in pools:
            positions, frequency, weight = self._pool_postings(pool)
            is_wanted = wanted[positions]
            matching = float(weight[is_wanted].sum())
            rarity = math.log(1 + (count - matching + 0.5) / (matching + 0.5))
            total_rarity += rarity
            scores[positions] += is_wanted * (rarity * (_K1 + 1) * frequency / (frequency + lengths[positions]))
        return scores / total_rarity if total_rarity else scores

    def _pool_postings(self, pool: Mapping[str, float]) -> tuple[NDArray[np.int64], Scores, Scores]:
        """The positions that hold a token of the pool, the weighted frequency of the pool at each, and the greatest weight."""
        found = [(*self._arrays.postings(self._number(token)), weight) for token, weight in pool.items()]
        found = [postings for postings in found if len(postings[0])]
        if not found:
            return np.empty(0, np.int64), np.empty(0), np.empty(0)
        if len(found) == 1:
            positions, counts, weight = found[0]
            return positions.astype(np.int64), weight * counts.astype(np.float64), np.full(len(positions), weight)
        sizes = sum(len(positions) for positions, _, _ in found)
        for positions, counts, weight in found:
            self._frequency[positions] += weight * counts
            self._greatest[positions] = np.maximum(self._greatest[positions], weight)
        if sizes * _SORTING_COSTS < len(self._greatest):
            together = np.unique(np.concatenate([positions for positions, _, _ in found])).astype(np.int64)
        else:
            together = np.flatnonzero(self._greatest)
        frequency, greatest = self._frequency[together], self._greatest[together]
        self._frequency[together] = self._greatest[together] = 0.0
        return together, frequency, greatest
