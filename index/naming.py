"""Names the dictionary lacks, found by sound among the words of the index."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

import regex
from wordfreq import top_n_list

from index.sound import SoundIndex, looks_transliterated
from index.words import tokens

# How sure a match must be. Among the thousands of words of an index a lower bar lets false ones through.
_LEAST = 0.95
_MOST = 4
# So many of the commonest English words are no names, or names that the dictionary has.
_ORDINARY = 8000
_LATIN = regex.compile(r"\p{Latin}{3,}")
_HAN = regex.compile(r"\p{Han}{3,8}")
_MOST_COMPARED = 3000


class Names:
    """The words of an index that could be names, ready to be found by the other script's spelling.

    Nothing is prepared before it is asked for: most questions hold no name that the dictionary lacks.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = list(vocabulary)
        self.latin = lru_cache(maxsize=1024)(self._find_latin)
        self.chinese = lru_cache(maxsize=1024)(self._find_chinese)

    @cached_property
    def _latin_words(self) -> SoundIndex:
        ordinary = {token for word in top_n_list("en", _ORDINARY) for token in tokens(word)}
        return SoundIndex([word for word in self._vocabulary if _LATIN.fullmatch(word) and word not in ordinary])

    @cached_property
    def _chinese_words(self) -> list[str]:
        # Shorter ones are as often a pair of characters that only happen to stand together.
        return [word for word in self._vocabulary if _HAN.fullmatch(word) and looks_transliterated(word)][
            :_MOST_COMPARED
        ]

    def _find_latin(self, chinese: str) -> dict[str, float]:
        """Latin words that a Chinese run may be the sound of, with how sure that is."""
        if not looks_transliterated(chinese):
            return {}
        return dict(self._latin_words.nearest(chinese, least=_LEAST)[:_MOST])

    def _find_chinese(self, latin: str) -> dict[str, float]:
        """Chinese words that may be the sound of a Latin one."""
        if not _LATIN.fullmatch(latin):
            return {}
        asked = SoundIndex([latin])
        heard = {word: found[0][1] for word in self._chinese_words if (found := asked.nearest(word, least=_LEAST))}
        return dict(sorted(heard.items(), key=lambda item: -item[1])[:_MOST])
