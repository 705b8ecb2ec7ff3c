"""The words of Chinese text, by jieba."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from index.words.mapped_jieba import MappedTokenizer, WordTable, open_tagger

DICTIONARY = Path(__file__).with_name("data") / "jieba"
# jieba's work grows faster than the length of what it cuts at once. No sentence is longer without a mark. Set by hand.
_LONGEST_STRETCH = 400


class TaggedWord(NamedTuple):
    """A word and its tag in the scheme of ICTCLAS: ``n`` is a noun, ``nr`` a person, ``v`` a verb."""

    word: str
    flag: str


@cache
def _tokenizer() -> MappedTokenizer:
    return MappedTokenizer(WordTable(DICTIONARY))


@cache
def _tagger() -> Any:
    return open_tagger(_tokenizer())


def cut_words(text: str) -> Iterator[str]:
    """The words of a text, in order. Together they are the whole text."""
    for part in _stretches(text):
        yield from _tokenizer().cut(part)


def cut_known_words(text: str) -> Iterator[str]:
    """The words of a text that the dictionary has, and the characters between them, in order."""
    for part in _stretches(text):
        yield from _tokenizer().cut(part, HMM=False)


def cut_for_search(text: str) -> Iterator[str]:
    """The words of a text, each after the shorter words within it."""
    for part in _stretches(text):
        yield from _tokenizer().cut_for_search(part)


def tag_chinese(text: str) -> Iterator[TaggedWord]:
    """The words of a text with their tags, in order. Together they are the whole text."""
    yield from (TaggedWord(pair.word, pair.flag) for part in _stretches(text) for pair in _tagger().cut(part))


def is_dictionary_word(text: str) -> bool:
    """Whether the dictionary has a word."""
    return bool(_tokenizer().FREQ.get(text))


def is_start_of_dictionary_word(text: str) -> bool:
    """Whether the dictionary has a word, or one that begins so."""
    return text in _tokenizer().FREQ


def _stretches(text: str) -> Iterator[str]:
    """A text in parts that may be cut into words at once."""
    for start in range(0, len(text), _LONGEST_STRETCH):
        yield text[start : start + _LONGEST_STRETCH]
