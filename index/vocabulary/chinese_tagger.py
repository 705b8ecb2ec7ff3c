"""Chinese words with their parts of speech, by jieba."""

from collections.abc import Iterator
from typing import NamedTuple


class TaggedWord(NamedTuple):
    """A word and its tag in the scheme of ICTCLAS: ``n`` is a noun, ``nr`` a person, ``v`` a verb."""

    word: str
    flag: str


def tag_chinese(text: str) -> Iterator[TaggedWord]:
    """The words of a text with their tags, in order. Together they are the whole text."""
    import jieba.posseg  # noqa: PLC0415 - reads a second dictionary, which English questions do not need

    yield from (TaggedWord(pair.word, pair.flag) for pair in jieba.posseg.cut(text))
