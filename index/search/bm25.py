"""Keyword search where a word of the question may have synonyms and translations: BM25 over pools.

BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009. Pools: Pirkola, "The
effects of query structure and dictionary setups in dictionary-based cross-language information retrieval", 1998.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.storage import KeywordIndex

# Tokens whose postings are kept in memory.
_CACHED_POSTINGS = 20_000
# The usual constants of BM25: how fast a repeated word saturates, and how much long texts are held back.
_K1, _B = 1.2, 0.75


class BM25Search:
    """BM25 over pools of tokens. It keeps lengths and postings: make a new one when the index changes."""

    def __init__(self, words: KeywordIndex) -> None:
        self._words = words
        lengths = words.lengths()
        self._rows = np.array(sorted(lengths), dtype=np.int64)
        self._lengths = np.array([lengths[row] for row in self._rows.tolist()], dtype=np.float64)
        self._postings = lru_cache(maxsize=_CACHED_POSTINGS)(self._read_postings)

    def search(self, pools: Sequence[Mapping[str, float]], rows: frozenset[int]) -> dict[int, float]:
        """The score of each of the given rows, from 0 to 2.2; rows that match nothing are left out.

        A pool is one word of the question: its tokens with weights from 0 to 1. Their frequencies are added up, each
        times its weight, as if they were one word. The rarity of a pool is its rarity among the given rows. The score is
        divided by the rarities of all pools, so that scores of two languages can be compared.
        """
        wanted = np.isin(self._rows, np.fromiter(rows, dtype=np.int64, count=len(rows)))
        count = int(wanted.sum())
        if not count:
            return {}
        average = float(self._lengths[wanted].mean()) or 1.0
        length = _K1 * (1 - _B + _B * self._lengths / average)
        scores, total_rarity = np.zeros(len(self._rows)), 0.0
        for pool in pools:
            frequency, weight = self._pool_postings(pool)
            matching = float(weight[wanted].sum())
            rarity = math.log(1 + (count - matching + 0.5) / (matching + 0.5))
            total_rarity += rarity
            scores += rarity * frequency * (_K1 + 1) / (frequency + length)
        found = np.flatnonzero(wanted & (scores > 0))
        return dict(zip(self._rows[found].tolist(), (scores[found] / total_rarity).tolist(), strict=True))

    def _pool_postings(self, pool: Mapping[str, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """For each row the weighted frequency of the pool, and the greatest weight of a token that stands there."""
        frequency, greatest = np.zeros(len(self._rows)), np.zeros(len(self._rows))
        for token, weight in pool.items():
            positions, counts = self._postings(token)
            frequency[positions] += weight * counts
            greatest[positions] = np.maximum(greatest[positions], weight)
        return frequency, greatest

    def _read_postings(self, token: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The positions (in ``self._rows``) of the rows that hold a token, and how often each does."""
        postings = self._words.postings(token)
        positions = np.searchsorted(self._rows, np.fromiter(postings, dtype=np.int64, count=len(postings)))
        return positions, np.fromiter(postings.values(), dtype=np.float64, count=len(postings))
