"""Answers and summaries for one asker, from the sources the asker may read."""

import gc
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import Answerer, Pending
from bot.answers import EXTRACTIVE_ENGINE, Answer, AnswerLanguage, Asker, ConversationTurn, Reason, Summary
from bot.library.answer_cache import AnswerCache, CacheKey
from bot.library.live_index import LiveIndex
from bot.library.lookups import Lookups
from bot.strings import open_strings
from bot.summaries import ExtractiveSummarizer, WrittenSummarizer
from bot.writing import Author, Digester, OnText, Writers
from index import (
    Embedder,
    IndexSettings,
    Reranker,
    check_query,
    follow_server,
    is_built,
    needs_rebuild,
    question_language,
    reindex,
)

log = logging.getLogger(__name__)

# Asked at the start, because loading the dictionaries holds up every other thread.
_WARM_UP_QUESTIONS = ("What is this about?", "这里讲的是什么？")


class Library:
    """Answers questions and sums up sources. The index is opened when first needed.

    Use it from one thread at a time; pending answers may be finished in any thread. With ``writers`` answers and
    summaries are written by a chat model. ``cache`` keeps answers until the index changes.
    """

    def __init__(
        self, settings: IndexSettings, embedder: Embedder, *, reranker: Reranker | None = None, writers: Writers | None = None,
        cache: AnswerCache | None = None,
    ) -> None:  # fmt: skip
        self._writers = writers or Writers()
        self._cache = cache
        self._index = LiveIndex(settings, embedder, reranker=reranker, on_new=self._clear_cache)
        self.lookups = Lookups(self._index)
        self.refresh = self._index.refresh
        self.close = self._index.close

    def build(self) -> None:
        """Build the index where there is none and load the model, so that the first question need not wait."""
        settings, embedder = self._index.settings, self._index.embedder
        follow_server(settings)
        if not is_built(settings) or needs_rebuild(settings, embedder):
            log.info("no index that can answer yet: building it from %s", settings.sources_dir)
            reindex(settings, embedder)
        answerer = self._answerer(None)
        for question in _WARM_UP_QUESTIONS:
            answerer.answer(question)
        # Dictionaries are millions of long-lived objects. Collecting garbage among them would stop the process for a second.
        gc.collect()
        gc.freeze()

    def ask(
        self, question: str, asker: Asker, *, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        shown_question: str | None = None, turns: Sequence[ConversationTurn] = (), on_text: OnText | None = None, may_write: bool = True,
    ) -> Pending[Answer]:  # fmt: skip
        """The answer from the sources the asker may read, out of ``source_ids`` if there are any.

        ``shown_question`` is what the person typed, where ``question`` is a follow-up rewritten to stand alone. With an
        author the answer is written with the earlier ``turns`` in view, and ``on_text`` gets the growing draft, unless
        ``may_write`` is False. Raises QueryError, and UnknownSourceError for a source the asker may not read.
        """
        check_query(question)
        if language is None:
            asked = shown_question if shown_question and any(map(str.isalpha, shown_question)) else question
            language = question_language(asked)
        author = self._writers.author if may_write else None

        def find() -> Pending[Answer]:
            allowed = self.lookups.allowed_sources(asker, source_ids)
            if allowed is None:
                text = open_strings(language)("refusal-no-evidence")
                refused = Answer.refused(question, language, text, reason=Reason.NO_EVIDENCE, engine=EXTRACTIVE_ENGINE)
                return Pending.ready(refused)
            key = CacheKey.of(
                question,
                language,
                allowed,
                self._index.retriever().version,
                author.name if author else EXTRACTIVE_ENGINE,
            )
            # A written answer in a conversation depends on all of it, so it is not cached.
            cache = None if turns and author else self._cache
            cached = cache.get(key) if cache is not None else None
            if cached:
                return Pending.ready(cached)
            found = self._answerer(author).prepare_answer(
                question, language=language, source_ids=allowed, turns=turns, on_text=on_text
            )
            return found.then(lambda answer: cache.put(key, answer)) if cache is not None else found

        def finish(answer: Answer) -> Answer:
            if self._writers.author and not author and not answer.is_refused:
                answer = replace(answer, text=f"{open_strings(language)('note-budget')}\n{answer.text}")
            return replace(answer, question=shown_question or question)

        return self._index.with_retry(find).then(finish)

    def sum_up(
        self, topic: str | None, asker: Asker, *, sentences: int, language: AnswerLanguage | None = None,
        source_ids: Sequence[str] = (), is_period: bool = False, may_write: bool = True,
    ) -> Pending[Summary]:  # fmt: skip
        """A summary of a topic, or without one of the sources the asker may read, out of ``source_ids`` if there are any.

        One source is summed up by itself, unless ``source_ids`` are those of a period. With a digester the summary is
        written, unless ``may_write`` is False. Raises UnknownSourceError, and QueryError for a topic that cannot be
        searched for.
        """
        if topic is not None:
            check_query(topic)

        def find() -> Pending[Summary]:
            allowed = self.lookups.allowed_sources(asker, source_ids)
            if allowed is None:
                summary_language = language or question_language(topic or "")
                note = open_strings(summary_language)("summary-silent" if topic else "summary-nothing")
                refused = Summary.refused(summary_language, note, reason=Reason.NO_EVIDENCE, engine=EXTRACTIVE_ENGINE)
                return Pending.ready(refused)
            summarizer = self._summarizer(self._writers.digester if may_write else None)
            if topic is not None:
                return summarizer.summarize_topic(topic, sentences=sentences, language=language, source_ids=allowed)
            if len(source_ids) == 1 and not is_period:
                return summarizer.summarize_source(source_ids[0], sentences=sentences, language=language)
            return summarizer.summarize_all(sentences=sentences, language=language, source_ids=allowed)

        def finish(summary: Summary) -> Summary:
            if self._writers.digester and not may_write and not summary.is_refused:
                note = "\n".join(filter(None, [open_strings(summary.language)("note-budget"), summary.note]))
                return replace(summary, note=note)
            return summary

        return self._index.with_retry(find).then(finish)

    def _answerer(self, author: Author | None) -> Answerer:
        return Answerer(retriever=self._index.retriever(), author=author)

    def _summarizer(self, digester: Digester | None) -> WrittenSummarizer:
        retriever = self._index.retriever()
        extractive = ExtractiveSummarizer(retriever=retriever, embedder=self._index.embedder)
        return WrittenSummarizer(retriever=retriever, extractive=extractive, digester=digester)

    def _clear_cache(self) -> None:
        if self._cache is not None:
            self._cache.clear()
