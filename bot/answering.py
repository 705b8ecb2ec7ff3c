"""From a question to an answer with citations: the whole flow, top to bottom."""

import logging
import time
from collections.abc import Callable, Sequence

from bot.answers import Answer, AnswerLanguage, Citation, Reason
from bot.errors import UnknownSourceError
from bot.evidence import Evidence, weigh
from bot.extractive import LONGEST_ANSWER, choose, choose_from_each, write
from bot.gate import is_supported
from bot.questions import asks_of_several
from bot.silence import nearest_sources, tell_silence
from bot.strings import Strings, open_strings
from index import Embedder, Retriever, Source, Term, detect_language, question_language

log = logging.getLogger(__name__)

ENGINE = "extractive"
_PASSAGES = 8
# By how much a sentence in the asker's language may score lower and still be quoted first.
_OWN_LANGUAGE = 0.15


class Answerer:
    """Answers questions from an open index, in the asker's language, or says that the sources are silent."""

    def __init__(
        self, *, retriever: Retriever, embedder: Embedder, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._retriever = retriever
        self._embedder = embedder
        self._clock = clock

    def answer(
        self, question: str, *, language: AnswerLanguage | None = None, source_ids: Sequence[str] = ()
    ) -> Answer:
        """The answer to a question, from the given sources or from all.

        ``language`` is the language to answer in; without it, the question's. Evidence in it comes first;
        where there is none, the other language is quoted as it stands, with a line that says so. Raises
        QueryError for a question with nothing in it, UnknownSourceError for a source that is not there.
        """
        started = self._clock()
        self._check_sources(source_ids)
        language = language or question_language(question)
        strings = open_strings(language)
        passages = self._retriever.passages(question, top_k=_PASSAGES, source_ids=source_ids)
        terms = self._retriever.terms(question)
        evidence = weigh(question, passages, terms=terms, similarities=self._retriever.sentence_similarities)
        supported = self._supported(evidence, language)
        if supported and asks_of_several(question):
            supported = [e for e in evidence if is_supported(e)]
        if supported:
            text, citations = self._write(supported, question, language, strings, terms)
            nearest: tuple[Source, ...] = ()
        else:
            nearest = nearest_sources(passages)
            text, citations = tell_silence("refusal-no-evidence", nearest, strings), ()
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info(
            "answered in %s: %d passages, %d citations, %.0f ms", language, len(passages), len(citations), milliseconds
        )
        return Answer(
            question=question, language=language, text=text, citations=citations, passages=tuple(passages), engine=ENGINE,
            reason=None if supported else Reason.NO_EVIDENCE, nearest=nearest, milliseconds=milliseconds,
        )  # fmt: skip

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

    def _write(
        self, evidence: list[Evidence], question: str, language: AnswerLanguage, strings: Strings, terms: Sequence[Term]
    ) -> tuple[str, tuple[Citation, ...]]:
        written_in = detect_language(evidence[0].text)
        note = (
            "" if written_in in (language, "mixed") else strings("note-original-language", language=written_in) + "\n"
        )
        pick = choose_from_each if asks_of_several(question) else choose
        chosen = pick(evidence, room=LONGEST_ANSWER - len(note))
        text, citations = write(chosen, language=language, terms=_words(terms))
        return note + text, citations

    def _check_sources(self, source_ids: Sequence[str]) -> None:
        if source_ids:
            known = {source.id for source, _ in self._retriever.sources()}
            for source_id in source_ids:
                if source_id not in known:
                    raise UnknownSourceError(source_id, known=known)


def _words(terms: Sequence[Term]) -> list[str]:
    """The terms as they may stand in a text of either language."""
    translated = [token for term in terms for _, pool in term.elsewhere for token, _ in pool]
    return [term.word for term in terms] + translated
