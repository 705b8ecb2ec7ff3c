"""Search across languages by words: each word of the question as the pool of its translations.

Structured queries: Pirkola, "The effects of query structure and dictionary setups in dictionary-based cross-language
information retrieval", 1998; with weights: Darwish and Oard, "Probabilistic structured query methods", 2003.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import jieba
import numpy as np
import regex
from numpy.typing import NDArray

from index.dictionary import Dictionary
from index.language import fold
from index.words import FUNCTION_WORDS, KeywordIndex, tokens

# Search tokens of the other language with a weight from 0 to 1: any of them stands for the one word of the question.
Pool = Mapping[str, float]

_HAN = regex.compile(r"\p{Han}")
_MOST_POOLS = 400
_KEPT = 20_000  # postings
_K1, _B = 1.2, 0.75  # BM25's usual constants, as SQLite has them


def own_pools(question: str) -> Sequence[Pool]:
    """One pool for each search token of a question, of nothing but itself."""
    return [{token: 1.0} for token in dict.fromkeys(tokens(question))][:_MOST_POOLS]


def pools(question: str, dictionary: Dictionary, *, language: Literal["en", "zh"]) -> Sequence[Pool]:
    """One pool for each word of a question, of what it may stand as in a text of the other language.

    Figures, and names written as they are in the other language, stand for themselves.
    """
    if language == "zh":
        words = dict.fromkeys(chinese_words(question, dictionary))
        found: list[Pool] = [dictionary.english(word) for word in words]
        found += [{token: 1.0} for token in dict.fromkeys(tokens(question)) if not _HAN.search(token)]
    else:
        asked = [token for token in dict.fromkeys(tokens(question)) if token not in _IDLE]
        translated = dictionary.chinese(asked)
        found = [{**translated[token], token: 1.0} for token in asked]
    return [pool for pool in found if pool][:_MOST_POOLS]


_IDLE = FUNCTION_WORDS | set(tokens(" ".join(sorted(FUNCTION_WORDS))))


def chinese_words(question: str, dictionary: Dictionary) -> Iterator[str]:
    """The words of a Chinese question that the dictionary knows; what it does not know is cut into words it does."""
    for word in jieba.cut(fold(question)):
        if _HAN.match(word):
            yield from [word] if dictionary.english(word) else _parts(word, dictionary)


def _parts(word: str, dictionary: Dictionary) -> Iterator[str]:
    start = 0
    while start < len(word) - 1:
        end = next((end for end in range(len(word), start + 1, -1) if dictionary.english(word[start:end])), start + 1)
        if end - start > 1:
            yield word[start:end]
        start = end


class PooledSearch:
    """BM25 over pools. The lengths and postings it has read are kept: make a new one when the index changes."""

    def __init__(self, words: KeywordIndex) -> None:
        self._words = words
        lengths = words.lengths()
        self._rows = np.array(sorted(lengths), dtype=np.int64)
        self._lengths = np.array([lengths[row] for row in self._rows.tolist()], dtype=np.float64)
        self._held = lru_cache(maxsize=_KEPT)(self._read)

    def search(self, asked: Sequence[Pool], rows: frozenset[int]) -> dict[int, float]:
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

    def _pooled(self, pool: Pool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
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
