"""Summaries a chat model writes, each point cited and checked; the sources' own sentences where it fails."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.answering import Pending
from bot.answers import AnswerLanguage, Summary, Usage
from bot.errors import ChatModelError
from bot.strings import Strings, open_strings
from bot.summaries.extractive import DEFAULT_SENTENCES, Summarizer
from bot.writing import Digester
from index import Passage, Retriever, Source, question_language

log = logging.getLogger(__name__)

# What takes more parts than this to read is read where its most central sentences are.
_MOST_PARTS = 10
_CENTRAL_SENTENCES = 60
_PASSAGES = 12


class WrittenSummarizer:
    """Sums up what an open index holds, written by a chat model. The same questions as ``Summarizer``, which helps it out.

    What is pending may be finished in any thread. Without a ``digester`` there is nothing pending: all is quoted.
    """

    def __init__(
        self, *, retriever: Retriever, quoting: Summarizer, digester: Digester | None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:  # fmt: skip
        self._retriever = retriever
        self._quoting = quoting
        self._digester = digester
        self._clock = clock

    def find_source(
        self, source_id: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None
    ) -> Pending[Summary]:
        """What a source says, in at most so many points; without a ``language``, in the one it says more in.

        Raises UnknownSourceError for a source that is not there.
        """
        quoted = partial(self._quoting.of_source, source_id, language=language)
        found = [source for source, _ in self._retriever.sources() if source.id == source_id]
        title = found[0].title if found else ""
        pending = self._of_sources(found, quoted, title, language, sentences)
        return pending.then(lambda summary: replace(summary, source_id=source_id))

    def find_all(
        self, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None, source_ids: Sequence[str] = ()
    ) -> Pending[Summary]:  # fmt: skip
        """What all sources say, or all of the given ones; without a ``language``, in the one they say more in."""
        quoted = partial(self._quoting.of_all, language=language, source_ids=source_ids)
        sources = [source for source, _ in self._retriever.sources() if not source_ids or source.id in source_ids]
        return self._of_sources(sources, quoted, "", language, sentences)

    def find_topic(
        self, topic: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None,
        source_ids: Sequence[str] = (),
    ) -> Pending[Summary]:  # fmt: skip
        """What the sources, or the given ones, say on a topic, or that they are silent on it.

        Where the gate that guards answers finds nothing, no model is asked. Without a ``language``, in the topic's own.
        Raises QueryError for a topic with nothing in it, or too long.
        """
        started = self._clock()
        language = language or question_language(topic)
        quoted = self._quoting.of_topic(topic, sentences=sentences, language=language, source_ids=source_ids)
        if quoted.is_refused or self._digester is None:
            return Pending.ready(quoted)
        passages = self._retriever.passages(topic, top_k=_PASSAGES, source_ids=source_ids)
        write = partial(
            _written, self._digester, passages, quoted, subject=topic, language=language, sentences=sentences
        )
        return self._pending(write, started)

    def _of_sources(
        self, sources: Sequence[Source], quoting: Callable[..., Summary], subject: str, language: AnswerLanguage | None,
        sentences: int,
    ) -> Pending[Summary]:  # fmt: skip
        started = self._clock()
        quoted = quoting(sentences=sentences)
        if quoted.is_refused or self._digester is None:
            return Pending.ready(quoted)
        passages = [
            Passage(chunk, source, 0.0, 0.0, 0.0) for source in sources for chunk in self._retriever.chunks(source.id)
        ]
        language = language or _main_language(passages)
        subject = subject or open_strings(language)("summary-all")
        if self._digester.parts(passages, subject=subject, language=language) > _MOST_PARTS:
            central = {citation.chunk.id for citation in quoting(sentences=_CENTRAL_SENTENCES).citations}
            passages = [passage for passage in passages if passage.chunk.id in central]
        write = partial(
            _written, self._digester, passages, quoted, subject=subject, language=language, sentences=sentences
        )
        return self._pending(write, started)

    def _pending(self, write: Callable[[], Summary], started: float) -> Pending[Summary]:
        def make() -> Summary:
            summary = write()
            milliseconds = round((self._clock() - started) * 1000, 1)
            log.info("summed up in %s: %d points, %.0f ms", summary.language, len(summary.points), milliseconds)
            return replace(summary, milliseconds=milliseconds)

        return Pending(make, asks_model=True)


def _written(
    digester: Digester, passages: Sequence[Passage], quoted: Summary, *, subject: str, language: AnswerLanguage, sentences: int
) -> Summary:  # fmt: skip
    """What the digester makes of the passages; where it makes nothing that can be shown, what is quoted."""
    strings = open_strings(language)
    try:
        digest = digester.digest(passages, subject=subject, language=language, points=sentences)
    except ChatModelError as error:
        log.warning("the summary is not written but quoted: %s", error)
        return _quoted_instead(quoted, strings, problem=error.problem, usage=error.usage)
    if not digest.points:
        log.warning("the summary is not written but quoted: %s wrote nothing that is borne out", digester.name)
        return _quoted_instead(quoted, strings, problem="reply", usage=digest.usage)
    note = strings("note-dropped", count=digest.dropped) if digest.dropped else ""
    return Summary(
        source_id=None, language=language, points=digest.points, citations=digest.citations, engine=digester.name,
        note=note, usage=digest.usage,
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
