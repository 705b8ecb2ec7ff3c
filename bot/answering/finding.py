"""What the sources say to a question: the passages found, and their sentences weighed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.answering.heading_answers import sentences_under_heading
from bot.answering.own_language import prefer_language
from bot.answering.questions import asks_several_sources, remove_source_words, split_question
from bot.answering.rows import Extreme, extreme_rows, remove_neighbours
from bot.answers import AnswerLanguage
from bot.evidence import Evidence, are_sufficient, is_sufficient, rank_evidence
from index import Retriever, SearchResult, content_terms, lazy_pattern

# Passages searched for a question. Set by hand; the gate was fitted with as many.
_PASSAGES = 8
# A question about several sources is answered from so many at most, found among so many passages. Set by hand.
_MOST_SOURCES, _MANY_PASSAGES = 4, 40
# The second of two questions may be about whom the first is about: who is the secretary and where does she live.
_REFERS_BACK = lazy_pattern(r"(?i)\b(?:he|she|they|him|her|them|his|their|it|its)\b|[他她它牠其]")
# How much lower than the best the log-odds of an answer of another source may be. Set by hand.
_SEVERAL_MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a ``question``, which may be the one that was asked with its spelling corrected.

    ``ranked`` are all sentences, ``evidence`` those that may be quoted, best first: none where the gate refuses. ``parts`` are
    the questions asked in one, each with its sentences. ``under_heading`` are the sentences under a heading that is itself what is asked for,
    and ``extreme`` the rows of a table with the largest or smallest value, where that is.
    """

    question: str
    found: SearchResult
    ranked: Sequence[Evidence]
    evidence: Sequence[Evidence]
    parts: Sequence[tuple[str, Sequence[Evidence]]]
    under_heading: Sequence[Evidence]
    extreme: Extreme | None
    search_seconds: float

    @property
    def answers(self) -> bool:
        """Whether anything may be quoted."""
        return bool(self.evidence or self.under_heading or self.extreme)


class Finder:
    """Finds what the sources say to questions."""

    def __init__(self, retriever: Retriever, clock: Callable[[], float] = time.perf_counter) -> None:
        self._retriever = retriever
        self._clock = clock

    def find(self, question: str, source_ids: Sequence[str], language: AnswerLanguage) -> Findings:
        """What the given sources, or all, say to a question that is answered in a language.

        Where they say nothing, the question is read once more with its spelling corrected.
        """
        findings = self._find(question, source_ids, language)
        if findings.answers or (corrected := self._retriever.correct_spelling(question)) == question:
            return findings
        again = self._find(corrected, source_ids, language)
        return again if again.answers else findings

    def _find(self, question: str, source_ids: Sequence[str], language: AnswerLanguage) -> Findings:
        started = self._clock()
        found = self._search(question, source_ids)
        searched = self._clock()
        ranked = self._weigh(question, found)
        parts = self._weigh_parts(question, found, language)
        extreme, telling = (
            (None, ranked) if parts else extreme_rows(ranked, question, found.terms, self._retriever.chunks)
        )
        evidence = _sufficient_evidence(question, telling, prefer_language(telling, language))
        evidence = evidence or [e for _, part in parts for e in part]
        under_heading = sentences_under_heading(question, ranked, found.terms)
        return Findings(question, found, ranked, evidence, parts, under_heading, extreme, searched - started)

    def _search(self, question: str, source_ids: Sequence[str]) -> SearchResult:
        """The passages for a question. A question about several sources gets some of each of the nearest sources."""
        if not asks_several_sources(question):
            return self._retriever.search(question, top_k=_PASSAGES, source_ids=source_ids)
        found = self._retriever.search(question, top_k=_MANY_PASSAGES, source_ids=source_ids)
        nearest = list(dict.fromkeys(passage.source.id for passage in found.passages))[:_MOST_SOURCES]
        if len(nearest) < 2:
            return _with_best_passages(found)
        parts = [
            self._retriever.search(question, top_k=_PASSAGES // len(nearest), source_ids=[source_id])
            for source_id in nearest
        ]
        similarities = [part.sentence_similarities for part in parts]
        return replace(
            found,
            passages=tuple(passage for part in parts for passage in part.passages),
            sentence_similarities=None if None in similarities else tuple(chain(*filter(None, similarities))),
        )

    def _weigh(self, question: str, found: SearchResult) -> list[Evidence]:
        ranked = rank_evidence(remove_source_words(question), found, reader=self._retriever.reader)
        return list(remove_neighbours(ranked, question, self._retriever.chunks))

    def _weigh_parts(
        self, question: str, found: SearchResult, language: AnswerLanguage
    ) -> list[tuple[str, Sequence[Evidence]]]:
        """The sentences that answer each part of a question that asks several things; none for one that asks one."""
        parts = split_question(question)
        if len(parts) < 2:
            return []
        preferred = [prefer_language(self._weigh(part, _with_terms_of(part, found)), language) for part in parts]
        answers: list[Sequence[Evidence]] = [
            evidence if evidence and is_sufficient(evidence[0]) else [] for evidence in preferred
        ]
        for number in range(1, len(parts)):
            before = answers[number - 1]
            if before and before[0].is_record and _REFERS_BACK.search(parts[number]):
                answers[number] = before  # all that is known of her stands there
            else:
                answers[number] = _other_answers(answers[number], [part[0] for part in answers[:number] if part])
        return list(zip(parts, answers, strict=True))


def _other_answers(evidence: Sequence[Evidence], given: Sequence[Evidence]) -> Sequence[Evidence]:
    """The sentences without those that were given for an earlier question by the same words, if others are sufficient."""
    others = [e for e in evidence if not any(_is_same_answer(e, earlier) for earlier in given)]
    return others if others and is_sufficient(others[0]) else evidence


def _is_same_answer(one: Evidence, other: Evidence) -> bool:
    """Whether the reader points to the same words of the same sentence for two questions."""
    if (one.passage.chunk.id, one.start) != (other.passage.chunk.id, other.start):
        return False
    spans = [e.reading.answer for e in (one, other) if e.reading]
    return len(spans) == 2 and spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]


def _with_best_passages(found: SearchResult) -> SearchResult:
    """What was found with as many passages as an ordinary question gets."""
    similarities = found.sentence_similarities
    return replace(
        found,
        passages=found.passages[:_PASSAGES],
        sentence_similarities=None if similarities is None else similarities[:_PASSAGES],
    )


def _with_terms_of(part: str, found: SearchResult) -> SearchResult:
    """What was found for a question, as if a part of it had been asked."""
    words = {term.word for term in content_terms(part)}
    return replace(found, terms=tuple(term for term in found.terms if term.word in words))


def _sufficient_evidence(
    question: str, ranked: Sequence[Evidence], preferred: Sequence[Evidence]
) -> Sequence[Evidence]:
    """The sentences to quote, best first; none where the gate refuses the best one.

    They are in the language of the best sentence. A question about several sources has several answers, which share the
    probability: it gets those nearly as probable as the best one, if together they are sufficient.
    """
    if asks_several_sources(question) and are_sufficient(ranked):
        return [e for e in ranked if e.score > ranked[0].score - _SEVERAL_MARGIN]
    return preferred if are_sufficient(ranked) else []
