"""Cuts texts into segments that say one thing each, with the names and figures in them. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from bot.evidence.claims import Claim
from bot.evidence.contradictions.roles import is_in_front
from index import Span, clause_spans, sentence_spans

# Where a clause is joined to another one. Two capitalised words around *and* are one name or a list of names.
_JOINTS = regex.compile(
    r"(?<!\p{Lu}[\p{Ll}]*) (?=(?:and|but|while|whereas|although|though|which|who|or) )|(?<=\p{Ll}) (?=and (?!\p{Lu}))|(?<=.{3})(?=而(?!且)|但是?|却|并且|同时)"
)
# What is said of a time before another one: *against 57 a year before*, 一年前是57人.
_EARLIER = regex.compile(
    r"(?i)\b(?:before|earlier|ago|previous(?:ly)?|prior|formerly|last (?:year|month|week|season|winter|summer))\b"
    r"|[之以此年月天周]前|前一?[年月天周季]|去年|上(?:一|个)?[年月周季]|以往|原[来先本]|同期"
)
# A piece of fewer letters is not a segment of its own: it goes with the one before it. Set by hand.
_SHORTEST_LATIN, _SHORTEST_HAN = 8, 3


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence, with its claims. ``subject`` is the name it begins with, or that of the segment before it."""

    text: str
    claims: tuple[Claim, ...]
    subject: str
    sentence: int

    @property
    def has_own_subject(self) -> bool:
        """Whether it begins with a name itself."""
        return bool(self.subject) and self.subject in self.text

    @property
    def names(self) -> list[Claim]:
        """The names in it."""
        return [claim for claim in self.claims if claim.kind == "name"]

    @property
    def figures(self) -> list[Claim]:
        """The figures and dates in it."""
        return [claim for claim in self.claims if claim.kind == "figure"]


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage, as segments and as whole sentences."""

    parts: tuple[Segment, ...]
    sentences: tuple[Segment, ...]


def read_segments(text: str, find_claims: Callable[[str], tuple[Claim, ...]]) -> tuple[Segment, ...]:
    """The segments of a text in reading order."""
    segments: list[Segment] = []
    subject = ""
    for i, (start, end) in enumerate(sentence_spans(text)):
        for piece in _pieces(text[start:end]):
            claims = find_claims(piece)
            names = [claim for claim in claims if claim.kind == "name"]
            if names and is_in_front(piece, names[0].start):
                subject = names[0].text
            segments.append(Segment(piece, claims, subject, i))
    return tuple(segments)


def tells_of_earlier(text: str) -> bool:
    """Whether a text says something of a time before another one."""
    return bool(_EARLIER.search(text))


def _pieces(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, cut at conjunctions too; short ones stay with the one before."""
    pieces: list[str] = []
    for start, end in clause_spans(sentence):
        for begin, finish in _cut(sentence, start, end):
            piece = sentence[begin:finish]
            if pieces and _is_short(piece):
                pieces[-1] += piece
            else:
                pieces.append(piece)
    yield from (piece.strip(" ,，;；:：、") for piece in pieces if piece.strip())


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    last = start
    for joint in _JOINTS.finditer(text, start, end):
        if joint.start() > last:
            yield last, joint.start()
            last = joint.start()
    yield last, end


def _is_short(piece: str) -> bool:
    han = len(regex.findall(r"\p{Han}", piece))
    return han < _SHORTEST_HAN if han else len(piece.strip()) < _SHORTEST_LATIN
