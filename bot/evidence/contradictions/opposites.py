"""Words that say the opposite of each other, and negation. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import regex

from index import HAN

_FILE = Path(__file__).with_name("opposites.tsv")
_NEGATION = regex.compile(
    r"(?i)\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|no longer|hardly|fail(?:s|ed)? to|refus(?:e|es|ed) to|(?:advis|warn)(?:e|es|ed|s)? against|"
    r"free of charge|for free|(?:is|are|travels?|get in|enters?|admitted) free)\b|n['’]t\b|免费|免票|"
    r"没有?|不再|从未|从不|并不|并未|未能|未|毫不|毫无|无人|无法|无须|无需|不(?![同但仅足断管论过少错])|别(?=[再去来])|绝非|并非"
)
# Negations that are none: *not only*, 不仅; and pairs that cancel each other: *no fewer than*.
_NO_NEGATION = regex.compile(
    r"(?i)\bnot only\b|\bno (?:fewer|less) than\b|\bwhether or not\b|不仅|不但|不只|不得不|无不|不断|不久|不少|不过|不变|不同|不足|不到|不满|没落|没收|没准"
)
Kind = Literal["opposite", "converse", "order", "part"]


@dataclass(frozen=True, slots=True)
class Opposites:
    """Two sides of words: a text is on the first (1), on the second (-1), or on neither or both (0)."""

    kind: Kind
    first: regex.Pattern[str]
    second: regex.Pattern[str]

    def side(self, text: str) -> int:
        """The side that a text is on."""
        second = self.second.search(text)
        # The second may hold the first: 不能 holds 能.
        rest = self.second.sub(" ", text) if second else text
        return int(bool(self.first.search(rest))) - int(bool(second))

    def split(self, text: str) -> tuple[str, str]:
        """A text as the event that the word stands with, and the rest: *before X* in English, X之前 in Chinese."""
        word = self.first.search(text) or self.second.search(text)
        if word is None:
            return "", text
        before, after = text[: word.start()], text[word.end() :]
        return (before, after) if HAN.search(word.group()) else (after, before)


@lru_cache(maxsize=1)
def read_opposites() -> tuple[Opposites, ...]:
    """The pairs of ``opposites.tsv``."""
    rows = (line.split("\t") for line in _FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(Opposites(kind, _pattern(en1, zh1), _pattern(en2, zh2)) for kind, en1, en2, zh1, zh2 in rows)  # type: ignore[arg-type]


def _pattern(english: str, chinese: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)\b(?:{english})\b|{chinese}")


def is_negated(text: str) -> bool:
    """Whether a text is negated an odd number of times."""
    return len(_NEGATION.findall(_NO_NEGATION.sub(" ", text))) % 2 == 1


def remove_negations(text: str) -> str:
    """A text without its negations."""
    return _NEGATION.sub(" ", text)


def remove_opposites(text: str) -> str:
    """A text without negations and without the words of ``opposites.tsv``: what it is about."""
    text = _NEGATION.sub(" ", text)
    for pattern in _patterns():
        text = pattern.sub(" ", text)
    return text


def _patterns() -> Iterator[regex.Pattern[str]]:
    for opposites in read_opposites():
        yield opposites.first
        yield opposites.second
