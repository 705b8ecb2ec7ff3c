"""The keyword index: words of both languages, BM25 by SQLite's FTS5.

BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
"""

import logging
from collections.abc import Iterable
from functools import lru_cache

import jieba
import regex
import Stemmer

from index.figures import Figure, read_figures
from index.text import HAN, POSSESSIVE, fold

jieba.setLogLevel(logging.WARNING)
# Runs of Chinese; figures, kept whole with their percent sign; words of any other script.
_TOKEN = regex.compile(r"\p{Han}+|\d+(?:[.,]\d+)*%?|[[\p{L}\p{M}]--[\p{Han}]]+(?:['’]\p{Latin}+)?", regex.V1)
_APOSTROPHE = regex.compile(r"['’]")
_PERCENT = regex.compile(r"(\d)\s*(?:per\s?cent\b|percent\b)")


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def tokens(text: str) -> list[str]:
    """The tokens a text is found by, repeats kept.

    English words are stemmed. A run of Chinese gives its words (jieba), its pairs of characters and its
    characters: words where the segmenter is right, pairs where it is not, characters where the writer
    chose another word. Figures stay whole: ``3.7``, ``150000``, ``22.6%`` (also for ``22.6 per cent``). Those
    written otherwise are given by value too: ``6 trillion`` and ``6万亿`` give ``6000000000000``, ``September`` and
    ``9月`` give ``m_9``.
    """
    found = word_tokens(text)
    found.extend(value for value in value_tokens(text) if value not in found)
    return found


def word_tokens(text: str) -> list[str]:
    """The tokens of a text but for the values of its figures."""
    found: list[str] = []
    for match in _TOKEN.finditer(_PERCENT.sub(r"\1%", fold(text))):
        token = match.group()
        if token[0].isdigit():
            figure = token.replace(",", "")
            found.append(figure)
            if figure.endswith("%"):
                found.append(figure[:-1])
        elif HAN.match(token):
            found.extend(_chinese_tokens(token))
        else:
            # O'Brien is OBrien, however the apostrophe is set.
            found.append(_stemmer().stemWord(_APOSTROPHE.sub("", POSSESSIVE.sub("", token))))
    return found


def value_tokens(text: str) -> list[str]:
    """What the figures of a text are worth, as tokens."""
    return [value for figure in read_figures(text) for value in _by_value(figure)]


def _by_value(figure: Figure) -> tuple[str, ...]:
    """A figure as it would stand in digits."""
    number = format(figure.value.normalize(), "f")
    if figure.kind == "month":
        return (figure.token,)
    return (f"{number}%", number) if figure.kind == "percent" else (number,)


def _chinese_tokens(run: str) -> Iterable[str]:
    yield from jieba.cut_for_search(run)
    if len(run) > 2:
        yield from (run[i : i + 2] for i in range(len(run) - 1))
    yield from run
