"""What the sources say to a question: the passages found, and their sentences weighed."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.answering.heading_answers import sentences_under_heading
from bot.answering.own_language import prefer_language
from bot.answering.parts import (
    Part,
    are_about_neither,
    read_coordination,
    read_difference,
    weigh_coordination,
    weigh_difference,
    weigh_parts,
)
from bot.answering.questions import asks_several_sources, remove_source_words
from bot.answering.rows import (
    Extreme,
    Lacks,
    extreme_rows,
    find_lacks,
    remove_neighbours,
    rows_of_columns,
    rows_or_lines_beside,
)
from bot.answers import AnswerLanguage
from bot.evidence import AskedSpeakers, Evidence, are_sufficient, rank_evidence
from index import Retriever, SearchResult

# Passages searched for a question. Set by hand; the gate was fitted with as many.
_PASSAGES = 8
# A question about several sources is answered from so many at most, found among so many passages. Set by hand.
_MOST_SOURCES, _MANY_PASSAGES = 4, 40
# How much lower than the best the log-odds of an answer of another source may be. Set by hand.
_SEVERAL_MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a ``question``, which may be the one that was asked in other words.

    ``ranked`` are all sentences, ``evidence`` those that may be quoted, best first: none where the gate refuses. ``parts`` are
    what is asked in one, each with its sentences. ``under_heading`` are the sentences under a heading that is itself what is asked
    for, or the rows of a table whose columns are what is compared. ``extreme`` are the rows of a table with the largest or smallest
    value, where that is, and ``lacks`` what the records that the question names lack of what it asks for.
    """

    question: str
    found: SearchResult
    ranked: Sequence[Evidence]
    evidence: Sequence[Evidence]
    parts: Sequence[Part]
    under_heading: Sequence[Evidence]
    extreme: Extreme | None
    lacks: Lacks | None
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

        Where they say nothing, the question is read once more with its abbreviations and full forms as they write them, and
        once more with its spelling corrected.
        """
        findings = self._find(question, source_ids, language)
        if findings.answers:
            return findings
        for reworded in self._rewordings(question, findings.found):
            again = self._find(reworded, source_ids, language)
            if again.answers:
                return again
        return findings

    def _rewordings(self, question: str, found: SearchResult) -> Iterator[str]:
        """The question in other words that the sources have, where they have them."""
        written = self._retriever.write_as_texts(question, found.passages)
        if written != question:
            yield written
        corrected = self._retriever.correct_spelling(question)
        if corrected != question:
            yield corrected

    def _find(self, question: str, source_ids: Sequence[str], language: AnswerLanguage) -> Findings:
        started = self._clock()
        found = self._search(question, source_ids)
        searched = self._clock()
        ranked = self._weigh(question, found)

        def weigh(part: str, found: SearchResult) -> Sequence[Evidence]:
            return prefer_language(self._weigh(part, found), language)

        def find_answers(one: str) -> Sequence[Evidence]:
            return prefer_language(self._weigh(one, self._search(one, source_ids)), language)

        parts = weigh_parts(question, found, weigh)
        extreme, telling = (
            (None, ranked) if parts else extreme_rows(ranked, question, found.terms, self._retriever.chunks)
        )
        evidence = _sufficient_evidence(question, telling, prefer_language(telling, language))
        difference = None if parts or extreme or asks_several_sources(question) else read_difference(question)
        coordination = None
        if not (parts or extreme or difference):
            coordination = read_coordination(question, AskedSpeakers(question, found).asked_for_words)
        if coordination and not self._is_in_table(evidence):
            parts = weigh_coordination(coordination, evidence, found, weigh)
        if difference:
            parts = weigh_difference(difference, prefer_language(ranked, language), find_answers)
            evidence = [] if not parts and are_about_neither(difference, evidence) else evidence
        evidence = evidence or [e for part in parts for e in part.evidence]
        if difference and parts:
            shown = [evidence[0], *(part.evidence[0] for part in parts if part.evidence)]
            tables = (rows_of_columns(e, difference.things, self._retriever.chunks) for e in shown)
            under_heading = next(filter(None, tables), [])
        else:
            under_heading = sentences_under_heading(question, ranked, found.terms)
        lacks = None if parts or extreme or under_heading else self._find_lacks(question, ranked, evidence, found)
        if lacks:
            evidence = [] if lacks.are_all and not lacks.are_shown else lacks.records
        return Findings(question, found, ranked, evidence, parts, under_heading, extreme, lacks, searched - started)

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

    def _find_lacks(
        self, question: str, ranked: Sequence[Evidence], evidence: Sequence[Evidence], found: SearchResult
    ) -> Lacks | None:
        """What the records that are asked about lack; None where another sentence answers."""
        lacks = find_lacks(ranked, question, found.terms, self._retriever.chunks)
        return lacks if lacks and (not evidence or lacks.holds(evidence[0])) else None

    def _is_in_table(self, evidence: Sequence[Evidence]) -> bool:
        """Whether the best sentence is a row or a line of several cells: such are asked for by name."""
        rows = rows_or_lines_beside(evidence[0], self._retriever.chunks) if evidence else []
        return any(len(cells) > 1 for _, cells in rows)

    def _weigh(self, question: str, found: SearchResult) -> list[Evidence]:
        ranked = rank_evidence(remove_source_words(question), found, reader=self._retriever.reader)
        return list(remove_neighbours(ranked, question, self._retriever.chunks))


def _with_best_passages(found: SearchResult) -> SearchResult:
    """What was found with as many passages as an ordinary question gets."""
    similarities = found.sentence_similarities
    return replace(
        found,
        passages=found.passages[:_PASSAGES],
        sentence_similarities=None if similarities is None else similarities[:_PASSAGES],
    )


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
