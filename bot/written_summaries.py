"""Summaries a chat model writes, each point cited and checked; the sources' own sentences where it fails."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers import AnswerLanguage, Summary, Usage
from bot.digesting import Digester
from bot.errors import ChatModelError
from bot.strings import Strings, open_strings
from bot.summarizing import DEFAULT_SENTENCES, Summarizer
from index import Passage, Retriever, Source, question_language

log = logging.getLogger(__name__)

# What takes more parts than this to read is read where its most central sentences are.
_MOST_PARTS = 10
_CENTRAL_SENTENCES = 60
_PASSAGES = 12


class WrittenSummarizer:
    """Sums up what an open index holds, written by a chat model. The same questions as ``Summarizer``, which helps it out."""

    def __init__(
        self, *, retriever: Retriever, quoting: Summarizer, digester: Digester, clock: Callable[[], float] = time.perf_counter
    ) -> None:  # fmt: skip
        self._retriever = retriever
        self._quoting = quoting
        self._digester = digester
        self._clock = clock

    def of_source(
        self, source_id: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None
    ) -> Summary:
        """What a source says, in at most so many points; without a ``language``, in the one it says more in.

        Raises UnknownSourceError for a source that is not there.
        """

        def quoted(count: int) -> Summary:
            return self._quoting.of_source(source_id, sentences=count, language=language)

        found = [source for source, _ in self._retriever.sources() if source.id == source_id]
        if not found:
            return quoted(sentences)  # which says so
        written = self._written(found, quoted, found[0].title, language, sentences)
        return replace(written, source_id=source_id)

    def of_all(
        self, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None, source_ids: Sequence[str] = ()
    ) -> Summary:  # fmt: skip
        """What all sources say, or all of the given ones; without a ``language``, in the one they say more in."""

        def quoted(count: int) -> Summary:
            return self._quoting.of_all(sentences=count, language=language, source_ids=source_ids)

        sources = [source for source, _ in self._retriever.sources() if not source_ids or source.id in source_ids]
        return self._written(sources, quoted, "", language, sentences)

    def of_topic(
        self, topic: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None,
        source_ids: Sequence[str] = (),
    ) -> Summary:  # fmt: skip
        """What the sources, or the given ones, say on a topic, or that they are silent on it.

        Where the gate that guards answers finds nothing, no model is asked. Without a ``language``, in the topic's own.
        Raises QueryError for a topic with nothing in it, or too long.
        """
        started = self._clock()
        language = language or question_language(topic)
        quoted = self._quoting.of_topic(topic, sentences=sentences, language=language, source_ids=source_ids)
        if quoted.is_refused:
            return quoted
        passages = self._retriever.passages(topic, top_k=_PASSAGES, source_ids=source_ids)
        return self._digested(passages, topic, language, sentences, lambda _: quoted, started=started)

    def _written(
        self, sources: Sequence[Source], quoted: Callable[[int], Summary], subject: str, language: AnswerLanguage | None,
        sentences: int,
    ) -> Summary:  # fmt: skip
        started = self._clock()
        passages = [
            Passage(chunk, source, 0.0, 0.0, 0.0) for source in sources for chunk in self._retriever.chunks(source.id)
        ]
        language = language or _main_language(passages)
        subject = subject or open_strings(language)("summary-all")
        if self._digester.parts(passages, subject=subject, language=language) > _MOST_PARTS:
            central = {citation.chunk.id for citation in quoted(_CENTRAL_SENTENCES).citations}
            passages = [passage for passage in passages if passage.chunk.id in central]
        return self._digested(passages, subject, language, sentences, quoted, started=started)

    def _digested(
        self, passages: Sequence[Passage], subject: str, language: AnswerLanguage, sentences: int,
        quoted: Callable[[int], Summary], *, started: float,
    ) -> Summary:  # fmt: skip
        strings = open_strings(language)
        try:
            digest = self._digester.digest(passages, subject=subject, language=language, points=sentences)
        except ChatModelError as error:
            log.warning("the summary is not written but quoted: %s", error)
            return _quoted_instead(quoted(sentences), strings, problem=error.problem, usage=error.usage)
        if not digest.points:
            log.warning(
                "the summary is not written but quoted: %s wrote nothing that is borne out", self._digester.name
            )
            return _quoted_instead(quoted(sentences), strings, problem="reply", usage=digest.usage)
        note = strings("note-dropped", count=digest.dropped) if digest.dropped else ""
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info("summed up in %s: %d points, %.0f ms", language, len(digest.points), milliseconds)
        return Summary(
            source_id=None, language=language, points=digest.points, citations=digest.citations,
            engine=self._digester.name, note=note, milliseconds=milliseconds, usage=digest.usage,
        )  # fmt: skip


def _quoted_instead(quoted: Summary, strings: Strings, *, problem: str, usage: Usage) -> Summary:
    note = "\n".join(filter(None, [strings("note-model-failed", problem=problem), quoted.note]))
    return replace(quoted, note=note, usage=usage)


def _main_language(passages: Sequence[Passage]) -> AnswerLanguage:
    """The language most of the text is in, a Chinese character counted as much as two letters."""
    weight: Counter[AnswerLanguage] = Counter()
    for passage in passages:
        language = question_language(passage.chunk.text)
        weight[language] += len(passage.chunk.text) * (2 if language == "zh" else 1)
    return weight.most_common(1)[0][0] if weight else "en"
