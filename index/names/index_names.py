"""Names the dictionary lacks, found by their sound among the words of an index."""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

import regex

from index.names.transliteration import SoundIndex, looks_transliterated, transliterated_runs
from index.text import fold
from index.vocabulary import tokens

# Least similarity of a match. A lower bound lets false ones through among the thousands of words of an index.
_LEAST_SIMILARITY = 0.95
_MOST_MATCHES = 4  # Set by hand.
# The commonest English words are no names, or the dictionary has them. How many of them: set by hand.
_COMMON_WORDS = 8000
_MOST_CHINESE_RUNS = 3000  # compared with one name. Set by hand.
_LATIN = regex.compile(r"\p{Latin}{3,}")


class IndexNames:
    """The words of an index that could be names, to be found by their spelling in the other script.

    ``vocabulary`` gives search tokens, ``texts`` the texts of the index. Nothing is prepared before the first
    look-up: most questions hold no name that the dictionary lacks.
    """

    def __init__(
        self, vocabulary: Callable[[], Iterable[str]] = tuple, texts: Callable[[], Iterable[str]] = tuple
    ) -> None:
        self._vocabulary = vocabulary
        self._texts = texts
        self.to_latin = lru_cache(maxsize=1024)(self._to_latin)
        self.to_chinese = lru_cache(maxsize=1024)(self._to_chinese)

    @cached_property
    def _latin_words(self) -> SoundIndex:
        from wordfreq import top_n_list  # noqa: PLC0415 - takes a tenth of a second

        common = {token for word in top_n_list("en", _COMMON_WORDS) for token in tokens(word)}
        return SoundIndex([word for word in self._vocabulary() if _LATIN.fullmatch(word) and word not in common])

    @cached_property
    def _chinese_runs(self) -> list[str]:
        # Not from the vocabulary: the segmenter cuts most names it does not know.
        return sorted({run for text in self._texts() for run in transliterated_runs(fold(text))})[:_MOST_CHINESE_RUNS]

    def _to_latin(self, chinese: str) -> dict[str, float]:
        """The Latin words that a Chinese name may transliterate, each with its similarity, best first."""
        if not looks_transliterated(chinese):
            return {}
        return dict(self._latin_words.nearest(chinese, least=_LEAST_SIMILARITY)[:_MOST_MATCHES])

    def _to_chinese(self, latin: str) -> dict[str, float]:
        """The Chinese names that may transliterate a Latin one, each with its similarity.

        Beside the whole names there are their pairs of characters, which are search tokens: they share the similarity.
        """
        if not _LATIN.fullmatch(latin):
            return {}
        index = SoundIndex([latin])
        similar = {
            run: found[0][1] for run in self._chinese_runs if (found := index.nearest(run, least=_LEAST_SIMILARITY))
        }
        weights: dict[str, float] = {}
        for run, similarity in sorted(similar.items(), key=lambda item: -item[1])[:_MOST_MATCHES]:
            weights[run] = similarity
            weights |= {run[i : i + 2]: similarity / (len(run) - 1) for i in range(len(run) - 1)}
        return weights
