"""Finds statements that a passage turns round, by exact rules: what they say of a figure, a name, or the other way round."""

from collections.abc import Sequence
from functools import lru_cache

from bot.evidence.claims import Claim, ClaimChecker
from bot.evidence.contradictions.opposites import (
    Opposites,
    is_negated,
    read_opposites,
    remove_negations,
    remove_opposites,
)
from bot.evidence.contradictions.overlap import Overlap, units_of, weight_of, without, words_in_order
from bot.evidence.contradictions.roles import first_word, is_passive, is_symmetric, may_be_reordered
from bot.evidence.contradictions.segments import ReadPassage, Segment, read_segments, tells_of_earlier
from bot.evidence.contradictions.verification import Verification
from index import detect_language, sentence_spans

# The share of a segment's words that a part of the passage must hold to be about the same; to be compared for negation; to
# be where a figure or name really belongs; and how much less the parts may hold that have the figure or name. Set on the
# split ``dev`` of ``benchmarks/turned.jsonl``.
_SAME_SUBJECT, _SAME_STATEMENT, _RIVAL, _MARGIN = 0.6, 0.75, 0.7, 0.25
_NEARLY_AS_GOOD = 0.05
# The share of what such a part says that the segment must hold in turn. Set there too, and on ``grounding.jsonl``.
_MUTUAL = 0.5
# The share of the words beside the names by which two texts tell the same deed. Set there, too.
_SAME_DEED = 0.5
# The share by which two words are the same. Set by hand.
_SAME_WORD = 0.6
_CACHED_PASSAGES = 64


class ExactVerifier:
    """Says that a passage contradicts a sentence where a rule is sure of it; else neither. Safe to use from several threads.

    A sentence is cut into segments that say one thing each, and each is held against the parts of the passage that are
    about the same.
    """

    def __init__(self, claim_checker: ClaimChecker) -> None:
        self._claims = claim_checker
        self._overlap = Overlap(claim_checker)
        self._read = lru_cache(maxsize=_CACHED_PASSAGES)(self._read_passage)

    def verify(self, sentence: str, passage: str) -> Verification:
        """``CONTRADICTED`` where the passage says the opposite, or the same of another name or figure; else ``NEITHER``."""
        return Verification.CONTRADICTED if self.contradiction(sentence, passage) else Verification.NEITHER

    def contradiction(self, sentence: str, passage: str) -> str:
        """The name of the rule by which the passage contradicts the sentence; empty where none does."""
        read = self._read(passage)
        is_earlier = tells_of_earlier(sentence)
        for segment in read_segments(sentence, self._claims.find_claims):
            same = self._about_the_same(segment, read)
            if same and all(self._says_the_opposite(segment, other) for other in same):
                return "opposite"
            if same and all(other in read.parts and self._turns_roles_round(segment, other) for other in same):
                return "roles"
            if same and all(self._turns_words_round(segment, other) for other in same):
                return "order"
            if any(self._belongs_elsewhere(segment, claim, read.parts, is_earlier) for claim in segment.claims):
                return "elsewhere"
            if self._subject_belongs_elsewhere(segment, read.parts):
                return "subject"
        return ""

    def _read_passage(self, passage: str) -> ReadPassage:
        parts = read_segments(passage, self._claims.find_claims)
        sentences = [passage[start:end] for start, end in sentence_spans(passage)]
        subjects = {part.sentence: part.subject for part in reversed(parts)}
        wholes = (
            Segment(text, self._claims.find_claims(text), subjects.get(i, ""), i) for i, text in enumerate(sentences)
        )
        return ReadPassage(parts, tuple(wholes))

    def _about_the_same(self, segment: Segment, passage: ReadPassage) -> list[Segment]:
        """The parts of a passage that say nearly the same of the same; whole sentences where no part holds enough.

        None where one of them says more than the segment: it may be about something else.
        """
        topic = remove_opposites(segment.text)
        if not weight_of(topic):
            return []  # it has no content words
        for parts in (passage.parts, passage.sentences):
            shares = [(part, self._overlap.share(topic, part)) for part in parts]
            best = max((share for _, share in shares), default=0.0)
            if best >= _SAME_SUBJECT:
                same = [part for part, share in shares if share >= best - _NEARLY_AS_GOOD]
                return (
                    same
                    if all(self._overlap.share(remove_opposites(part.text), segment) >= _MUTUAL for part in same)
                    else []
                )
        return []

    def _says_the_opposite(self, segment: Segment, other: Segment) -> bool:
        if self._claims.unsupported_claims(segment.text, f"{other.subject}\n{other.text}"):
            return False  # it is about somebody or something else
        is_one_negated = is_negated(segment.text) != is_negated(other.text)
        is_opposite = False
        for opposites in read_opposites():
            sides = opposites.side(segment.text), opposites.side(other.text)
            if opposites.kind == "part":
                if sides == (1, -1) and not is_one_negated:
                    return True
            elif sides[0] * sides[1] == -1:
                is_inverted = (opposites.kind == "converse" and not self._has_same_subject(segment, other)) or (
                    opposites.kind == "order" and self._is_event_another(opposites, segment.text, other.text)
                )
                is_opposite |= not is_inverted
        if is_opposite or not is_one_negated:
            return is_opposite and not is_one_negated
        return (
            self._overlap.share(remove_negations(segment.text), other) >= _SAME_STATEMENT
            and self._overlap.share(remove_negations(other.text), segment) >= _SAME_STATEMENT
        )

    def _has_same_subject(self, segment: Segment, other: Segment) -> bool:
        """Whether the same one, by name, acts in both: what one sells another buys."""
        return bool(segment.subject and other.subject) and self._claims.is_mentioned(segment.subject, other.subject)

    def _is_event_another(self, opposites: Opposites, text: str, other: str) -> bool:
        """Whether what one text puts before something is what the other puts something after."""
        event, _ = opposites.split(text)
        its_event, its_rest = opposites.split(other)
        return self._claims.word_coverage(event, its_rest) > self._claims.word_coverage(event, its_event)

    def _turns_roles_round(self, segment: Segment, other: Segment) -> bool:
        """Whether the one who does it in the segment is in the other the one it is done to."""
        if is_passive(segment.text) != is_passive(other.text) or is_symmetric(segment.text) or is_symmetric(other.text):
            return False
        is_converse = any(
            opposites.kind == "converse" and opposites.side(segment.text) * opposites.side(other.text) == -1
            for opposites in read_opposites()
        )
        return self._is_inverted(segment, other) and not is_converse and self._says_the_same_of(segment, other)

    def _says_the_same_of(self, segment: Segment, other: Segment) -> bool:
        """Whether the other text has the words between the names, too: *took the place of* is not *supplied*."""
        words = without(segment.text, segment.claims)
        return bool(weight_of(words)) and self._claims.word_coverage(words, other.text) >= _SAME_DEED

    def _is_inverted(self, segment: Segment, other: Segment) -> bool:
        """Whether one name acts and another follows in the segment, and the other text has them the other way round."""
        first, its_first = segment.subject, other.subject
        if not first or not its_first or self._claims.is_mentioned(first, its_first):
            return False
        return self._follows(its_first, segment) and self._follows(first, other)

    def _follows(self, name: str, segment: Segment) -> bool:
        """Whether a segment mentions a name after its subject, with a word between them: *Yunnan's Lake Fuxian* has none."""
        start = segment.text.find(segment.subject)
        begin = start + len(segment.subject) if start >= 0 else 0
        return any(
            claim.start >= begin
            and self._claims.is_mentioned(name, claim.text)
            and (start < 0 or weight_of(segment.text[begin : claim.start]) > 0)
            for claim in segment.names
        )

    def _turns_words_round(self, segment: Segment, other: Segment) -> bool:
        """Whether the words before a verb and those after it stand the other way round: the board appoints the treasurer.

        Only within a language, as each has an order of its own, and where no passive or preposition may turn it.
        """
        if detect_language(segment.text) != detect_language(other.text) or any(
            may_be_reordered(text) or is_symmetric(text) for text in (segment.text, other.text)
        ):
            return False
        words, its_words = words_in_order(segment), words_in_order(other)
        places = [next((i for i, its in enumerate(its_words) if self._is_same(word, its)), -1) for word in words]
        return -1 not in places and any(
            min(places[:pivot]) > places[pivot] > max(places[pivot + 1 :]) for pivot in range(1, len(places) - 1)
        )

    def _is_same(self, word: str, other: str) -> bool:
        return self._claims.word_coverage(word, other) >= _SAME_WORD or self._claims.is_mentioned(word, other)

    def _subject_belongs_elsewhere(self, segment: Segment, parts: Sequence[Segment]) -> bool:
        """As ``_belongs_elsewhere``, of the word that a segment begins with: *students pay 6 crowns*."""
        word = first_word(segment.text)
        parts = [part for part in parts if detect_language(part.text) == detect_language(segment.text)]
        if not word or segment.has_own_subject:
            return False
        rest = segment.text.replace(word, " ", 1)
        if not weight_of(rest):
            return False
        own = [part for part in parts if self._claims.word_coverage(word, part.text) >= _SAME_WORD]
        if not own:
            return False
        best = max(self._overlap.share(rest, part) for part in own)
        return any(
            (share := self._overlap.share(rest, part)) >= _RIVAL
            and best <= share - _MARGIN
            and bool(rival := first_word(part.text))
            and self._claims.word_coverage(rival, segment.text) < _SAME_WORD
            and not self._claims.unsupported_claims(rest, part.text)
            and self._overlap.share(part.text.replace(rival, " ", 1), segment) >= _MUTUAL
            for part in parts
            if part not in own
        )

    def _belongs_elsewhere(
        self,
        segment: Segment,
        claim: Claim,
        parts: Sequence[Segment],
        is_earlier: bool,  # noqa: FBT001
    ) -> bool:
        """Whether the passage says the rest of a segment of another figure or name, and not of this one.

        Where the passage only adds what was before, *against 57 a year before*, and the sentence says when that was
        (``is_earlier``), the rest stands in the part that it is added to.
        """
        rest = f"{segment.text[: claim.start]} {segment.text[claim.end :]}"
        if not weight_of(rest):
            return False
        own = [part for part in parts if self._has(part, claim)]
        rivals = [part for part in parts if self._has_another(part, claim, segment) and not self._has(part, claim)]
        if not own or not rivals or (is_earlier and any(tells_of_earlier(part.text) for part in own)):
            return False
        best = max(self._overlap.share(rest, part) for part in own)
        return any(
            (share := self._overlap.share(rest, rival)) >= _RIVAL
            and best <= share - _MARGIN
            and not self._claims.unsupported_claims(rest, rival.text)
            and self._overlap.share(without(rival.text, rival.claims), segment) >= _MUTUAL
            for rival in rivals
        )

    def _has(self, part: Segment, claim: Claim) -> bool:
        """Whether a part holds a figure, or speaks of a name."""
        if claim.kind == "figure":
            return not self._claims.unsupported_claims(claim.text, part.text)
        return self._claims.is_mentioned(claim.text, f"{part.subject}\n{part.text}")

    def _has_another(self, part: Segment, claim: Claim, segment: Segment) -> bool:
        """Whether a part has, in the place of a figure or name, another one that the segment does not mention."""
        if claim.kind == "figure":
            return any(
                units_of(claim.text) & units_of(figure.text)
                and self._claims.unsupported_claims(figure.text, segment.text)
                for figure in part.figures
            )
        return bool(
            claim.text == segment.subject
            and part.has_own_subject
            and not self._claims.is_mentioned(part.subject, segment.text)
        )
