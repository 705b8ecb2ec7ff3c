"""How much of a text a part of a passage holds: its words, figures and names, in either language. Pure."""

from collections.abc import Sequence
from functools import lru_cache

from bot.evidence.claims import Claim, ClaimChecker
from bot.evidence.contradictions.segments import Segment
from index import content_terms, read_amounts

# The weight of a figure or name beside words, which weigh about one each. Set by hand.
_CLAIM_WEIGHT = 1.4


class Overlap:
    """Measures what parts of a passage hold. Safe to use from several threads."""

    def __init__(self, claim_checker: ClaimChecker) -> None:
        self._claims = claim_checker

    def share(self, text: str, part: Segment) -> float:
        """The share of a text that a part of a passage holds, 0 to 1: its words, figures and names in either language."""
        claims = self._claims.find_claims(text)
        words = without(text, claims)
        weight = weight_of(words)
        total = weight + _CLAIM_WEIGHT * len(claims)
        held = weight * self._claims.word_coverage(words, part.text) + sum(self._held(c, part) for c in claims)
        return held / total if total else 0.0

    def _held(self, claim: Claim, part: Segment) -> float:
        """The weight of a claim that a part of a passage holds: less where only the subject of the part before is meant."""
        if not self._claims.unsupported_claims(claim.text, part.text):
            return _CLAIM_WEIGHT
        return 0.8 * _CLAIM_WEIGHT if part.subject and self._claims.is_mentioned(claim.text, part.subject) else 0.0


@lru_cache(maxsize=1024)
def units_of(text: str) -> frozenset[str]:
    """What the figures of a text measure."""
    units = [
        {unit for unit, _ in getattr(amount, "measurements", {("date", 0)})} for amount in read_amounts(text).claims
    ]
    return frozenset(unit for own in units for unit in ({"year"} if "year" in own else own))


@lru_cache(maxsize=1024)
def weight_of(text: str) -> float:
    """The weight of a text's content words."""
    return sum(term.weight for term in content_terms(text))


def without(text: str, claims: Sequence[Claim]) -> str:
    """A text without its figures and names."""
    for claim in reversed(claims):
        text = f"{text[: claim.start]} {text[claim.end :]}"
    return text


def words_in_order(segment: Segment) -> list[str]:
    """The names and content words of a segment in reading order, without figures.

    One that stands there twice has no place of its own and is left out: *this year … last year*.
    """
    names = [(name.start, name.text) for name in segment.names]
    bare = without(segment.text, segment.claims)
    words = [(segment.text.casefold().find(term.word), term.word) for term in content_terms(bare) if not term.is_figure]
    text = segment.text.casefold()
    return [word for start, word in sorted([*names, *words]) if start >= 0 and text.count(word.casefold()) == 1]
