"""Evidence: the sentences of the passages found for a question, ranked by how well they answer it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from bot.evidence.expected_answers import ExpectedAnswer, expected_answer
from bot.evidence.prompt_injection import is_statement
from bot.evidence.quotable import quotable_spans
from bot.evidence.term_credit import TermCredit
from index import AnswerType, Passage, SearchResult, Term, detect_language, question_language, sentence_spans

_REASON = regex.compile(
    r"\b(?:because|due to|owing to|thanks to|reasons?|motives?|driven|forced|explains?|therefore|thus|hence|"
    r"in order to|wants? to|means to|afford|(?:that|this)(?:['’]s| is) why|caused?|result of|leads? to|led to)\b|"
    r"因为|由于|所以|因此|为了|原因|迫|逼|导致|使得|缘于|出于|不得不",
    regex.I,
)
# The weights of the score, beside 1 for the coverage. All set by hand.
_OWN_COVERAGE_WEIGHT, _MEANING_WEIGHT = 0.5, 0.8
_EXPECTED_TYPE_BONUS, _REASON_BONUS, _MISSING_NAME_PENALTY = 0.3, 0.5, 0.3
# For each standard deviation between the scores of its passage and the best, up to four. Set by hand.
_GAP_PENALTY, _LARGEST_GAP = 0.06, 4.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage, and how well it answers the question. All coverages are from 0 to 1.

    ``coverage`` is the weighted share of the question's terms that it covers, with credit for its surroundings.
    ``own_coverage`` is that of the sentence alone. ``meaning`` is a cosine similarity, None where unknown.
    """

    passage: Passage
    start: int  # in the source's text, like the chunk's
    end: int
    passage_gap: float  # between the scores of its passage and the best one, in standard deviations
    coverage: float
    own_coverage: float
    lowest_name_coverage: float  # of the least covered name or figure of the question
    topic_coverage: float  # of the terms that are neither names nor figures
    name_coverage: float  # of the names
    misses_a_name: bool  # a name of the question is neither in it nor near it
    meaning: float | None
    is_cross_language: bool  # it is not in the question's language
    has_expected_type: bool  # it holds the type of answer the question expects
    gives_reason: bool  # where one is asked for

    @property
    def text(self) -> str:
        """The sentence as printed."""
        chunk = self.passage.chunk
        return chunk.text[self.start - chunk.start : self.end - chunk.start]

    @property
    def score(self) -> float:
        """How well the sentence answers. Comparable among sentences for one question."""
        return (
            self.coverage
            + _OWN_COVERAGE_WEIGHT * self.own_coverage
            + _MEANING_WEIGHT * (self.meaning or 0.0)
            + _EXPECTED_TYPE_BONUS * self.has_expected_type
            + _REASON_BONUS * self.gives_reason
            - _MISSING_NAME_PENALTY * self.misses_a_name
            - _GAP_PENALTY * min(self.passage_gap, _LARGEST_GAP)
        )


@dataclass(frozen=True, slots=True)
class _Question:
    terms: Sequence[Term]
    expected: ExpectedAnswer
    language: str


def rank_evidence(question: str, found: SearchResult) -> list[Evidence]:
    """The sentences of the passages as evidence for a question, best first.

    Names above speaker turns, headings, questions and prompt injection are context for other sentences, no evidence.
    """
    asked = _Question(found.terms, expected_answer(question), question_language(question))
    credit = TermCredit(question, found.passages, found.terms)
    similarities = found.sentence_similarities
    evidence = [
        e
        for i, passage in enumerate(found.passages)
        for e in _passage_evidence(
            passage, asked, credit,
            passage_gap=found.passages[0].score - passage.score, similarities=similarities[i] if similarities else None,
        )
    ]  # fmt: skip
    return sorted(evidence, key=lambda e: -e.score)


def _passage_evidence(
    passage: Passage, asked: _Question, credit: TermCredit, *, passage_gap: float, similarities: Sequence[float] | None
) -> list[Evidence]:
    """The statements of one passage; ``similarities`` are those of all its sentences to the question."""
    chunk = passage.chunk
    spans = quotable_spans(chunk)
    sentences = [chunk.text[start:end] for start, end in spans]
    meanings = dict(zip([end for _, end in sentence_spans(chunk.text)], similarities or (), strict=False))
    are_statements = [is_statement(sentence) for sentence in sentences]
    credited = credit.credit_sentences(passage, sentences, are_statements=are_statements)
    evidence = []
    for (start, end), sentence, is_evidence, covered in zip(spans, sentences, are_statements, credited, strict=True):
        if not is_evidence:
            continue
        terms, total = asked.terms, covered.total
        coverage = _weighted_mean(terms, total)
        evidence.append(
            Evidence(
                passage=passage, start=chunk.start + start, end=chunk.start + end, passage_gap=passage_gap,
                coverage=coverage, own_coverage=_weighted_mean(terms, covered.alone),
                lowest_name_coverage=min(
                    (c for term, c in zip(terms, total, strict=True) if term.is_name or term.is_figure), default=1.0
                ),
                topic_coverage=_mean_over(terms, total, names=False, default=coverage),
                name_coverage=_mean_over(terms, total, names=True, default=1.0),
                misses_a_name=any(term.is_name and c == 0.0 for term, c in zip(terms, total, strict=True)),
                meaning=None if similarities is None else max(meanings.get(end, 0.0), 0.0),
                is_cross_language=detect_language(sentence) not in (asked.language, "mixed"),
                has_expected_type=asked.expected.is_found_in(sentence, terms),
                gives_reason=asked.expected.type is AnswerType.REASON and bool(_REASON.search(sentence)),
            )
        )  # fmt: skip
    return evidence


def _weighted_mean(terms: Sequence[Term], coverages: Sequence[float]) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight * c for term, c in zip(terms, coverages, strict=True)) / total if total else 0.0


def _mean_over(terms: Sequence[Term], coverages: Sequence[float], *, names: bool, default: float) -> float:
    """The weighted mean over names alone, or over what is neither name nor figure; ``default`` where there are none."""
    chosen = [
        (term, c) for term, c in zip(terms, coverages, strict=True) if term.is_name == names and not term.is_figure
    ]
    return _weighted_mean([term for term, _ in chosen], [c for _, c in chosen]) if chosen else default
