"""The flow from a question to a cited answer, top to bottom."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.answering.heading_answers import sentences_under_heading
from bot.answering.pending import Pending
from bot.answering.questions import asks_several_sources
from bot.answering.quoted_answers import listed_answer, quoted_answer, refused_answer
from bot.answering.row_listing import asks_for_all, list_rows
from bot.answers import Answer, AnswerLanguage, ConversationTurn
from bot.errors import ChatModelError
from bot.evidence import Evidence, is_sufficient, is_sure, is_worth_reading, rank_evidence
from bot.strings import open_strings
from bot.writing import Author, OnText, write_or_quote
from index import Retriever, SearchResult, detect_language, question_language

log = logging.getLogger(__name__)

# Passages searched for a question. Set by hand; the gate was fitted with as many.
_PASSAGES = 8
# How much lower a sentence in the asker's language may score and still be quoted first. Set by hand.
_OWN_LANGUAGE_MARGIN = 0.15


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
        found = self._retriever.search(question, top_k=_PASSAGES, source_ids=source_ids)
        ranked = rank_evidence(question, found)
        preferred = _prefer_language(ranked, language)
        evidence = _sufficient_evidence(question, ranked, preferred)
        under_heading = sentences_under_heading(question, ranked)
        is_read = self._author is not None and bool(preferred) and is_worth_reading(preferred[0])

        def quote(key: str = "", **values: str) -> Answer:
            note = open_strings(language)(key, **values) if key else ""
            rows = list_rows(evidence[0], question, self._retriever.chunks) if asks_for_all(question) else []
            if len(rows) > 1:
                return listed_answer(rows, question, language, note=note)
            return quoted_answer(
                evidence, question, language, terms=found.terms, note=note, versions=found.version_groups
            )

        def quote_after(error: ChatModelError) -> Answer:
            if evidence:
                return quote("note-model-failed", problem=error.problem)
            return refused_answer(found.passages, question, language, problem=error.problem)

        def write(author: Author) -> Answer:
            answer = author.answer(question, found.passages, language, turns=turns, on_text=on_text)
            if answer.is_refused and evidence and is_sure(evidence[0]):
                return replace(quote("note-model-silent"), usage=answer.usage)
            return answer

        def create() -> Answer:
            if self._author is not None and is_read:
                answer = write_or_quote(partial(write, self._author), quote_after)
            elif under_heading:
                answer = listed_answer(under_heading, question, language)
            elif evidence:
                answer = quote()
            else:
                answer = refused_answer(found.passages, question, language)
            return self._finish(answer, found, started)

        return Pending(create, asks_model=is_read)

    def _finish(self, answer: Answer, found: SearchResult, started: float) -> Answer:
        """The answer with all passages found and the time it took, which is logged."""
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info(
            "answered in %s: %s, %d passages, %d citations, %.0f ms",
            answer.language, answer.engine, len(found.passages), len(answer.citations), milliseconds,
        )  # fmt: skip
        return replace(answer, passages=found.passages, milliseconds=milliseconds)


def _sufficient_evidence(
    question: str, ranked: Sequence[Evidence], preferred: Sequence[Evidence]
) -> Sequence[Evidence]:
    """The sentences to quote, best first; none where the gate refuses the best one.

    They are in the language of the best sentence. A question about several sources gets all that pass the gate.
    """
    if not preferred or not is_sufficient(preferred[0]):
        return []
    return [e for e in ranked if is_sufficient(e)] if asks_several_sources(question) else preferred


def _prefer_language(evidence: Sequence[Evidence], language: AnswerLanguage) -> list[Evidence]:
    """The sentences with the expected type of answer that are in the language, or those that are not.

    Those in the language are preferred unless the best of the others scores clearly higher.
    """
    own: list[Evidence] = []
    other: list[Evidence] = []
    for e in evidence:
        if e.has_expected_type:
            (own if detect_language(e.text) in (language, "mixed") else other).append(e)
    is_own = bool(own) and (not other or own[0].score + _OWN_LANGUAGE_MARGIN >= other[0].score)
    return own if is_own else other
