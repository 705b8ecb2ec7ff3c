"""The flow from a question to a cited answer, top to bottom."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from bot.answering.heading_answers import sentences_under_heading
from bot.answering.named_rows import rows_asked_for
from bot.answering.own_language import prefer_language
from bot.answering.pending import Pending
from bot.answering.questions import asks_several_sources, remove_source_words, split_question
from bot.answering.quoted_answers import answer_of_parts, listed_answer, quoted_answer, telling_heading
from bot.answering.refusals import refused_answer
from bot.answers import Answer, AnswerLanguage, ConversationTurn
from bot.errors import ChatModelError
from bot.evidence import (
    Evidence,
    are_sufficient,
    explain_choice,
    is_sufficient,
    is_sure,
    is_worth_reading,
    rank_evidence,
)
from bot.strings import open_strings_like
from bot.writing import Author, OnText, write_or_quote
from index import Retriever, SearchResult, content_terms, lazy_pattern, question_language

log = logging.getLogger(__name__)

# Passages searched for a question. Set by hand; the gate was fitted with as many.
_PASSAGES = 8
# A question about several sources is answered from so many at most, found among so many passages. Set by hand.
_MOST_SOURCES, _MANY_PASSAGES = 4, 40
# The second of two questions may be about whom the first is about: who is the secretary and where does she live.
_REFERS_BACK = lazy_pattern(r"(?i)\b(?:he|she|they|him|her|them|his|their|it|its)\b|[他她它牠其]")
# How much lower than the best the log-odds of an answer of another source may be. Set by hand.
_SEVERAL_MARGIN = 3.0


class Answerer:
    """Answers questions from an open index, in the asker's language, or refuses where it finds no evidence.

    With an ``author`` the answers are written. Without one, and where it fails or nothing of its draft is supported, the
    sources' own sentences are quoted, if the gate takes them. An author reads passages that the gate alone would refuse.
    """

    def __init__(
        self, *, retriever: Retriever, author: Author | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:  # fmt: skip
        self._retriever = retriever
        self._author = author
        self._clock = clock

    def answer(
        self, question: str, *, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        turns: Sequence[ConversationTurn] = (), on_text: OnText | None = None,
    ) -> Answer:  # fmt: skip
        """The answer to a question, as ``prepare_answer`` describes it."""
        pending = self.prepare_answer(question, language=language, source_ids=source_ids, turns=turns, on_text=on_text)
        return pending.result()

    def prepare_answer(
        self, question: str, *, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        turns: Sequence[ConversationTurn] = (), on_text: OnText | None = None,
    ) -> Pending[Answer]:  # fmt: skip
        """The answer to a question from the given sources, or from all; pending where a chat model has to write it.

        ``language`` is the language to answer in, by default the question's. Sentences in it are preferred; others are
        quoted as they stand, after a line that says so. An author reads the earlier ``turns``. ``on_text`` gets its draft
        as it grows, unchecked, in the thread that writes. Raises QueryError for a question that cannot be searched for.
        """
        started = self._clock()
        language = language or question_language(question)
        found = self._search(question, source_ids)
        searched = self._clock()
        ranked = self._weigh(question, found)
        preferred = prefer_language(ranked, language)
        evidence = _sufficient_evidence(question, ranked, preferred)
        parts = self._weigh_parts(question, found, language)
        evidence = evidence or [e for _, part in parts for e in part]
        weighed = self._clock()
        under_heading = sentences_under_heading(question, ranked)
        is_read = self._author is not None and bool(preferred) and is_worth_reading(preferred[0])

        def quote(key: str = "", **values: str) -> Answer:
            note = open_strings_like(language, question)(key, **values) if key else ""
            rows = rows_asked_for(evidence[0], question, found.terms, self._retriever.chunks)
            if len(rows) > 1:
                return listed_answer(rows, question, language, note=note)
            if any(part for _, part in parts):
                return answer_of_parts(parts, question, language, terms=found.terms, note=note)
            return quoted_answer(
                evidence, question, language, terms=found.terms, note=note, versions=found.version_groups
            )

        def quote_after(error: ChatModelError) -> Answer:
            if evidence:
                return quote("note-model-failed", problem=error.problem)
            return refused_answer(found, ranked, question, language, problem=error.problem)

        def write(author: Author) -> Answer:
            answer = author.answer(question, found.passages, language, turns=turns, on_text=on_text)
            if answer.is_refused and evidence and is_sure(evidence[0]):
                return replace(quote("note-model-silent"), usage=answer.usage)
            return answer

        def create() -> Answer:
            if self._author is not None and is_read:
                answer = write_or_quote(partial(write, self._author), quote_after)
            elif under_heading:
                heading = telling_heading(under_heading[0], question, found.terms)
                note = open_strings_like(language, question)("note-under-heading", heading=heading) if heading else ""
                answer = listed_answer(under_heading, question, language, note=note)
            elif evidence:
                answer = quote()
            else:
                answer = refused_answer(found, ranked, question, language)
            times = (("search", searched - started), ("weigh", weighed - searched), ("answer", self._clock() - weighed))
            steps = tuple((step, round(seconds * 1000, 1)) for step, seconds in times)
            explanation = replace(explain_choice(ranked, found.passages), steps=steps)
            return self._finish(replace(answer, explanation=explanation), found, started)

        return Pending(create, asks_model=is_read)

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
        return rank_evidence(remove_source_words(question), found, reader=self._retriever.reader)

    def _weigh_parts(
        self, question: str, found: SearchResult, language: AnswerLanguage
    ) -> list[tuple[str, Sequence[Evidence]]]:
        """The sentences that answer each part of a question that asks several things; none for one that asks one."""
        parts = split_question(question)
        if len(parts) < 2:
            return []
        preferred = [prefer_language(self._weigh(part, _with_terms_of(part, found)), language) for part in parts]
        answers = [evidence if evidence and is_sufficient(evidence[0]) else [] for evidence in preferred]
        for number in range(1, len(parts)):
            before = answers[number - 1]
            if before and before[0].is_record and _REFERS_BACK.search(parts[number]):
                answers[number] = before  # all that is known of her stands there
        return list(zip(parts, answers, strict=True))

    def _finish(self, answer: Answer, found: SearchResult, started: float) -> Answer:
        """The answer with all passages found and the time it took, which is logged."""
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info(
            "answered in %s: %s, %d passages, %d citations, %.0f ms",
            answer.language, answer.engine, len(found.passages), len(answer.citations), milliseconds,
        )  # fmt: skip
        return replace(answer, passages=found.passages, milliseconds=milliseconds)


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
