"""The desk: the asynchronous service for front ends. Everything that blocks runs in a thread."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bot.answering import Pending, tidy_question
from bot.answers import Answer, AnswerLanguage, Asker, ConversationTurn, Summary
from bot.conversation import StandaloneQuestion, make_standalone, rewrite_follow_up
from bot.errors import QueueFullError
from bot.library import AnswerCache, Library, visible_report
from bot.memory import Record, TokenBudget
from bot.service.async_memory import AsyncMemory
from bot.service.lookup_desk import LookupDesk
from bot.service.preferences_cache import PreferencesCache
from bot.service.rate_limits import Admission, Limits
from bot.service.reindexing import ReindexJob, SharedEmbedder
from bot.service.status import Status
from bot.service.workers import WorkQueue
from bot.writing import Author, OnText, Writers
from index import Embedder, IndexSettings, ReindexReport, Reranker, follow_server, is_built, mark_in_use, needs_rebuild

log = logging.getLogger(__name__)

Result = TypeVar("Result", Answer, Summary)

# How long the data of a community that was left are kept. Set by hand.
LEFT_DAYS = 30
MEMORY_FILE = "memory.sqlite3"
# Requests to chat models at the same time: small servers take few at once. Set by hand.
_PARALLEL_WRITERS = 8


class Desk(LookupDesk):
    """Answers the questions of askers and keeps every answer. Its coroutines never block the event loop.

    Answering, look-ups, memory and reindexing each have a thread, and chat models have several. So opening a footnote
    does not wait for twenty questions. For the same reason look-ups have an open index of their own. With
    ``reindex_in_child`` a reindex runs in another process, which opens the embedder by ``settings.embed_model``.
    """

    def __init__(
        self, settings: IndexSettings, embedder: Embedder, *, reranker: Reranker | None = None, writers: Writers | None = None,
        limits: Limits | None = None, budget: TokenBudget | None = None, memory_file: Path | None = None,
        reindex_in_child: bool = False,
    ) -> None:  # fmt: skip
        limits = limits or Limits()
        self._embedder = SharedEmbedder(embedder)
        memory = AsyncMemory(memory_file or settings.data_dir / MEMORY_FILE, budget=budget or TokenBudget())
        super().__init__(settings, self._embedder, memory, reranker=reranker)
        self._marked_in_use = ExitStack()
        self._marked_in_use.enter_context(mark_in_use(settings.data_dir))
        self._author = writers.author if writers else None
        self._library = Library(settings, self._embedder, reranker=reranker, writers=writers, cache=AnswerCache())
        self._asking = WorkQueue("asking", limit=limits.waiting)
        self._writing = WorkQueue("writing", limit=limits.waiting, workers=_PARALLEL_WRITERS)
        self.reindexing = ReindexJob(settings, self._embedder, in_child=reindex_in_child)
        self._admission = Admission(limits)
        self.preferences = PreferencesCache(self.memory)
        self._started = time.monotonic()
        self.is_ready = False
        self.on_answer: Callable[[Answer], None] = lambda _: None  # called with each answer, for statistics
        self._is_closed = False

    async def warm(self) -> None:
        """Load the model and open the index; build it first where there is none that can answer."""
        if not await self._looking_up.run(self._can_answer):
            with suppress(QueueFullError):  # another reindex is running
                await self.reindexing.run()
        await self._asking.run(self._library.build)
        self.is_ready = True

    def _can_answer(self) -> bool:
        follow_server(self._settings)
        return is_built(self._settings) and not needs_rebuild(self._settings, self._embedder)

    @property
    def waiting(self) -> int:
        """How many questions wait or are being answered."""
        return self._asking.waiting + self._writing.waiting

    def admit(self, asker: Asker) -> None:
        """Count a question. Raises RateLimitError where a person or a community asked too many in the last minute."""
        self._admission.admit(
            person=(asker.community_id, asker.user_id), community=asker.community_id or asker.user_id
        )  # fmt: skip

    async def ask(
        self, question: str, asker: Asker, *, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        previous: Record | None = None, continues_conversation: bool = False, on_text: OnText | None = None,
        is_private: bool = False,
    ) -> Record:  # fmt: skip
        """The kept answer. Raises QueueFullError, and what ``Library.ask`` raises.

        A follow-up is understood from earlier questions: from those that lead to ``previous``, the answer it replies to,
        or, where it ``continues_conversation``, from the asker's last ones there. ``on_text`` is called with a growing
        draft, in another thread. Where no language is asked for, it is the one the asker or the community chose. A private answer is opened
        by its asker alone. An asker without tokens left today gets quotes.
        """
        turns = await self.memory.earlier_turns(asker, previous=previous, continues_conversation=continues_conversation)
        typed = tidy_question(question)
        preferred = self.preferences.language_of(asker)
        may_write = await self._may_write(asker)
        standalone = await self._make_standalone(typed, turns, asker, author=self._author if may_write else None)
        find = partial(
            self._library.ask, standalone.question, asker, language=language or standalone.language or preferred, source_ids=source_ids,
            shown_question=typed, turns=turns, on_text=on_text, may_write=may_write,
        )  # fmt: skip
        answer = await self._finish(await self._asking.run(find), asker)
        return await self._keep(
            answer, asker, source_ids=source_ids, previous=previous.id if previous else None, is_private=is_private
        )

    async def sum_up(
        self, topic: str, asker: Asker, *, sentences: int, language: AnswerLanguage, source_ids: Sequence[str] = (),
        is_private: bool = False,
    ) -> Record:  # fmt: skip
        """The kept summary. Raises QueueFullError, and what ``Library.sum_up`` raises."""
        subject = tidy_question(topic)
        find = partial(
            self._library.sum_up, subject or None, asker, sentences=sentences, language=language, source_ids=source_ids,
            may_write=await self._may_write(asker),
        )  # fmt: skip
        summary = await self._finish(await self._asking.run(find), asker)
        return await self._keep(
            summary.as_answer(subject), asker, source_ids=source_ids, sentences=sentences, is_private=is_private
        )

    async def check(self, statements: Sequence[str], asker: Asker, *, is_private: bool = False) -> Record:
        """The kept verdicts on statements. Raises QueryError."""
        answer = await self._looking_up.run(partial(self._checks.check, statements, asker))
        return await self._keep(answer, asker, is_private=is_private)

    async def record(self, record_id: int, asker: Asker) -> Record | None:
        """A kept answer that the asker may open, or None where there is none or it was deleted."""
        record = await self.memory.record(record_id)
        return record if record and record.may_be_opened_by(asker) else None

    async def reindex(
        self, asker: Asker | None = None, *, full: bool = False, dry_run: bool = False, own_only: bool = False
    ) -> ReindexReport:
        """The report of a reindex. Afterwards the new index answers. Raises what ``ReindexJob.run`` raises.

        For an asker it covers and reports what the asker may read, with ``own_only`` the asker's community's own sources.
        """
        scope = (
            None
            if asker is None or asker.reads_all
            else await self._looking_up.run(partial(self._scope, asker, own_only=own_only))
        )
        try:
            report = await self.reindexing.run(full=full, dry_run=dry_run, scope=scope)
        finally:
            self._library.refresh()
            self._lookup_index.refresh()
        if asker is None or asker.reads_all:
            return report
        listed = [] if dry_run else await self.sources(asker)
        return replace(visible_report(report, asker), chunks=sum(count for _, count in listed))

    async def clean_up(self, *, keep_days: int) -> None:
        """Delete answers older than ``keep_days`` (0: none), and all of communities that were left 30 days ago."""
        left = await self.memory.clean_up(keep_days=keep_days, left_days=LEFT_DAYS)
        await self.preferences.load()
        if await self._delete_sources(left):
            with suppress(QueueFullError):  # another reindex sees it too
                await self.reindex()

    async def status(self, asker: Asker) -> Status:
        """The state of the bot, for the asker's community."""
        listed = await self.sources(asker)
        questions, milliseconds = await self.memory.answer_statistics(asker.community_id)
        today, total = await self.memory.spent(asker.community_id)
        return Status(
            sources=len(listed), passages=sum(count for _, count in listed), model=self._embedder.name, is_ready=self.is_ready,
            uptime_minutes=int((time.monotonic() - self._started) // 60), questions=questions, milliseconds=milliseconds,
            waiting=self.waiting, failures=tuple(await self.memory.failures(asker.community_id)),
            writer=self._author.name if self._author else "", today=today, total=total,
        )  # fmt: skip

    async def close(self) -> None:
        """Finish the running work, then close threads, index and memory. May be called twice."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._author is not None:
            self._author.stop()  # what is being written is quoted instead
        await self.reindexing.close()
        await self._writing.close()
        await self._asking.close(self._library.close)
        await self._close_lookups()
        await self.memory.close()
        self._marked_in_use.close()

    async def _may_write(self, asker: Asker) -> bool:
        return self._author is not None and await self.memory.has_budget(asker)

    async def _make_standalone(
        self, typed: str, turns: Sequence[ConversationTurn], asker: Asker, *, author: Author | None
    ) -> StandaloneQuestion:
        """The question rewritten to stand alone: by the chat model where there is one, else by rules."""
        if not turns:
            return make_standalone(typed, turns)  # which only says its language
        if author is None:
            return await asyncio.to_thread(make_standalone, typed, turns)
        standalone, usage = await self._writing.run(partial(rewrite_follow_up, typed, turns, author))
        await self.memory.count_usage(asker, usage, is_answer=False)
        return standalone

    async def _finish(self, pending: Pending[Result], asker: Asker) -> Result:
        """The result of a pending answer or summary, written by the chat model where one is needed. Counts its tokens."""
        result = await self._writing.run(pending.result) if pending.asks_model else pending.result()
        await self.memory.count_usage(asker, result.usage)
        return result

    async def _keep(self, answer: Answer, asker: Asker, **about: Any) -> Record:
        self.is_ready = True
        version = await self._looking_up.run(self._lookups.version)
        log.info(
            "community %s: answered, %s, %.0f ms, %d waiting",
            asker.community_id, answer.reason or "cited", answer.milliseconds, self.waiting,
        )  # fmt: skip
        self.on_answer(answer)
        return await self.memory.keep(answer, asker, index_version=version, **about)
