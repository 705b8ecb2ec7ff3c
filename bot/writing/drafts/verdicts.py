"""A verdict on each sentence of a draft: supported by a passage it cites, by another one, or unsupported. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import regex

from bot.evidence import (
    Claim,
    ClaimChecker,
    Verification,
    Verifier,
    extract_injections,
    extract_statements,
    is_injection,
    remove_injections,
)
from bot.writing.drafts.parser import DraftLineKind, DraftSentence, remove_markup
from index import Passage, content_terms

# The share of a sentence's words that its passages must hold. Measured: of 800 sentences and their translations 1% are
# below it, of sentences about something else 95%.
_LEAST_COVERAGE = 0.15
# The share that one passage must hold of a sentence that has neither claim nor label, so that it cites the passage and is
# no lead-in. Set by hand.
_LEAST_UNLABELLED_COVERAGE = 0.5
# A sentence that breaks off before it says anything: *The answer is.*, 答案是。
_UNFINISHED = regex.compile(
    r"(?i)(?!yes|no\b)(?:\w+\W+){0,6}(?:is|are|was|were|the|an?|of|to|and|or|that|follows)\W*|.{0,10}(?:是|为|為|如下)\W*"
)
# What a sentence says beside its figures and names, at most, to be no more than a short answer: about a word. Set by hand.
_SHORT_ANSWER = 1.25
# Says what it is about itself: *The bridge is 186 metres long*, but not *It is 186 metres*.
_HAS_SUBJECT = regex.compile(
    r"(?i)(?<!\p{L})(?!(?:it|he|she|they|there|this|that|these|those|which|who|what|here|answer|total|and|or)\b)\p{Latin}{2,} "
    r"(?:is|are|was|were|has|have|had|costs?|takes?|lasts?|weighs?)\b|(?!(?:它们?|他们?|她们?|这些?|這些?|那些?|一共|总共|總共|答案)[是为為有])\p{Han}{2}[是为為有]"
)
# The word that a figure of a name follows.
_WORD_BEFORE = regex.compile(r"(?r)(?:\p{Lu}[\p{Latin}-]+ ?|\p{Han}{2}》? ?)\Z")
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


class Verdict(Enum):
    """What a sentence turned out to be."""

    SUPPORTED = auto()  # by the passages it cites, or by another one that it cites from now on
    LEAD_IN = auto()  # neither claims nor cites
    UNSUPPORTED = auto()
    EMPTY = auto()  # labels alone


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence, its verdict, and the passages it cites, by their index."""

    sentence: DraftSentence
    verdict: Verdict
    passages: tuple[int, ...] = ()

    @property
    def stays(self) -> bool:
        """Whether it is part of the answer."""
        return self.verdict in {Verdict.SUPPORTED, Verdict.LEAD_IN}


class DraftChecker:
    """Checks sentences against passages. Title, section and speakers support names, but no figures.

    A question in a passage supports the names in it and nothing else. Prompt injection supports nothing. A short answer
    such as *64 pounds* says something only together with the ``question`` that it answers.
    """

    def __init__(
        self, passages: Sequence[Passage], claim_checker: ClaimChecker, verifiers: Sequence[Verifier] = (), question: str = ""
    ) -> None:  # fmt: skip
        self._question = question.rstrip("?？ ")
        self._said = [remove_markup(extract_statements(passage.chunk.text)) for passage in passages]
        self._orders = [remove_markup(extract_injections(passage.chunk.text)) for passage in passages]
        self._metadata = [_metadata_text(passage) for passage in passages]
        self._texts = [
            "\n".join([metadata, remove_markup(remove_injections(passage.chunk.text))])
            for metadata, passage in zip(self._metadata, passages, strict=True)
        ]
        self._titles = [passage.source.title for passage in passages]
        self._published = [passage.source.published or "" for passage in passages]
        self._claim_checker = claim_checker
        self._verifiers = verifiers

    def check_sentence(self, sentence: DraftSentence, kind: DraftLineKind = DraftLineKind.TEXT) -> CheckedSentence:
        """A sentence of a kind of line with its verdict, independent of the other sentences."""
        text = remove_markup(sentence.text)
        if not regex.search(r"[\p{L}\p{N}]", text) or (sentence.labels and _UNFINISHED.fullmatch(text)):
            return CheckedSentence(sentence, Verdict.EMPTY)
        if is_injection(text):
            return CheckedSentence(sentence, Verdict.UNSUPPORTED)
        own = tuple(label - 1 for label in sentence.labels if 1 <= label <= len(self._texts))
        if not own:
            return self._check_unlabelled(sentence, text, kind)
        contributing = tuple(i for i in own if self._contributes(text, i)) or own
        for cited in dict.fromkeys((contributing, own)):
            if self._is_supported(text, cited):
                # Only what is about the same can contradict: a wrong label does not make a sentence wrong.
                is_contradicted = self._is_contradicted(text, own)
                verdict = Verdict.UNSUPPORTED if is_contradicted else Verdict.SUPPORTED
                return CheckedSentence(sentence, verdict, () if is_contradicted else cited)
        for other in range(len(self._texts)):
            if other not in own and self._is_supported(text, (other,)) and not self._is_contradicted(text, (other,)):
                return CheckedSentence(sentence, Verdict.SUPPORTED, (other,))
        return CheckedSentence(sentence, Verdict.UNSUPPORTED)

    def _check_unlabelled(self, sentence: DraftSentence, text: str, kind: DraftLineKind) -> CheckedSentence:
        """A sentence without a label, which cites the passage that supports it: of several, the one with most of its words.

        A heading cites nothing, unless it states a figure, and neither does a sentence without content words, such as
        *Here it is.*
        """
        claims = self._claim_checker.find_claims(text)
        if not claims and (kind is not DraftLineKind.TEXT or self._claim_checker.word_coverage(text, "") > 0):
            return CheckedSentence(sentence, Verdict.LEAD_IN)
        least = _LEAST_COVERAGE if claims else _LEAST_UNLABELLED_COVERAGE
        shares = {i: self._claim_checker.word_coverage(text, self._said[i]) for i in range(len(self._texts))}
        supporting = [
            i
            for i, share in shares.items()
            if share >= least and self._is_supported(text, (i,)) and not self._is_contradicted(text, (i,))
        ]
        if supporting and (kind is DraftLineKind.TEXT or any(claim.kind == "figure" for claim in claims)):
            best = max(supporting, key=lambda i: shares[i])
            return CheckedSentence(sentence, Verdict.SUPPORTED, (best,))
        is_unsupported = bool(claims) and not supporting
        return CheckedSentence(sentence, Verdict.UNSUPPORTED if is_unsupported else Verdict.LEAD_IN)

    def _contributes(self, text: str, passage: int) -> bool:
        """Whether one of several cited passages supports some of a sentence."""
        claims = self._claim_checker.find_claims(text)
        missing = self._claim_checker.unsupported_claims(text, self._texts[passage])
        shares_words = self._claim_checker.word_coverage(text, self._texts[passage]) >= _LEAST_COVERAGE
        return shares_words and (not claims or len(missing) < len(claims))

    def _is_supported(self, text: str, passages: Sequence[int]) -> bool:
        # Title and date say what a passage is about. A figure, and a year, must stand in its text.
        said = "\n".join(self._said[i] for i in passages)
        figures = [claim for claim in self._claim_checker.unsupported_claims(text, said) if claim.kind == "figure"]
        if not all(
            any(self._is_day(figure.text, self._published[i]) or self._is_in_title(text, figure, i) for i in passages)
            for figure in figures
        ):
            return False
        whole = "\n".join(self._texts[i] for i in passages)
        return not self._claim_checker.unsupported_claims(text, whole) and self._shares_enough_words(text, passages)

    def _is_contradicted(self, text: str, passages: Sequence[int]) -> bool:
        """Whether what the passages say together turns a sentence round."""
        said = "\n".join(self._said[i] for i in passages)
        text = self.statement(text)
        return any(verifier.verify(text, said) is Verification.CONTRADICTED for verifier in self._verifiers)

    def statement(self, text: str) -> str:
        """What a sentence says by itself: a short answer together with the question."""
        return f"{self._question} {text}" if self._question and self._is_short_answer(text) else text

    def _is_short_answer(self, text: str) -> bool:
        if _HAS_SUBJECT.search(text):
            return False
        claims, rest = self._claim_checker.find_claims(text), text
        for claim in reversed(claims):
            rest = f"{rest[: claim.start]} {rest[claim.end :]}"
        return bool(claims) and sum(term.weight for term in content_terms(rest)) < _SHORT_ANSWER

    def _shares_enough_words(self, text: str, passages: Sequence[int]) -> bool:
        """Whether the passages hold enough of a sentence's words, and prompt injection in them holds no more of these.

        Title and date say who and when. A sentence of which they hold all that the passages hold says nothing else.
        """
        coverage = self._claim_checker.word_coverage
        stated = [i for i in passages if self._said[i].strip()]
        said, metadata = ("\n".join(texts[i] for i in stated) for texts in (self._said, self._metadata))
        ordered = "\n".join(self._orders[i] for i in passages)
        whole = f"{metadata}\n{said}"
        shared = coverage(text, whole)
        if shared < _LEAST_COVERAGE or (ordered and coverage(text, f"{whole}\n{ordered}") > shared):
            return False
        return coverage(text, metadata) < shared or coverage(text, said) >= shared

    def _is_in_title(self, text: str, figure: Claim, passage: int) -> bool:
        """Whether a figure is part of a name in the title, with the word before it: *Ridge 75*, 墨点笔记4.2."""
        word = _WORD_BEFORE.search(text[: figure.start])
        return word is not None and regex.search(
            rf"(?i)(?<!\p{{Latin}}){regex.escape(word.group() + figure.text)}(?![\d.]*\d)", self._titles[passage]
        ) is not None  # fmt: skip

    def _is_day(self, figure: str, published: str) -> bool:
        """Whether a figure is the day a page was published, and not its year or month alone."""
        if not _DAY.fullmatch(published):
            return False
        another_day = f"{published[:8]}{'02' if published.endswith('01') else '01'}"
        unsupported = self._claim_checker.unsupported_claims
        return bool(unsupported(figure, another_day)) and not unsupported(figure, published)


def _metadata_text(passage: Passage) -> str:
    """Title, author, publisher, date, section and speakers of a passage."""
    source, chunk = passage.source, passage.chunk
    speakers = sorted({turn.speaker for turn in chunk.turns})
    stated = [source.title, source.author, source.publisher, source.published, chunk.section, *speakers]
    return remove_markup("\n".join(text for text in stated if text and not is_injection(text)))
