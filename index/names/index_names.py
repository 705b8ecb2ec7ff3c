"""Names the dictionary lacks, found by their sound among the words of an index."""

from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files

import regex

from index.names.phonetics import latin_sounds, letters_of, pinyin
from index.names.transliteration import SoundIndex, TransliterationIndex, looks_transliterated
from index.vocabulary import tokens

# Least similarity of a match. A lower bound lets false ones through among the thousands of words of an index.
_LEAST_SIMILARITY = 0.95
_MOST_MATCHES = 4  # Set by hand.
# The commonest English words are no names, or the dictionary has them. How many of them: set by hand.
_COMMON_WORDS = 8000
_LATIN = regex.compile(r"\p{Latin}{3,}")
# A name of an index, and how it is pronounced, as ``token_pronunciation`` and ``run_pronunciation`` write that.
Pronounced = tuple[str, str]


class IndexNames:
    """The words of an index that could be names, to be found by their spelling in the other script.

    ``latin_words`` gives search tokens, ``chinese_runs`` what is written like a foreign name in Chinese, both with their
    pronunciation. Nothing is prepared before the first look-up: most questions hold no name that the dictionary lacks.
    """

    def __init__(
        self,
        latin_words: Callable[[], Iterable[Pronounced]] = tuple,
        chinese_runs: Callable[[], Iterable[Pronounced]] = tuple,
    ) -> None:
        self._given_words = latin_words
        self._given_runs = chinese_runs
        self.to_latin = lru_cache(maxsize=1024)(self._to_latin)
        self.to_chinese = lru_cache(maxsize=1024)(self._to_chinese)

    @cached_property
    def _latin_words(self) -> SoundIndex:
        pronounced = dict(pair for pair in self._given_words() if pair[1])
        return SoundIndex(list(pronounced), list(pronounced.values()))

    @cached_property
    def _chinese_runs(self) -> TransliterationIndex:
        pronounced = sorted(set(self._given_runs()))
        return TransliterationIndex([run for run, _ in pronounced], [syllables.split() for _, syllables in pronounced])

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
        weights: dict[str, float] = {}
        for run, similarity in self._chinese_runs.nearest(latin, least=_LEAST_SIMILARITY)[:_MOST_MATCHES]:
            weights[run] = similarity
            weights |= {run[i : i + 2]: similarity / (len(run) - 1) for i in range(len(run) - 1)}
        return weights


def token_pronunciation(token: str) -> str:
    """The sounds of a search token that may be a name in Latin letters; empty for any other."""
    return latin_sounds(letters_of(token)) if _LATIN.fullmatch(token) and token not in _common_tokens() else ""


def run_pronunciation(run: str) -> str:
    """The syllables of Chinese characters in pinyin, with spaces between them."""
    return " ".join(pinyin(run))


@cache
def pronunciation_fingerprint() -> str:
    """Tells pronunciations of this code from those of another, which are not to be compared."""
    code = (files("index.names").joinpath(name).read_bytes() for name in ("index_names.py", "phonetics.py"))
    return sha256(b"".join(code) + version("pypinyin").encode()).hexdigest()


@cache
def _common_tokens() -> frozenset[str]:
    from wordfreq import top_n_list  # noqa: PLC0415 - takes a tenth of a second

    return frozenset(token for word in top_n_list("en", _COMMON_WORDS) for token in tokens(word))
