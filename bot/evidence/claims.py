"""The claims of a sentence (its figures, dates and names), and which of them a passage does not support.

Claims are compared across languages and notations: ``6万亿卢布`` supports ``6 trillion roubles``, ``六成`` ``60 percent``,
``布达诺夫`` ``Budanov``. A figure counts with its unit, a date with its year. A rounded figure is a different figure.
"""

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from index import NameMatcher, SentenceCoverage, read_amounts, read_bound

# A name with digits in it, such as JADES-GS-z13-0.
_CODE = regex.compile(r"(?=.*\p{Lu})\p{L}[\p{L}\p{N}-]*\d[\p{L}\p{N}-]*")
# A sentence is held against many passages, and again by each check.
_CACHED_SENTENCES, _CACHED_PAIRS = 1024, 4096


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, date or name of a sentence, as printed: ``sentence[start:end] == text``."""

    text: str
    kind: Literal["figure", "name"]
    start: int
    end: int


class ClaimChecker:
    """Finds the claims of a sentence that a passage does not support. Safe to use from several threads."""

    def __init__(self, *, names: NameMatcher, coverage: SentenceCoverage) -> None:
        self._names = names
        self._names_lock = threading.Lock()
        self._found = lru_cache(maxsize=_CACHED_SENTENCES)(self._find_claims)
        self._mentioned = lru_cache(maxsize=_CACHED_PAIRS)(names.is_mentioned)
        self._covered = lru_cache(maxsize=_CACHED_PAIRS)(coverage.coverage)

    def find_claims(self, sentence: str) -> tuple[Claim, ...]:
        """The figures, dates and names of a sentence, in reading order, none overlapping another."""
        return self._found(sentence)

    def _find_claims(self, sentence: str) -> tuple[Claim, ...]:
        figures = [_claim(sentence, amount.start, amount.end, "figure") for amount in read_amounts(sentence).claims]
        with self._names_lock:
            mentions = self._names.mentions(sentence)
        codes = [span for span in mentions if _CODE.fullmatch(sentence[slice(*span)])]
        figures = [f for f in figures if not any(start <= f.start and f.end <= end for start, end in codes)]
        names = [
            _claim(sentence, start, end, "name")
            for start, end in mentions
            if not any(figure.start < end and start < figure.end for figure in figures)
        ]
        return tuple(sorted([*figures, *names], key=lambda claim: claim.start))

    def unsupported_claims(self, sentence: str, passage: str) -> tuple[Claim, ...]:
        """The claims of a sentence that the passage does not support, in reading order.

        ``passage`` may begin with what supports names too: title, section, speaker, date.
        """
        amounts = read_amounts(passage)
        unsupported = {
            (a.start, a.end)
            for a in read_amounts(sentence).claims
            if not (amounts.supports(a) or amounts.supports_bound(a, read_bound(sentence, a.start)))
        }
        return tuple(
            claim
            for claim in self.find_claims(sentence)
            if (
                (claim.start, claim.end) in unsupported
                if claim.kind == "figure"
                else not self.is_mentioned(claim.text, passage)
            )
        )

    def word_coverage(self, sentence: str, passage: str) -> float:
        """The share of a sentence's words that the passage holds, in either language: 0 to 1."""
        with self._names_lock:
            return self._covered(sentence, passage)

    def is_mentioned(self, name: str, passage: str) -> bool:
        """Whether a passage mentions a name, in any script, spelling or case."""
        with self._names_lock:
            return self._mentioned(name, passage)


def _claim(sentence: str, start: int, end: int, kind: Literal["figure", "name"]) -> Claim:
    return Claim(sentence[start:end], kind, start, end)
