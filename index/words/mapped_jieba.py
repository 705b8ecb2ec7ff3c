"""jieba (MIT, https://github.com/fxsjy/jieba) on dictionaries that are kept as tries and mapped into memory.

jieba reads half a million strings into a dict when it is first used, and its tagger as many again. That takes longer
than the answer to a question. Here nothing is read but the words that are looked up.
"""

import io
import logging
import os
from array import array
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any

import jieba
import marisa_trie

# The tags of jieba's dictionary, in the scheme of ICTCLAS.
TAGS = (
    "a ad ag an b c d df dg e f g h i j k l m mg mq n ng nr nrfg nrt ns nt nz o p q r rg rr rz s t tg u ud ug uj ul uv uz v vd vg vi "
    "vn vq x y z zg"
).split()
LONGEST_WORD = 16  # characters
_CACHED_WORDS = 65_536  # set by hand: some megabytes
# For each character of a text, the words that begin there: where each ends, and how often it occurs.
_Words = list[list[tuple[int, int]]]

jieba.setLogLevel(logging.WARNING)


class WordTable:
    """Words in the file PATH.trie, which is mapped; how often each occurs in PATH.counts.

    The tags, where there are any, are in PATH.tags.
    """

    def __init__(self, path: Path) -> None:
        self.trie = marisa_trie.Trie().mmap(f"{path}.trie")
        self.counts = array("I", Path(f"{path}.counts").read_bytes())
        tags = Path(f"{path}.tags")
        self.tags = tags.read_bytes() if tags.exists() else b""
        self.get = lru_cache(maxsize=_CACHED_WORDS)(self._count)  # jieba asks so for the occurrences of a word

    def __contains__(self, text: str) -> bool:
        """Whether a text is a word, or the beginning of one, as in the dict of jieba."""
        return next(self.trie.iterkeys(text), None) is not None

    def tag(self, word: str) -> str | None:
        """The tag of a word, or None if it is not in the table."""
        return TAGS[self.tags[self.trie[word]]] if word in self.trie else None

    def _count(self, word: str) -> int:
        return self.counts[self.trie[word]] if word in self.trie else 0


class MappedTokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's segmenter over a table, with the results it has over its dict."""

    def __init__(self, table: WordTable) -> None:
        super().__init__()
        self.FREQ = table
        self.total = sum(table.counts)
        self.initialized = True

    def get_DAG(self, sentence: str) -> _Words:  # noqa: N802 - jieba's name
        """The words that begin at each character; where none does, the character is one that occurs once."""
        words_at, counts = self.FREQ.trie.iter_prefixes_with_ids, self.FREQ.counts
        return [
            [(start + len(word), counts[number]) for word, number in words_at(sentence[start : start + LONGEST_WORD])]
            or [(start + 1, 1)]
            for start in range(len(sentence))
        ]

    def calc(self, sentence: str, DAG: _Words, route: dict[int, tuple[float, int]]) -> None:  # noqa: N803
        """Fill ``route``: for each character the log probability of the best way to the end, and the end of its first word."""
        route[len(sentence)] = (0.0, 0)
        log_total = log(self.total)
        for start in range(len(sentence) - 1, -1, -1):
            route[start] = max((log(count) - log_total + route[end][0], end - 1) for end, count in DAG[start])

    def get_dict_file(self) -> io.BytesIO:
        """Nothing: the tagger has its tags from the table."""
        return io.BytesIO()


class _Tags:
    """The tag of each word, as jieba's tagger asks for it."""

    def __init__(self, table: WordTable) -> None:
        self._table = table

    def get(self, word: str, default: str) -> str:
        return self._table.tag(word) or default


def open_tagger(tokenizer: MappedTokenizer) -> Any:
    """The tagger of jieba over the table of a segmenter."""
    original, jieba.dt.dictionary = jieba.dt.dictionary, os.devnull
    try:  # importing it reads the dictionary of jieba.dt, which is not used here
        from jieba.posseg import POSTokenizer  # noqa: PLC0415
    finally:
        jieba.dt.dictionary = original
    tagger = POSTokenizer(tokenizer)
    tagger.word_tag_tab = _Tags(tokenizer.FREQ)
    return tagger
