"""The flow from a question to a cited answer, top to bottom."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.answering.finding import Finder, Findings
from bot.answering.pending import Pending
from bot.answering.quoted_answers import (
    answer_of_parts,
    answer_under_heading,
    compared_answer,
    listed_answer,
    quoted_answer,
)
from bot.answering.refusals import lack_note, refused_answer
from bot.answering.rows import rows_asked_for
from bot.answers import Answer, AnswerLanguage, ConversationTurn
from bot.errors import ChatModelError
from bot.evidence import explain_choice, is_sure, is_worth_reading
from bot.strings import open_strings_like
from bot.writing import Author, OnText, write_or_quote
from index import Retriever, SearchResult, question_language

log = logging.getLogger(__name__)


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
        self._finder = Finder(retriever, clock)
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
        findings = self._finder.find(question, source_ids, language)
        found, ranked, evidence = findings.found, findings.ranked, findings.evidence
        weighed = self._clock()
        is_read = self._author is not None and bool(ranked) and is_worth_reading(ranked[0])
        strings = open_strings_like(language, question)
        asked = findings.question
        read_as = strings("note-read-as", question=asked) if asked != question else ""

        def quote(key: str = "", **values: str) -> Answer:
            note = "\n".join(filter(None, [read_as, strings(key, **values) if key else ""]))
            return self._quote(findings, question, language, note)

        def quote_after(error: ChatModelError) -> Answer:
            if findings.answers:
                quoted = quote("note-model-failed", problem=error.problem)
            else:
                quoted = refused_answer(found, ranked, question, language, problem=error.problem, lacks=findings.lacks)
            return replace(quoted, denied=error.denied)

        def write(author: Author) -> Answer:
            answer = author.answer(
                question, found.passages, language, turns=turns, on_text=on_text, is_doubtful=not evidence
            )
            if answer.is_refused and (findings.extreme or (evidence and (findings.lacks or is_sure(ranked[0])))):
                return replace(quote("note-model-silent"), usage=answer.usage)
            return answer

        def create() -> Answer:
            if self._author is not None and is_read:
                answer = write_or_quote(partial(write, self._author), quote_after)
            elif findings.answers:
                answer = quote()
            else:
                answer = refused_answer(found, ranked, question, language, lacks=findings.lacks)
            searching = findings.search_seconds
            weighing, writing = weighed - started - searching, self._clock() - weighed
            times = (("search", searching), ("weigh", weighing), ("answer", writing))
            steps = tuple((step, round(seconds * 1000, 1)) for step, seconds in times)
            explanation = replace(explain_choice(ranked, found.passages), steps=steps, denied=answer.denied)
            return self._finish(replace(answer, explanation=explanation), found, started)

        return Pending(create, asks_model=is_read)

    def _quote(self, findings: Findings, question: str, language: AnswerLanguage, note: str) -> Answer:
        """The sources' own words, after a line ``note``."""
        asked, terms = findings.question, findings.found.terms
        if findings.extreme:
            return compared_answer(findings.extreme, question, language, note=note)
        if findings.under_heading:
            return answer_under_heading(findings.under_heading, asked, question, language, terms=terms, note=note)
        if findings.lacks:
            strings = open_strings_like(language, question)
            notes = [lack_note(lack, strings) for lack in findings.lacks.entries]
            note = "\n".join(filter(None, [note, *notes]))
            return listed_answer(findings.lacks.records, question, language, note=note)
        rows = rows_asked_for(findings.evidence[0], asked, terms, self._retriever.chunks)
        if len(rows) > 1:
            return listed_answer(rows, question, language, note=note)
        if any(part.evidence for part in findings.parts):
            return answer_of_parts(findings.parts, question, language, terms=terms, note=note)
        versions = findings.found.version_groups
        quoted = quoted_answer(findings.evidence, asked, language, terms=terms, note=note, versions=versions)
        return replace(quoted, question=question)

    def _finish(self, answer: Answer, found: SearchResult, started: float) -> Answer:
        """The answer with all passages found and the time it took, which is logged."""
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info(
            "answered in %s: %s, %d passages, %d citations, %.0f ms",
            answer.language, answer.engine, len(found.passages), len(answer.citations), milliseconds,
        )  # fmt: skip
        return replace(answer, passages=found.passages, milliseconds=milliseconds)
