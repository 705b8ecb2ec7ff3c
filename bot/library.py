"""The index as one community sees it: what is shared, and what is its own."""

import gc
import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import regex

from bot.answering import Answerer
from bot.answers import Answer, AnswerLanguage, Reason, Summary, Turn
from bot.authoring import Author
from bot.caching import AnswerCache, Asked, visible
from bot.errors import UnknownSourceError
from bot.strings import open_strings
from bot.summarizing import Summarizer
from bot.verbatim import ENGINE
from bot.writing import OnText
from index import (
    Embedder,
    IndexNotBuiltError,
    Passage,
    QueryError,
    Reranker,
    Retriever,
    SearchIndexError,
    Source,
    check_query,
    current_generation,
    is_built,
    open_retriever,
    question_language,
    reindex,
)

log = logging.getLogger(__name__)

T = TypeVar("T")
# Asked once at the start: dictionaries are read in one go, in which nothing else of the process runs.
_FIRST = ("What is this about?", "这里讲的是什么？")
# A folder named like a Discord id belongs to the guild of this id.
_OWNED = regex.compile(r"(\d{15,20})/")


def owner_of(source_id: str) -> int | None:
    """The guild a source belongs to, or None where it is everybody's."""
    match = _OWNED.match(source_id)
    return int(match.group(1)) if match else None


class Library:
    """Answers, passages and sources, each for one guild: nobody sees what belongs to another.

    Opened when first needed, opened anew after ``refresh``. Safe to use from one thread at a time.
    """

    def __init__(
        self, *, sources_dir: Path, data_dir: Path, embedder: Embedder, chroma_url: str = "",
        reranker: Reranker | None = None, cache_dir: Path | None = None, author: Author | None = None,
    ) -> None:  # fmt: skip
        self._sources_dir = sources_dir
        self._data_dir = data_dir
        self._embedder = embedder
        self._chroma_url = chroma_url
        self._reranker = reranker
        self._cache_dir = cache_dir
        self._author = author
        self._cache = AnswerCache()
        self._opened = ExitStack()
        self._current: Retriever | None = None
        self._generation: Path | None = None
        self._is_outdated = False

    def build(self) -> None:
        """Build the index where there is none yet, and load the model, so that the first question need not wait."""
        if not is_built(self._data_dir):
            log.info("no index yet: building it from %s", self._sources_dir)
            reindex(
                sources_dir=self._sources_dir,
                data_dir=self._data_dir,
                embedder=self._embedder,
                chroma_url=self._chroma_url,
            )
        answerer = self._answerer(None)
        for question in _FIRST:
            answerer.answer(question)
        # Dictionaries are millions of objects that stay: looking for garbage among them takes a second in which nothing runs.
        gc.collect()
        gc.freeze()

    def refresh(self) -> None:
        """Open the index anew before the next question. May be called from any thread."""
        self._is_outdated = True

    def close(self) -> None:
        """Let go of the index."""
        self._current = None
        self._opened.close()

    def ask(
        self, question: str, *, guild_id: int | None, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        shown_question: str | None = None, turns: Sequence[Turn] = (), on_text: OnText | None = None, may_write: bool = True,
    ) -> Answer:  # fmt: skip
        """The answer from what the guild may see. Raises as Answerer.answer does.

        ``shown_question`` is what the person typed, where ``question`` is that made to stand alone. Where there is an
        author it writes, knowing the earlier ``turns``, and tells ``on_text`` its draft as it grows; unless it may not.
        """
        check_query(question)
        language = language or question_language(shown_question or question)
        author = self._author if may_write else None

        def answer() -> Answer:
            allowed = self._allowed(guild_id, source_ids)
            if allowed is None:
                text = open_strings(language)("refusal-no-evidence")
                return Answer(question, language, text, (), (), ENGINE, Reason.NO_EVIDENCE)

            def make() -> Answer:
                return self._answerer(author).answer(
                    question, language=language, source_ids=allowed, turns=turns, on_text=on_text
                )

            engine = author.name if author else ENGINE
            asked = Asked(question, language, visible(allowed), self._open().version, engine)
            return make() if turns and author else self._cache.answer(asked, make)

        made = self._steadily(answer)
        if self._author and not author and not made.is_refused:
            made = replace(made, text=f"{open_strings(language)('note-budget')}\n{made.text}")
        return replace(made, question=shown_question or question)

    def sum_up(
        self, topic: str, *, guild_id: int | None, sentences: int, language: AnswerLanguage, source_ids: Sequence[str] = ()
    ) -> Summary:  # fmt: skip
        """What the sources say that the guild may see, or the given ones of them: on a topic, or without one in general.

        Raises UnknownSourceError, and QueryError for a topic with nothing in it, or too long.
        """
        if topic:
            check_query(topic)

        def sum_up() -> Summary:
            allowed = self._allowed(guild_id, source_ids)
            if allowed is None:
                note = open_strings(language)("summary-silent" if topic else "summary-nothing")
                return Summary(None, language, (), (), ENGINE, note, Reason.NO_EVIDENCE)
            summarizer = Summarizer(retriever=self._open(), embedder=self._embedder)
            if topic:
                return summarizer.of_topic(topic, sentences=sentences, language=language, source_ids=allowed)
            if len(source_ids) == 1:
                return summarizer.of_source(source_ids[0], sentences=sentences, language=language)
            return summarizer.of_all(sentences=sentences, language=language, source_ids=allowed)

        return self._steadily(sum_up)

    def passages(self, query: str, *, guild_id: int | None, top_k: int) -> list[Passage]:
        """The passages closest to a query, best first."""

        def find() -> list[Passage]:
            allowed = self._allowed(guild_id, ())
            return [] if allowed is None else self._open().passages(query, top_k=top_k, source_ids=allowed)

        return self._steadily(find)

    def sources(self, guild_id: int | None) -> list[tuple[Source, int]]:
        """What the guild may see, with the number of chunks of each, by title."""
        listed = self._steadily(self._listed)
        visible = [(source, count) for source, count in listed if owner_of(source.id) in (None, guild_id)]
        return sorted(visible, key=lambda pair: pair[0].title.casefold())

    def text(self, source_id: str, *, guild_id: int | None) -> str:
        """A source's whole text; empty where it is gone or belongs to another guild."""
        if owner_of(source_id) not in (None, guild_id):
            return ""
        return self._steadily(lambda: self._open().text(source_id))

    def version(self) -> str:
        """Stands for what is indexed and by which model: changes with every text that comes, goes or is edited."""
        version = self._steadily(lambda: self._open().version)
        return sha256(f"{self._embedder.name} {version}".encode()).hexdigest()[:12]

    def _listed(self) -> list[tuple[Source, int]]:
        return self._open().sources()

    def _allowed(self, guild_id: int | None, chosen: Sequence[str]) -> Sequence[str] | None:
        """The source ids to search: empty for all, None where there is nothing this guild may see."""
        listed = [source.id for source, _ in self._listed()]
        visible = [source_id for source_id in listed if owner_of(source_id) in (None, guild_id)]
        for source_id in chosen:
            if source_id not in visible:
                raise UnknownSourceError(source_id)
        if chosen:
            return chosen
        if not visible:
            return None
        return () if len(visible) == len(listed) else visible

    def _answerer(self, author: Author | None) -> Answerer:
        return Answerer(retriever=self._open(), embedder=self._embedder, author=author)

    def _open(self) -> Retriever:
        current = current_generation(self._data_dir)
        if self._is_outdated or current != self._generation:
            self._is_outdated, self._generation = False, current
            self._cache.clear()
            self.close()
        if self._current is None:
            if not is_built(self._data_dir):
                raise IndexNotBuiltError(f"There is no index in {self._data_dir} yet: it is being built.")
            opened = open_retriever(
                data_dir=self._data_dir, embedder=self._embedder, chroma_url=self._chroma_url,
                reranker=self._reranker, cache_dir=self._cache_dir,
            )  # fmt: skip
            self._current = self._opened.enter_context(opened)
        return self._current

    def _steadily(self, work: Callable[[], T]) -> T:
        """What the work gives, tried once more on a freshly opened index: another process may have replaced it."""
        try:
            return work()
        except SearchIndexError as error:
            if isinstance(error, QueryError | IndexNotBuiltError):
                raise
            log.warning("the index is opened anew: %s", error)
            self.close()
            return work()
