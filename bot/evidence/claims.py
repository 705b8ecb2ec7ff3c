"""Whether a passage really says so: the figures, dates and names of a sentence that it does not bear out.

Across languages and notations: ``6万亿卢布`` is ``6 trillion roubles``, ``六成`` is ``60 percent``, ``布达诺夫`` is
``Budanov``. A figure counts with its unit, a date with its year; what was rounded is another figure.
"""

import threading
from dataclasses import dataclass
from typing import Literal

import regex

from index import NameMatcher, SentenceCoverage, read_amounts

_CODE = regex.compile(r"(?=.*\p{Lu})\p{L}[\p{L}\p{N}-]*\d[\p{L}\p{N}-]*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, date or name of a sentence, as it prints it: ``sentence[start:end] == text``."""

    text: str
    kind: Literal["figure", "name"]
    start: int
    end: int


class Grounding:
    """Tells which claims of a sentence a passage does not bear out. Safe to use from several threads."""

    def __init__(self, *, names: NameMatcher, coverage: SentenceCoverage) -> None:
        self._names = names
        self._coverage = coverage
        self._names_lock = threading.Lock()

    def claims(self, sentence: str) -> tuple[Claim, ...]:
        """The figures, dates and names of a sentence, in reading order, none overlapping another."""
        figures = [_claim(sentence, amount.start, amount.end, "figure") for amount in read_amounts(sentence).claims]
        with self._names_lock:
            mentions = self._names.mentions(sentence)
        # JADES-GS-z13-0 is a name, digits and all.
        codes = [span for span in mentions if _CODE.fullmatch(sentence[slice(*span)])]
        figures = [f for f in figures if not any(start <= f.start and f.end <= end for start, end in codes)]
        names = [
            _claim(sentence, start, end, "name")
            for start, end in mentions
            if not any(figure.start < end and start < figure.end for figure in figures)
        ]
        return tuple(sorted([*figures, *names], key=lambda claim: claim.start))

    def unsupported(self, sentence: str, passage: str, *, question: str = "") -> tuple[Claim, ...]:  # noqa: ARG002 - it bears nothing out
        """The claims of a sentence that the passage does not bear out, in reading order; empty when it bears out all.

        ``passage`` is read with whatever stands before it: its title, section, speaker, date. The ``question`` bears
        nothing out, not even the names in it: it may take for granted what no source says.
        """
        amounts = read_amounts(passage)
        false = {(a.start, a.end) for a in read_amounts(sentence).claims if not amounts.supports(a)}
        return tuple(
            claim
            for claim in self.claims(sentence)
            if (
                (claim.start, claim.end) in false
                if claim.kind == "figure"
                else not self._is_mentioned(claim.text, passage)
            )
        )

    def coverage(self, sentence: str, passage: str) -> float:
        """How far the passage holds the words of a sentence, in either language: 0 to 1."""
        with self._names_lock:
            return self._coverage.coverage(sentence, passage)

    def _is_mentioned(self, name: str, passage: str) -> bool:
        with self._names_lock:
            return self._names.is_mentioned(name, passage)


def _claim(sentence: str, start: int, end: int, kind: Literal["figure", "name"]) -> Claim:
    return Claim(sentence[start:end], kind, start, end)
