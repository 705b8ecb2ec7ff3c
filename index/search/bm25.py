"""Keyword search where each word of a question may stand as several: BM25 over pools of synonyms."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.storage import KeywordIndex

_KEPT = 20_000  # postings
_K1, _B = 1.2, 0.75  # BM25's usual constants


class PooledSearch:
    """BM25 over pools. The lengths and postings it has read are kept: make a new one when the index changes."""

    def __init__(self, words: KeywordIndex) -> None:
        self._words = words
        lengths = words.lengths()
        self._rows = np.array(sorted(lengths), dtype=np.int64)
        self._lengths = np.array([lengths[row] for row in self._rows.tolist()], dtype=np.float64)
        self._held = lru_cache(maxsize=_KEPT)(self._read)

    def search(self, asked: Sequence[Mapping[str, float]], rows: frozenset[int]) -> dict[int, float]:
        """How much of what was asked each of the given rows holds, from 0 to 2.2; rows that hold nothing are left out.

        Within a pool frequencies are added up as if it were one word, each as much as it weighs; its rarity is that of
        the pool among the rows. The sum is divided by the rarities of all that was asked, so that the scores of two
        languages can be compared.
        """
        wanted = np.isin(self._rows, np.fromiter(rows, dtype=np.int64, count=len(rows)))
        count = int(wanted.sum())
        if not count:
            return {}
        usual = float(self._lengths[wanted].mean()) or 1.0
        length = _K1 * (1 - _B + _B * self._lengths / usual)
        scores, asked_for = np.zeros(len(self._rows)), 0.0
        for pool in asked:
            frequency, weight = self._pooled(pool)
            held = float(weight[wanted].sum())
            rarity = math.log(1 + (count - held + 0.5) / (held + 0.5))
            asked_for += rarity
            scores += rarity * frequency * (_K1 + 1) / (frequency + length)
        found = np.flatnonzero(wanted & (scores > 0))
        return dict(zip(self._rows[found].tolist(), (scores[found] / asked_for).tolist(), strict=True))

    def _pooled(self, pool: Mapping[str, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """For each row the weighted frequency of the pool, and the greatest weight met there."""
        frequency, greatest = np.zeros(len(self._rows)), np.zeros(len(self._rows))
        for token, weight in pool.items():
            places, counts = self._held(token)
            frequency[places] += weight * counts
            greatest[places] = np.maximum(greatest[places], weight)
        return frequency, greatest

    def _read(self, token: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """In which rows, by their place, a token stands, and how often."""
        held = self._words.postings(token)
        places = np.searchsorted(self._rows, np.fromiter(held, dtype=np.int64, count=len(held)))
        return places, np.fromiter(held.values(), dtype=np.float64, count=len(held))
