"""The flow from a question to a cited answer, top to bottom."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.pending import Pending
from bot.answering.questions import asks_several_sources
from bot.answering.quoted_answers import quoted_answer, refused_answer
from bot.answers import Answer, AnswerLanguage, ConversationTurn
from bot.evidence import Evidence, is_sufficient, rank_evidence
from bot.writing import Author, OnText, write_or_quote
from index import Retriever, SearchResult, detect_language, question_language

log = logging.getLogger(__name__)

# Passages searched for a question. Set by hand; the gate was fitted with as many.
_PASSAGES = 8
# How much lower a sentence in the asker's language may score and still be quoted first. Set by hand.
_OWN_LANGUAGE_MARGIN = 0.15


class Answerer:
    """Answers questions from an open index, in the asker's language, or refuses where it finds no evidence.

    With an ``author`` the answers are written. Without one, and where it fails, the sources' own sentences are quoted.
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
        evidence = self._sufficient_evidence(question, found, language)

        def quote(note: str = "") -> Answer:
            return quoted_answer(evidence, question, language, terms=found.terms, note=note)

        def write(author: Author) -> Answer:
            return author.answer(question, found.passages, language, turns=turns, on_text=on_text)

        def create() -> Answer:
            author = self._author
            if not evidence:
                answer = refused_answer(found.passages, question, language)
            elif author is None:
                answer = quote()
            else:
                answer = write_or_quote(lambda: write(author), quote, language=language)
            return self._finish(answer, found, started)

        return Pending(create, asks_model=bool(evidence) and self._author is not None)

    def _sufficient_evidence(self, question: str, found: SearchResult, language: AnswerLanguage) -> list[Evidence]:
        """The sentences to answer on, best first; none where the gate refuses the best one.

        They are in the language of the best sentence. A question about several sources gets all that pass the gate.
        """
        evidence = rank_evidence(question, found)
        preferred = _prefer_language(evidence, language)
        if not preferred or not is_sufficient(preferred[0]):
            return []
        if asks_several_sources(question):
            return [e for e in evidence if is_sufficient(e)]
        return preferred

    def _finish(self, answer: Answer, found: SearchResult, started: float) -> Answer:
        """The answer with all passages found and the time it took, which is logged."""
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info(
            "answered in %s: %s, %d passages, %d citations, %.0f ms",
            answer.language, answer.engine, len(found.passages), len(answer.citations), milliseconds,
        )  # fmt: skip
        return replace(answer, passages=found.passages, milliseconds=milliseconds)


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
