"""Where questions are taken in: everything that blocks is handed to a thread from here, and nowhere else."""

import logging
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bot.answering import Pending, tidy
from bot.answers import Answer, AnswerLanguage, Summary, Turn
from bot.conversation import StandaloneQuestion, make_standalone, rewrite_follow_up
from bot.errors import BusyError
from bot.memory import Budget, Footnote, Guilds, Place, Record, Records, Spending, Votes, open_state
from bot.service.excerpts import Excerpt, around
from bot.service.library import Library
from bot.service.rate_limits import Admission, Limits
from bot.service.reindexing import Rebuilding, SharedEmbedder
from bot.service.workers import Lane
from bot.writing import Author, Digester, OnText
from index import Embedder, Passage, ReindexReport, Reranker, Source, answering, is_built

log = logging.getLogger(__name__)

Told = TypeVar("Told", Answer, Summary)

STATE_FILE = "discord.sqlite3"
_TURNS = 6
_READERS = 200
_WRITERS = 5_000
# How many texts chat models write at once: endpoints of one's own take few.
_AT_ONCE = 8


class Desk:
    """Questions in, kept answers out, for every guild; its coroutines never hold up the event loop.

    Answers, looking things up, remembering and reindexing each have a thread, and what chat models write has several:
    nobody who taps a footnote waits for twenty others who ask, nor do these wait for each other's models. Where
    ``model`` says what ``embedder`` was opened by (EMBED_MODEL), reindexing has a process of its own.
    """

    def __init__(
        self,
        *,
        sources_dir: Path,
        data_dir: Path,
        embedder: Embedder,
        chroma_url: str = "",
        reranker: Reranker | None = None,
        cache_dir: Path | None = None,
        limits: Limits | None = None,
        state_file: Path | None = None,
        model: str = "",
        author: Author | None = None,
        digester: Digester | None = None,
        budget: Budget | None = None,
    ) -> None:
        limits = limits or Limits()
        self.author = author
        self.sources_dir = sources_dir
        self._data_dir = data_dir
        self._answering = ExitStack()
        self._answering.enter_context(answering(data_dir))
        self.embedder = SharedEmbedder(embedder)
        place = {"sources_dir": sources_dir, "data_dir": data_dir}
        self._answers, self._shelves = (
            Library(
                **place,
                embedder=self.embedder,
                chroma_url=chroma_url,
                reranker=reranker,
                cache_dir=cache_dir,
                author=author,
                digester=digester,
            )
            for _ in range(2)
        )
        self._asking = Lane("asking", limit=limits.waiting)
        self._reading = Lane("reading", limit=_READERS)
        self._writing = Lane("writing", limit=limits.waiting, workers=_AT_ONCE)
        self.rebuilding = Rebuilding(
            **place, embedder=self.embedder, chroma_url=chroma_url, model=model, cache_dir=cache_dir
        )
        self._admission = Admission(limits)
        self._state = open_state(state_file or data_dir / STATE_FILE)
        self.memory = Lane("memory", limit=_WRITERS)
        self.records = Records(self._state)
        self.votes = Votes(self._state)
        self.spending = Spending(self._state, budget or Budget())
        self.guilds = Guilds(self._state)
        self.is_ready = False
        self._is_closed = False

    async def warm(self) -> None:
        """Load the model and open the index, building it first where there is none."""
        if not await self._reading.run(partial(is_built, self._data_dir)):
            with suppress(BusyError):  # an admin was quicker
                await self.rebuilding.run()
        await self._asking.run(self._answers.build)
        self.is_ready = True

    @property
    def waiting(self) -> int:
        """How many questions wait or are being answered."""
        return self._asking.waiting + self._writing.waiting

    def admit(self, place: Place) -> None:
        """Count a question. Raises TooOftenError where a person or a guild asked too many in the last minute."""
        self._admission.admit(person=(place.guild_id, place.user_id), community=place.guild_id or place.user_id)

    async def ask(
        self, question: str, place: Place, *, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        previous: Record | None = None, in_thread: bool = False, on_text: OnText | None = None,
    ) -> Record:  # fmt: skip
        """The answer, kept. Raises BusyError, and what Library.ask raises.

        ``previous`` is the answer that is replied to; in a thread the asker's questions there come before. ``on_text``
        is told a draft that is being written, from another thread. Who used up the day's tokens gets quotes.
        """
        before = await self._before(place, previous=previous, in_thread=in_thread)
        asked = tidy(question)
        may_write = await self._may_write(place)
        made = await self._standalone(asked, before, place, author=self.author if may_write else None)
        pending = await self._asking.run(
            partial(
                self._answers.ask,
                made.question,
                guild_id=place.guild_id,
                language=language or made.language,
                source_ids=source_ids,
                shown_question=asked,
                turns=before,
                on_text=on_text,
                may_write=may_write,
            )
        )
        answer = await self._finished(pending, place)
        return await self._kept(answer, place, source_ids=source_ids, previous=previous.id if previous else None)

    async def sum_up(
        self, topic: str, place: Place, *, sentences: int, language: AnswerLanguage, source_ids: Sequence[str] = ()
    ) -> Record:
        """The summary, kept. Raises BusyError, and what Library.sum_up raises."""
        about = tidy(topic)
        work = partial(
            self._answers.sum_up, about, guild_id=place.guild_id, sentences=sentences, language=language,
            source_ids=source_ids, may_write=await self._may_write(place),
        )  # fmt: skip
        summary = await self._finished(await self._asking.run(work), place)
        return await self._kept(summary.as_answer(about), place, source_ids=source_ids, sentences=sentences)

    async def _may_write(self, place: Place) -> bool:
        return self.author is not None and await self.memory.run(partial(self.spending.may, place))

    async def _standalone(
        self, asked: str, before: Sequence[Turn], place: Place, *, author: Author | None
    ) -> StandaloneQuestion:
        """The question made to stand alone: by the chat model where there is one, else by rules."""
        if author is None or not before:
            return make_standalone(asked, before)
        made, usage = await self._writing.run(partial(rewrite_follow_up, asked, before, author))
        await self.memory.run(partial(self.spending.count, place, usage, is_answer=False))
        return made

    async def _finished(self, pending: Pending[Told], place: Place) -> Told:
        """What is pending, written by the chat model where it takes one, and counted."""
        told = await self._writing.run(pending.result) if pending.asks_model else pending.result()
        await self.memory.run(partial(self.spending.count, place, told.usage))
        return told

    async def _kept(self, answer: Answer, place: Place, **about: Any) -> Record:
        self.is_ready = True
        version = await self._reading.run(self._shelves.version)
        log.info(
            "guild %s: answered, %s, %.0f ms, %d waiting",
            place.guild_id,
            answer.reason or "cited",
            answer.milliseconds,
            self.waiting,
        )
        return await self.memory.run(partial(self.records.keep, answer, place, index_version=version, **about))

    async def search(self, query: str, *, guild_id: int | None, top_k: int = 5) -> list[Passage]:
        """The passages closest to a query. Raises what Library.passages raises."""
        return await self._reading.run(partial(self._shelves.passages, tidy(query), guild_id=guild_id, top_k=top_k))

    async def sources(self, guild_id: int | None) -> list[tuple[Source, int]]:
        """What a guild may ask about, by title."""
        return await self._reading.run(partial(self._shelves.sources, guild_id))

    async def excerpt(self, footnote: Footnote, *, guild_id: int | None, page: int = 0) -> tuple[Excerpt, bool]:
        """A page of a footnote's surroundings, and whether the source still says so.

        Where it does not, the excerpt is the passage as it was when it was cited.
        """

        def turn() -> tuple[Excerpt, bool]:
            return around(footnote, self._shelves.text(footnote.source_id, guild_id=guild_id), page=page)

        return await self._reading.run(turn)

    async def record(self, record_id: int, *, guild_id: int | None) -> Record | None:
        """A kept answer of this guild, or None where there is none (any more)."""
        record = await self.memory.run(partial(self.records.get, record_id))
        return record if record and record.place.guild_id == guild_id else None

    async def reindex(self, *, full: bool = False, dry_run: bool = False) -> ReindexReport:
        """The report of a reindex; from then on the new index answers. Raises as Rebuilding.run does."""
        try:
            return await self.rebuilding.run(full=full, dry_run=dry_run)
        finally:
            self._answers.refresh()
            self._shelves.refresh()

    async def close(self) -> None:
        """Finish what is at hand and let go of threads, index and state. May be called twice."""
        if self._is_closed:
            return
        self._is_closed = True
        await self.rebuilding.close()
        await self._writing.close()
        await self._asking.close(self._answers.close)
        await self._reading.close(self._shelves.close)
        await self.memory.close(self._state.close)
        self._answering.close()

    async def _before(self, place: Place, *, previous: Record | None, in_thread: bool) -> list[Turn]:
        if previous:
            find = partial(self.records.in_chain, previous, user_id=place.user_id, limit=_TURNS)
        elif in_thread:
            find = partial(self.records.in_channel, place, limit=_TURNS)
        else:
            return []
        return [Turn(record.question, record.text) for record in await self.memory.run(find) if record.question]
