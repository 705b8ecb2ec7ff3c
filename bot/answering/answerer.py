"""From a question to an answer with citations: the whole flow, top to bottom."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.answering.pending import Pending
from bot.answering.questions import asks_of_several
from bot.answering.verbatim import quoted_answer, silent_answer
from bot.answers import Answer, AnswerLanguage, Turn
from bot.errors import ChatModelError
from bot.evidence import Evidence, is_supported, weigh
from bot.strings import open_strings
from bot.writing import Author, OnText
from index import Retriever, detect_language, question_language

log = logging.getLogger(__name__)

_PASSAGES = 8
# By how much a sentence in the asker's language may score lower and still be quoted first.
_OWN_LANGUAGE = 0.15


class Answerer:
    """Answers questions from an open index, in the asker's language, or says that the sources are silent.

    With an ``author`` the answers are written; without one, and where it fails, they are the sources' own sentences.
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
        turns: Sequence[Turn] = (), on_text: OnText | None = None,
    ) -> Answer:  # fmt: skip
        """The answer to a question, from the given sources or from all. As ``find``, which is the part that asks the index."""
        return self.find(question, language=language, source_ids=source_ids, turns=turns, on_text=on_text).result()

    def find(
        self, question: str, *, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        turns: Sequence[Turn] = (), on_text: OnText | None = None,
    ) -> Pending[Answer]:  # fmt: skip
        """The evidence for an answer, from the given sources or from all, and the answer once it is written.

        ``language`` is the language to answer in; without it, the question's. Evidence in it comes first; what is
        quoted from the other language is quoted as it stands, with a line that says so. An author is told of earlier
        ``turns``, and tells ``on_text`` its draft as it grows, unchecked, from the thread it writes in. Raises QueryError
        for a question that cannot be searched for.
        """
        started = self._clock()
        language = language or question_language(question)
        found = self._retriever.search(question, top_k=_PASSAGES, source_ids=source_ids)
        evidence = weigh(question, found)
        supported = self._supported(evidence, language)
        if supported and asks_of_several(question):
            supported = [e for e in evidence if is_supported(e)]
        quoted = partial(quoted_answer, supported, question, language, terms=found.terms)

        def make() -> Answer:
            if not supported:
                return silent_answer(found.passages, question, language)
            if self._author is None:
                return quoted()
            try:
                return self._author.answer(question, found.passages, language, turns=turns, on_text=on_text)
            except ChatModelError as error:
                log.warning("the answer is not written but quoted: %s", error)
                why = open_strings(language)("note-model-failed", problem=error.problem)
                return replace(quoted(why=why), usage=error.usage)

        def told(answer: Answer) -> Answer:
            milliseconds = round((self._clock() - started) * 1000, 1)
            log.info(
                "answered in %s: %s, %d passages, %d citations, %.0f ms",
                language, answer.engine, len(found.passages), len(answer.citations), milliseconds,
            )  # fmt: skip
            return replace(answer, passages=found.passages, milliseconds=milliseconds)

        return Pending(make, asks_model=bool(supported) and self._author is not None).then(told)

    def _supported(self, evidence: Sequence[Evidence], language: AnswerLanguage) -> list[Evidence]:
        """The evidence in the language of its best sentence, if that passes the gate.

        Of two about equally good sentences the one in the asker's language is the better.
        """
        groups: dict[bool, list[Evidence]] = {True: [], False: []}
        for e in evidence:
            if e.is_expected_kind:
                groups[detect_language(e.text) in (language, "mixed")].append(e)
        own, other = groups[True], groups[False]
        is_own = bool(own) and (not other or own[0].score + _OWN_LANGUAGE >= other[0].score)
        candidates = own if is_own else other
        return candidates if candidates and is_supported(candidates[0]) else []
