"""A verdict on each sentence of a draft: supported by a passage it cites, by another one, or unsupported. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import regex

from bot.evidence import ClaimChecker, extract_injections, extract_statements, is_injection, remove_injections
from bot.writing.drafts.parser import DraftLine, DraftLineKind, DraftSentence, remove_markup
from index import Passage

# The share of a sentence's words that its passages must hold. Measured: of 800 sentences and their translations 1% are
# below it, of sentences about something else 95%.
_LEAST_COVERAGE = 0.15
# So many sentences without claim and label may lead in to a supported one, of so many characters at most. Set by hand.
_MOST_LEAD_INS, _LONGEST_LEAD_IN = 2, 160
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


class Verdict(Enum):
    """What a sentence turned out to be."""

    SUPPORTED = auto()  # by the passages it cites, or by another one that it cites from now on
    UNLABELLED = auto()  # claims something without a label
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
        return self.verdict in {Verdict.SUPPORTED, Verdict.UNLABELLED, Verdict.LEAD_IN}


class DraftChecker:
    """Checks sentences against passages. Title, section and speakers support names, but no figures.

    A question in a passage supports the names in it and nothing else. Prompt injection supports nothing.
    """

    def __init__(self, passages: Sequence[Passage], claim_checker: ClaimChecker) -> None:
        self._said = [remove_markup(extract_statements(passage.chunk.text)) for passage in passages]
        self._orders = [remove_markup(extract_injections(passage.chunk.text)) for passage in passages]
        self._metadata = [_metadata_text(passage) for passage in passages]
        self._texts = [
            "\n".join([metadata, remove_markup(remove_injections(passage.chunk.text))])
            for metadata, passage in zip(self._metadata, passages, strict=True)
        ]
        self._published = [passage.source.published or "" for passage in passages]
        self._claim_checker = claim_checker

    def check_sentence(self, sentence: DraftSentence) -> CheckedSentence:
        """A sentence with its verdict, independent of the other sentences."""
        text = remove_markup(sentence.text)
        if not regex.search(r"[\p{L}\p{N}]", text):
            return CheckedSentence(sentence, Verdict.EMPTY)
        if is_injection(text):
            return CheckedSentence(sentence, Verdict.UNSUPPORTED)
        own = tuple(label - 1 for label in sentence.labels if 1 <= label <= len(self._texts))
        if not own:
            claims = self._claim_checker.find_claims(text)
            return CheckedSentence(sentence, Verdict.UNLABELLED if claims else Verdict.LEAD_IN)
        contributing = tuple(i for i in own if self._contributes(text, i)) or own
        for cited in dict.fromkeys((contributing, own)):
            if self._is_supported(text, cited):
                return CheckedSentence(sentence, Verdict.SUPPORTED, cited)
        for other in range(len(self._texts)):
            if other not in own and self._is_supported(text, (other,)):
                return CheckedSentence(sentence, Verdict.SUPPORTED, (other,))
        return CheckedSentence(sentence, Verdict.UNSUPPORTED)

    def check_unlabelled(self, checked: CheckedSentence, used: Sequence[int]) -> CheckedSentence:
        """A sentence that claims something without a label, unsupported unless one of the passages in use supports it."""
        if checked.verdict is Verdict.UNLABELLED and not any(
            self._is_supported(remove_markup(checked.sentence.text), (i,)) for i in used
        ):
            return replace(checked, verdict=Verdict.UNSUPPORTED)
        return checked

    def _contributes(self, text: str, passage: int) -> bool:
        """Whether one of several cited passages supports some of a sentence."""
        claims = self._claim_checker.find_claims(text)
        missing = self._claim_checker.unsupported_claims(text, self._texts[passage])
        shares_words = self._claim_checker.word_coverage(text, self._texts[passage]) >= _LEAST_COVERAGE
        return shares_words and (not claims or len(missing) < len(claims))

    def _is_supported(self, text: str, passages: Sequence[int]) -> bool:
        # Title and date say what a passage is about. A figure, and a year, must stand in its text.
        said = "\n".join(self._said[i] for i in passages)
        figures = [claim.text for claim in self._claim_checker.unsupported_claims(text, said) if claim.kind == "figure"]
        if not all(any(self._is_day(figure, self._published[i]) for i in passages) for figure in figures):
            return False
        whole = "\n".join(self._texts[i] for i in passages)
        return not self._claim_checker.unsupported_claims(text, whole) and self._shares_enough_words(text, passages)

    def _shares_enough_words(self, text: str, passages: Sequence[int]) -> bool:
        """Whether the passages hold enough of a sentence's words, and prompt injection in them holds no more of these."""
        said = "\n".join(f"{self._metadata[i]}\n{self._said[i]}" for i in passages if self._said[i].strip())
        ordered = "\n".join(self._orders[i] for i in passages)
        shared = self._claim_checker.word_coverage(text, said)
        return shared >= _LEAST_COVERAGE and not (
            ordered and self._claim_checker.word_coverage(text, f"{said}\n{ordered}") > shared
        )

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


def drop_loose_lead_ins(
    lines: Sequence[DraftLine], checked: Sequence[Sequence[CheckedSentence]]
) -> list[list[CheckedSentence]]:
    """The sentences without lead-ins and headings that no supported sentence follows; read from the end."""
    kept: list[list[CheckedSentence]] = []
    follows, leading = False, 0
    for line, row in zip(reversed(lines), reversed(checked), strict=True):
        is_heading = line.kind is DraftLineKind.HEADING
        kept.append([])
        for one in reversed(row):
            if one.verdict is Verdict.SUPPORTED:
                follows, leading = True, 0
                kept[-1].insert(0, one)
            elif is_heading or one.verdict is Verdict.LEAD_IN:
                is_one_more = leading < _MOST_LEAD_INS or is_heading
                kept[-1].insert(0, one if follows and is_one_more and _may_lead(one) else _drop(one))
                leading += not is_heading
            else:
                kept[-1].insert(0, one)
        if is_heading and row and not any(one.verdict is Verdict.SUPPORTED for one in row):
            follows, leading = False, 0
    return kept[::-1]


def _may_lead(one: CheckedSentence) -> bool:
    """Whether an unsupported sentence is short and mentions nobody."""
    return len(one.sentence.text) <= _LONGEST_LEAD_IN and "@" not in one.sentence.text


def _drop(one: CheckedSentence) -> CheckedSentence:
    """A sentence as left out; one that claims nothing is not counted as unsupported."""
    return (
        replace(one, verdict=Verdict.EMPTY)
        if one.verdict is Verdict.LEAD_IN
        else replace(one, verdict=Verdict.UNSUPPORTED)
    )
