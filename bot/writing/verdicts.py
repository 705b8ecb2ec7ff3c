"""What becomes of each sentence of a draft: it stays, moves to another passage, or is left out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

import regex

from bot.evidence import Grounding, asserted, is_order, orders, unordered
from bot.writing.draft_parser import DraftLine, DraftSentence, LineKind, remove_markup
from index import Passage

# How much of a sentence's words its passages must hold. Of 800 sentences and their translations 1% hold less; of
# sentences about something else 95% do.
_LEAST_SHARED = 0.15
# So many sentences without claim or label may lead in to one that is borne out, none longer than this.
_MOST_LEADING, _LONGEST_LEADING = 2, 160

_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


class Verdict(Enum):
    """What was found of a sentence."""

    CITED = auto()  # borne out by the passages it cites
    BARE = auto()  # claims something, and cites nothing
    LEADING = auto()  # neither claims nor cites
    DROPPED = auto()
    EMPTY = auto()  # labels alone


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence, what is to become of it, and the passages it rests on, by their place in the list."""

    sentence: DraftSentence
    verdict: Verdict
    passages: tuple[int, ...] = ()
    is_moved: bool = False

    @property
    def stays(self) -> bool:
        """Whether it is part of the answer."""
        return self.verdict in {Verdict.CITED, Verdict.BARE, Verdict.LEADING}


class DraftChecker:
    """Holds sentences against the passages: their names also against title, section and speakers, their figures not.

    Questions in a passage say who is spoken of and bear out nothing else; orders to whoever answers bear out nothing.
    """

    def __init__(self, passages: Sequence[Passage], grounding: Grounding) -> None:
        self._said = [remove_markup(asserted(passage.chunk.text)) for passage in passages]
        self._orders = [remove_markup(orders(passage.chunk.text)) for passage in passages]
        self._metadata = [_metadata_text(passage) for passage in passages]
        self._sentence_texts = [
            "\n".join([known, remove_markup(unordered(passage.chunk.text))])
            for known, passage in zip(self._metadata, passages, strict=True)
        ]
        self._published = [passage.source.published or "" for passage in passages]
        self._grounding = grounding

    def check_sentence(self, sentence: DraftSentence) -> CheckedSentence:
        """What becomes of a sentence by itself."""
        text = remove_markup(sentence.text)
        if not regex.search(r"[\p{L}\p{N}]", text):
            return CheckedSentence(sentence, Verdict.EMPTY)
        if is_order(text):
            return CheckedSentence(sentence, Verdict.DROPPED)
        own = tuple(label - 1 for label in sentence.labels if 1 <= label <= len(self._sentence_texts))
        if not own:
            claims = self._grounding.claims(text)
            return CheckedSentence(sentence, Verdict.BARE if claims else Verdict.LEADING)
        apt = tuple(i for i in own if self._contributes(text, i)) or own
        for cited in dict.fromkeys((apt, own)):
            if self._is_supported(text, cited):
                return CheckedSentence(sentence, Verdict.CITED, cited)
        for other in range(len(self._sentence_texts)):
            if other not in own and self._is_supported(text, (other,)):
                return CheckedSentence(sentence, Verdict.CITED, (other,), is_moved=True)
        return CheckedSentence(sentence, Verdict.DROPPED)

    def check_unlabelled(self, checked: CheckedSentence, used: Sequence[int]) -> CheckedSentence:
        """A sentence that claims something without a label stays only where a passage bears it out that others cite."""
        if checked.verdict is Verdict.BARE and not any(
            self._is_supported(remove_markup(checked.sentence.text), (i,)) for i in used
        ):
            return replace(checked, verdict=Verdict.DROPPED)
        return checked

    def _contributes(self, text: str, passage: int) -> bool:
        """Whether one of the passages cited together has a part in what is said."""
        claims = self._grounding.claims(text)
        missing = self._grounding.unsupported(text, self._sentence_texts[passage])
        is_apt = self._grounding.coverage(text, self._sentence_texts[passage]) >= _LEAST_SHARED
        return is_apt and (not claims or len(missing) < len(claims))

    def _is_supported(self, text: str, passages: Sequence[int]) -> bool:
        # Title and date tell who and what a passage is about; a figure it must say itself, the year it came out too.
        said = "\n".join(self._said[i] for i in passages)
        figures = [claim.text for claim in self._grounding.unsupported(text, said) if claim.kind == "figure"]
        if not all(any(self._is_day(figure, self._published[i]) for i in passages) for figure in figures):
            return False
        whole = "\n".join(self._sentence_texts[i] for i in passages)
        return not self._grounding.unsupported(text, whole) and self._shares_enough_words(text, passages)

    def _shares_enough_words(self, text: str, passages: Sequence[int]) -> bool:
        """Whether the passages share enough words with a sentence, and none of these stand in their orders alone."""
        said = "\n".join(f"{self._metadata[i]}\n{self._said[i]}" for i in passages if self._said[i].strip())
        ordered = "\n".join(self._orders[i] for i in passages)
        shared = self._grounding.coverage(text, said)
        return shared >= _LEAST_SHARED and not (
            ordered and self._grounding.coverage(text, f"{said}\n{ordered}") > shared
        )

    def _is_day(self, figure: str, published: str) -> bool:
        """Whether a figure is the very day a page came out, which tells two sides apart; its year or month alone is not."""
        if not _DAY.fullmatch(published):
            return False
        another_day = f"{published[:8]}{'02' if published.endswith('01') else '01'}"
        unsupported = self._grounding.unsupported
        return bool(unsupported(figure, another_day)) and not unsupported(figure, published)


def _metadata_text(passage: Passage) -> str:
    """What is known of a passage besides what it says."""
    source, chunk = passage.source, passage.chunk
    speakers = sorted({turn.speaker for turn in chunk.turns})
    known = [source.title, source.author, source.publisher, source.published, chunk.section, *speakers]
    return remove_markup("\n".join(text for text in known if text and not is_order(text)))


def drop_loose_lead_ins(
    lines: Sequence[DraftLine], checked: Sequence[Sequence[CheckedSentence]]
) -> list[list[CheckedSentence]]:
    """Lead-ins and headings only where something follows that stays: read from the end."""
    kept: list[list[CheckedSentence]] = []
    follows, leading = False, 0
    for line, row in zip(reversed(lines), reversed(checked), strict=True):
        is_heading = line.kind is LineKind.HEADING
        kept.append([])
        for one in reversed(row):
            if one.verdict is Verdict.CITED:
                follows, leading = True, 0
                kept[-1].insert(0, one)
            elif is_heading or one.verdict is Verdict.LEADING:
                is_one_more = leading < _MOST_LEADING or is_heading
                kept[-1].insert(0, one if follows and is_one_more and _may_lead(one) else _drop(one))
                leading += not is_heading
            else:
                kept[-1].insert(0, one)
        if is_heading and row and not any(one.verdict is Verdict.CITED for one in row):
            follows, leading = False, 0
    return kept[::-1]


def _may_lead(one: CheckedSentence) -> bool:
    """Whether a sentence that nothing bears out is short and calls nobody."""
    return len(one.sentence.text) <= _LONGEST_LEADING and "@" not in one.sentence.text


def _drop(one: CheckedSentence) -> CheckedSentence:
    """What claims nothing is left out without a word."""
    return (
        replace(one, verdict=Verdict.EMPTY) if one.verdict is Verdict.LEADING else replace(one, verdict=Verdict.DROPPED)
    )
