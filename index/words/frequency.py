"""How common a word is, by the lists of the package wordfreq (Speer 2022, https://doi.org/10.5281/zenodo.7199437)."""

import math
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

from index.words.mapped_jieba import MappedTokenizer, WordTable

FOLDER = Path(__file__).with_name("data")
RECORD = "<H"  # hundredths of the Zipf frequency
CHINESE_DICTIONARY = FOLDER / "wordfreq-zh-segmenter"
_INFERRED_SPACE = (
    1.0  # what wordfreq takes off, on the Zipf scale, for each word that the segmenter divides from the next
)
_CACHED_WORDS = 16_384  # set by hand


@lru_cache(maxsize=_CACHED_WORDS)
def zipf_frequency(word: str, language: str) -> float:
    """The Zipf frequency of a folded word: log10 of its count in 10⁹ words, up to 8; 0 for a word that is not known."""
    listed = _listed_frequency(word, language)
    if listed is not None:
        return listed
    if language == "zh" and word.isalpha():
        return _frequency_of_parts(list(_segmenter().cut(word, HMM=False)))
    if word.isascii() and word.isalpha():
        return 0.0
    import wordfreq  # noqa: PLC0415 - reads its whole list, which takes a quarter of a second
    from wordfreq import chinese  # noqa: PLC0415

    # Its own would read a cache that anybody may have put into the folder for temporary files.
    chinese.jieba_tokenizer = _segmenter()
    with suppress(ValueError):  # a digit of a script that is newer than Python's own tables
        return float(wordfreq.zipf_frequency(word, language))
    return 0.0


def _listed_frequency(word: str, language: str) -> float | None:
    records = _list(language).get(word)
    return records[0][0] / 100 if records else None


def _frequency_of_parts(parts: list[str]) -> float:
    """The frequency of a word that is not listed, from those of its parts, as wordfreq combines them."""
    found = [_listed_frequency(part, "zh") for part in parts]
    known = [frequency for frequency in found if frequency is not None]
    if len(known) < len(found) or len(known) < 2:
        return 0.0
    combined = -math.log10(sum(10**-frequency for frequency in known)) - _INFERRED_SPACE * (len(known) - 1)
    return round(max(combined, 0.0), 2)


@cache
def _list(language: str) -> marisa_trie.RecordTrie:
    return marisa_trie.RecordTrie(RECORD).mmap(str(FOLDER / f"wordfreq-{language}.trie"))


@cache
def _segmenter() -> MappedTokenizer:
    return MappedTokenizer(WordTable(CHINESE_DICTIONARY))
