"""Summaries that a chat model writes, each point cited and checked; extractive where it fails."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.answering import Pending
from bot.answers import AnswerLanguage, Summary
from bot.errors import ChatModelError, ChatModelReplyError, ChatModelUnsupportedError
from bot.strings import open_strings
from bot.summaries.extractive import DEFAULT_SENTENCES, ExtractiveSummarizer
from bot.writing import Digester, write_or_quote
from index import Passage, Retriever, Source, question_language

log = logging.getLogger(__name__)

# Sources that the model would read in more parts than this are cut to the passages of so many central sentences.
# Set by hand.
_MOST_PARTS = 10
_CENTRAL_SENTENCES = 60
# Passages searched for a topic. Set by hand.
_PASSAGES = 12


class WrittenSummarizer:
    """Sums up what an open index holds, written by a chat model; where it fails, by an ``ExtractiveSummarizer``.

    Pending summaries may be finished in any thread. Without a ``digester`` all are extractive and nothing is pending.
    """

    def __init__(
        self, *, retriever: Retriever, extractive: ExtractiveSummarizer, digester: Digester | None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:  # fmt: skip
        self._retriever = retriever
        self._extractive = extractive
        self._digester = digester
        self._clock = clock

    def summarize_source(
        self, source_id: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None
    ) -> Pending[Summary]:
        """A summary of one source, in at most so many points; without a ``language``, in the one most of it is in.

        Raises UnknownSourceError.
        """
        quote = partial(self._extractive.summarize_source, source_id, language=language)
        found = [source for source, _ in self._retriever.sources() if source.id == source_id]
        title = found[0].title if found else ""
        pending = self._summarize_sources(found, quote, title, language, sentences)
        return pending.then(lambda summary: replace(summary, source_id=source_id))

    def summarize_all(
        self, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None, source_ids: Sequence[str] = ()
    ) -> Pending[Summary]:  # fmt: skip
        """A summary of all sources, or of the given ones; without a ``language``, in the one most of their text is in."""
        quote = partial(self._extractive.summarize_all, language=language, source_ids=source_ids)
        sources = [source for source, _ in self._retriever.sources() if not source_ids or source.id in source_ids]
        return self._summarize_sources(sources, quote, "", language, sentences)

    def summarize_topic(
        self, topic: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None,
        source_ids: Sequence[str] = (),
    ) -> Pending[Summary]:  # fmt: skip
        """A summary of what the sources, or the given ones, say on a topic.

        Where the gate that guards answers refuses, no model is asked. Without a ``language``, in the topic's own.
        Raises QueryError for an empty or too long topic.
        """
        started = self._clock()
        language = language or question_language(topic)
        quoted = self._extractive.summarize_topic(topic, sentences=sentences, language=language, source_ids=source_ids)
        if quoted.is_refused or self._digester is None:
            return Pending.ready(quoted)
        passages = self._retriever.passages(topic, top_k=_PASSAGES, source_ids=source_ids)
        write = partial(_write, self._digester, passages, quoted, subject=topic, language=language, sentences=sentences)
        return self._pending(write, started)

    def _summarize_sources(
        self, sources: Sequence[Source], quote: Callable[..., Summary], subject: str, language: AnswerLanguage | None,
        sentences: int,
    ) -> Pending[Summary]:  # fmt: skip
        started = self._clock()
        quoted = quote(sentences=sentences)
        if quoted.is_refused or self._digester is None:
            return Pending.ready(quoted)
        passages = [
            Passage(chunk=chunk, source=source, score=0.0, meaning=0.0, words=0.0)
            for source in sources
            for chunk in self._retriever.chunks(source.id)
        ]
        language = language or _language_of_most_text(passages)
        subject = subject or open_strings(language)("summary-all")
        if self._digester.parts(passages, subject=subject, language=language) > _MOST_PARTS:
            central = {citation.chunk.id for citation in quote(sentences=_CENTRAL_SENTENCES).citations}
            passages = [passage for passage in passages if passage.chunk.id in central]
        write = partial(
            _write, self._digester, passages, quoted, subject=subject, language=language, sentences=sentences
        )
        return self._pending(write, started)

    def _pending(self, write: Callable[[], Summary], started: float) -> Pending[Summary]:
        def create() -> Summary:
            summary = write()
            milliseconds = round((self._clock() - started) * 1000, 1)
            log.info("summed up in %s: %d points, %.0f ms", summary.language, len(summary.points), milliseconds)
            return replace(summary, milliseconds=milliseconds)

        return Pending(create, asks_model=True)


def _write(
    digester: Digester, passages: Sequence[Passage], quoted: Summary, *, subject: str, language: AnswerLanguage, sentences: int
) -> Summary:  # fmt: skip
    """The summary the digester writes; where it fails or writes no supported point, the one that is ``quoted``."""

    def write() -> Summary:
        digest = digester.digest(passages, subject=subject, language=language, points=sentences)
        if not digest.points:
            kind = ChatModelUnsupportedError if digest.dropped else ChatModelReplyError
            error = kind(f"{digester.name} wrote nothing that the passages support.")
            error.usage = digest.usage
            raise error
        return Summary(
            source_id=None, language=language, points=digest.points, citations=digest.citations, engine=digester.name,
            note=open_strings(language)("note-dropped", count=digest.dropped) if digest.dropped else "", usage=digest.usage,
        )  # fmt: skip

    def quote(error: ChatModelError) -> Summary:
        note = open_strings(language)("note-model-failed", problem=error.problem)
        return replace(quoted, note="\n".join(filter(None, [note, quoted.note])))

    return write_or_quote(write, quote)


def _language_of_most_text(passages: Sequence[Passage]) -> AnswerLanguage:
    """The language most of the text is in, a Chinese character counted as two letters."""
    weight: Counter[AnswerLanguage] = Counter()
    for passage in passages:
        language = question_language(passage.chunk.text)
        weight[language] += len(passage.chunk.text) * (2 if language == "zh" else 1)
    return weight.most_common(1)[0][0] if weight else "en"
