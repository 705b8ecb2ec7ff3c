"""Names the dictionary lacks, found by sound among the words of the index."""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

import regex
from wordfreq import top_n_list

from index.names.transliteration import SoundIndex, looks_transliterated, transliterated_runs
from index.text import fold
from index.vocabulary import tokens

# How sure a match must be. Among the thousands of words of an index a lower bar lets false ones through.
_LEAST = 0.95
_MOST = 4
# So many of the commonest English words are no names, or names that the dictionary has.
_ORDINARY = 8000
_LATIN = regex.compile(r"\p{Latin}{3,}")
_MOST_COMPARED = 3000


class IndexNames:
    """The words of an index that could be names, ready to be found by the other script's spelling.

    Nothing is prepared before it is asked for: most questions hold no name that the dictionary lacks.
    """

    def __init__(self, vocabulary: Iterable[str], texts: Callable[[], Iterable[str]] = tuple) -> None:
        self._vocabulary = list(vocabulary)
        self._texts = texts
        self.to_latin = lru_cache(maxsize=1024)(self._find_latin)
        self.to_chinese = lru_cache(maxsize=1024)(self._find_chinese)

    @cached_property
    def _latin_words(self) -> SoundIndex:
        ordinary = {token for word in top_n_list("en", _ORDINARY) for token in tokens(word)}
        return SoundIndex([word for word in self._vocabulary if _LATIN.fullmatch(word) and word not in ordinary])

    @cached_property
    def _chinese_runs(self) -> list[str]:
        # Not from the vocabulary: the segmenter cuts most names it does not know.
        return sorted({run for text in self._texts() for run in transliterated_runs(fold(text))})[:_MOST_COMPARED]

    def _find_latin(self, chinese: str) -> dict[str, float]:
        """Latin words that a Chinese run may be the sound of, with how sure that is."""
        if not looks_transliterated(chinese):
            return {}
        return dict(self._latin_words.nearest(chinese, least=_LEAST)[:_MOST])

    def _find_chinese(self, latin: str) -> dict[str, float]:
        """Chinese names that may be the sound of a Latin one, whole, and in the pairs of characters the index finds them by."""
        if not _LATIN.fullmatch(latin):
            return {}
        asked = SoundIndex([latin])
        heard = {run: found[0][1] for run in self._chinese_runs if (found := asked.nearest(run, least=_LEAST))}
        pool: dict[str, float] = {}
        for run, sure in sorted(heard.items(), key=lambda item: -item[1])[:_MOST]:
            pool[run] = sure
            pool |= {run[i : i + 2]: sure / (len(run) - 1) for i in range(len(run) - 1)}
        return pool
