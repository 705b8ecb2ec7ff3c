"""The index as one community sees it: what is shared, and what is its own."""

import gc
import logging
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import regex

from bot.answering import ENGINE, Answerer, Pending
from bot.answers import Answer, AnswerLanguage, Reason, Summary, Turn
from bot.errors import UnknownSourceError
from bot.service.answer_cache import AnswerCache, Asked, visible
from bot.service.live_index import LiveIndex
from bot.strings import open_strings
from bot.summaries import Summarizer, WrittenSummarizer
from bot.writing import Author, Digester, OnText
from index import Embedder, Passage, Reranker, Source, check_query, is_built, question_language, reindex

log = logging.getLogger(__name__)

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

    With an ``author`` answers are written, with a ``digester`` summaries. Opened when first needed, opened anew after
    ``refresh``. Safe to use from one thread at a time; what is pending may be finished in any.
    """

    def __init__(
        self, *, sources_dir: Path, data_dir: Path, embedder: Embedder, chroma_url: str = "", reranker: Reranker | None = None,
        cache_dir: Path | None = None, author: Author | None = None, digester: Digester | None = None,
    ) -> None:  # fmt: skip
        self._sources_dir = sources_dir
        self._data_dir = data_dir
        self._embedder = embedder
        self._chroma_url = chroma_url
        self._author = author
        self._digester = digester
        self._cache = AnswerCache()
        self._index = LiveIndex(
            data_dir=data_dir, embedder=embedder, chroma_url=chroma_url, reranker=reranker, cache_dir=cache_dir,
            on_new=self._cache.clear,
        )  # fmt: skip
        self.refresh = self._index.refresh
        self.close = self._index.close

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

    def ask(
        self, question: str, *, guild_id: int | None, language: AnswerLanguage | None = None, source_ids: Sequence[str] = (),
        shown_question: str | None = None, turns: Sequence[Turn] = (), on_text: OnText | None = None, may_write: bool = True,
    ) -> Pending[Answer]:  # fmt: skip
        """The answer from what the guild may see. Raises as Answerer.answer does.

        ``shown_question`` is what the person typed, where ``question`` is that made to stand alone. Where there is an
        author it writes, knowing the earlier ``turns``, and tells ``on_text`` its draft as it grows; unless it may not.
        """
        check_query(question)
        if language is None:
            asked = shown_question if shown_question and any(map(str.isalpha, shown_question)) else question
            language = question_language(asked)
        author = self._author if may_write else None

        def find() -> Pending[Answer]:
            allowed = self._allowed(guild_id, source_ids)
            if allowed is None:
                text = open_strings(language)("refusal-no-evidence")
                answer = Answer(question, language, text, (), (), ENGINE, Reason.NO_EVIDENCE)
                return Pending.ready(answer)
            engine = author.name if author else ENGINE
            wanted = Asked(question, language, visible(allowed), self._index.retriever().version, engine)
            # What is written in a conversation depends on all of it.
            is_lasting = not (turns and author)
            kept = self._cache.kept(wanted) if is_lasting else None
            if kept:
                return Pending.ready(kept)
            found = self._answerer(author).find(
                question, language=language, source_ids=allowed, turns=turns, on_text=on_text
            )
            return found.then(lambda answer: self._cache.keep(wanted, answer)) if is_lasting else found

        def told(answer: Answer) -> Answer:
            if self._author and not author and not answer.is_refused:
                answer = replace(answer, text=f"{open_strings(language)('note-budget')}\n{answer.text}")
            return replace(answer, question=shown_question or question)

        return self._index.steadily(find).then(told)

    def sum_up(
        self, topic: str, *, guild_id: int | None, sentences: int, language: AnswerLanguage, source_ids: Sequence[str] = (),
        may_write: bool = True,
    ) -> Pending[Summary]:  # fmt: skip
        """What the sources say that the guild may see, or the given ones of them: on a topic, or without one in general.

        Where there is a digester it writes, unless it may not. Raises UnknownSourceError, and QueryError for a topic
        with nothing in it, or too long.
        """
        if topic:
            check_query(topic)

        def sum_up() -> Pending[Summary]:
            allowed = self._allowed(guild_id, source_ids)
            if allowed is None:
                note = open_strings(language)("summary-silent" if topic else "summary-nothing")
                nothing = Summary(None, language, (), (), ENGINE, note, Reason.NO_EVIDENCE)
                return Pending.ready(nothing)
            summarizer = self._summarizer(self._digester if may_write else None)
            if topic:
                return summarizer.find_topic(topic, sentences=sentences, language=language, source_ids=allowed)
            if len(source_ids) == 1:
                return summarizer.find_source(source_ids[0], sentences=sentences, language=language)
            return summarizer.find_all(sentences=sentences, language=language, source_ids=allowed)

        def told(summary: Summary) -> Summary:
            if self._digester and not may_write and not summary.is_refused:
                note = "\n".join(filter(None, [open_strings(language)("note-budget"), summary.note]))
                return replace(summary, note=note)
            return summary

        return self._index.steadily(sum_up).then(told)

    def passages(self, query: str, *, guild_id: int | None, top_k: int) -> list[Passage]:
        """The passages closest to a query, best first."""

        def find() -> list[Passage]:
            allowed = self._allowed(guild_id, ())
            if allowed is None:
                return []
            return self._index.retriever().passages(query, top_k=top_k, source_ids=allowed)

        return self._index.steadily(find)

    def sources(self, guild_id: int | None) -> list[tuple[Source, int]]:
        """What the guild may see, with the number of chunks of each, by title."""
        listed = self._index.steadily(self._listed)
        visible = [(source, count) for source, count in listed if owner_of(source.id) in (None, guild_id)]
        return sorted(visible, key=lambda pair: pair[0].title.casefold())

    def text(self, source_id: str, *, guild_id: int | None) -> str:
        """A source's whole text; empty where it is gone or belongs to another guild."""
        if owner_of(source_id) not in (None, guild_id):
            return ""
        return self._index.steadily(lambda: self._index.retriever().text(source_id))

    def version(self) -> str:
        """Stands for what is indexed and by which model: changes with every text that comes, goes or is edited."""
        version = self._index.steadily(lambda: self._index.retriever().version)
        return sha256(f"{self._embedder.name} {version}".encode()).hexdigest()[:12]

    def _listed(self) -> list[tuple[Source, int]]:
        return self._index.retriever().sources()

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
        return Answerer(retriever=self._index.retriever(), embedder=self._embedder, author=author)

    def _summarizer(self, digester: Digester | None) -> WrittenSummarizer:
        retriever = self._index.retriever()
        quoting = Summarizer(retriever=retriever, embedder=self._embedder)
        return WrittenSummarizer(retriever=retriever, quoting=quoting, digester=digester)
