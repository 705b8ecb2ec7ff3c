"""Search tokens of a text in either language."""

from functools import lru_cache
from operator import add

import regex
import Stemmer

from index.figures import PERCENT_WORD, Figure, numbered_parts, read_figures
from index.text import ENGLISH_STOP_WORDS, HAN, POSSESSIVE, fold
from index.words import cut_for_search

# Runs of Chinese; figures, kept whole with their percent sign; words of any other script.
_TOKEN = regex.compile(r"\p{Han}+|\d+(?:[.,]\d+)*%?|[[\p{L}\p{M}]--[\p{Han}]]+(?:['’]\p{Latin}+)?", regex.V1)
_APOSTROPHE = regex.compile(r"['’]")
_PERCENT = regex.compile(rf"(\d)\s*{PERCENT_WORD}")
_DIGIT = regex.compile(r"\d")
_BETWEEN_WORDS = regex.compile(r"[\s/–—-]+")
_ACRONYM = regex.compile(r"(?:\p{Lu}\.?+){2,}+")


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def tokens(text: str) -> list[str]:
    """The search tokens of a text, with repeats.

    English words are stemmed. A run of Chinese gives its words (jieba), its pairs of characters and its characters:
    pairs help where the segmenter is wrong, characters where the writer chose another word. A figure stays whole:
    ``3.7``, ``150000``, ``22.6%`` (also for ``22.6 per cent``). One that is written otherwise is also given by its
    value: ``6 trillion`` and ``6万亿`` give ``6000000000000``, ``September`` and ``9月`` give ``m_9``; ``Article 23`` and ``第二十三条`` give ``s_23``.
    """
    found = word_tokens(text)
    seen = set(found)
    return [*found, *(value for value in dict.fromkeys(value_tokens(text)) if value not in seen)]


def word_tokens(text: str) -> list[str]:
    """The search tokens of a text, without the values of its figures."""
    found: list[str] = []
    for match in _TOKEN.finditer(_PERCENT.sub(r"\1%", fold(text))):
        token = match.group()
        if token[0].isdigit():
            figure = token.replace(",", "")
            found.append(figure)
            if figure.endswith("%"):
                found.append(figure[:-1])
        elif HAN.match(token):
            found += cut_for_search(token)
            if len(token) > 2:
                found += map(add, token, token[1:])
            found += token
        else:
            # O'Brien gives obrien, whichever apostrophe is used.
            found.append(_stemmer().stemWord(_APOSTROPHE.sub("", POSSESSIVE.sub("", token))))
    return found


def value_tokens(text: str) -> list[str]:
    """The values of the figures of a text, and its numbered articles and chapters, as search tokens."""
    return [*numbered_parts(text), *(value for figure in read_figures(text) for value in _figure_tokens(figure))]


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, one search token each, without stop words."""
    words = _BETWEEN_WORDS.split(name)
    kept = [word for word in words if word.lower() not in ENGLISH_STOP_WORDS or _ACRONYM.fullmatch(word)]
    return tuple(token for word in kept if (token := _name_token(word)))


@lru_cache(maxsize=32768)
def _name_token(word: str) -> str:
    """The token of one word; letters and digits together stay one: A380."""
    if _DIGIT.search(word):
        return "".join(tokens(word))
    return "".join(tokens(POSSESSIVE.sub("", word).replace(".", ""))[:1])


def _figure_tokens(figure: Figure) -> tuple[str, ...]:
    """The tokens of a figure written in digits."""
    number = format(figure.value.normalize(), "f")
    if figure.kind == "month":
        return (figure.token,)
    return (f"{number}%", number) if figure.kind == "percent" else (number,)
