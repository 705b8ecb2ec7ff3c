"""Summaries of one source, of all, or of a topic: the sources' own most central sentences, each cited."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence

from bot.answers import AnswerLanguage, Citation, Point, Reason, Summary
from bot.errors import UnknownSourceError
from bot.evidence import Evidence, is_supported, nearest_sources, tell_silence, weigh
from bot.strings import open_strings
from bot.summaries.candidates import Sentence, read_sentences
from bot.summaries.selection import in_language, select, select_on_topic
from index import Chunk, Embedder, Passage, Retriever, Source, question_language

log = logging.getLogger(__name__)

ENGINE = "extractive"
DEFAULT_SENTENCES = 6
_PASSAGES = 12
_NAMED, _MEANT = 0.5, 0.4


class Summarizer:
    """Sums up what an open index holds, in sentences of the sources themselves.

    ``sentences`` is the most a summary may have. ``language`` chooses among the sentences of a source that is in
    both; one that is only in the other is quoted as it stands, and ``note`` says so.
    """

    def __init__(
        self, *, retriever: Retriever, embedder: Embedder, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._retriever = retriever
        self._embedder = embedder
        self._clock = clock

    def of_source(
        self, source_id: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None
    ) -> Summary:
        """What a source says, in reading order; without a ``language``, in the one it says more in.

        Raises UnknownSourceError for a source that is not there.
        """
        started = self._clock()
        sources = {source.id: source for source, _ in self._retriever.sources()}
        if source_id not in sources:
            raise UnknownSourceError(source_id, known=sources)
        chosen = self._of_sources([sources[source_id]], count=sentences, language=language)
        return self._written(chosen, language, source_id=source_id, started=started)

    def of_all(
        self, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None, source_ids: Sequence[str] = ()
    ) -> Summary:  # fmt: skip
        """What all sources say, or all of the given ones, shared out evenly: none has two sentences before each has one.

        Without a ``language`` each speaks the one it says more in.
        """
        started = self._clock()
        sources = [s for s, _ in self._retriever.sources() if not source_ids or s.id in source_ids]
        chosen = self._of_sources(sources, count=sentences, language=language)
        return self._written(chosen, language, started=started)

    def of_topic(
        self, topic: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None,
        source_ids: Sequence[str] = (),
    ) -> Summary:  # fmt: skip
        """What the sources, or the given ones, say on a topic, or that they are silent on it, by the gate that guards answers.

        Without a ``language``, in the topic's own. Raises QueryError for a topic with nothing in it, or too long.
        """
        started = self._clock()
        language = language or question_language(topic)
        found = self._retriever.search(topic, top_k=_PASSAGES, source_ids=source_ids)
        passages, evidence = found.passages, weigh(topic, found)
        chosen: list[Sentence] = []
        if _is_spoken_of(evidence):
            candidates = [s for source, found in _by_source(passages) for s in self._sentences(source, found)]
            # Half for what is said around it: a paragraph on diamonds ends in sentences that do not name them.
            coverage = {(e.passage.chunk.id, e.start): (e.coverage + e.own_coverage) / 2 for e in evidence}
            chosen = select_on_topic(
                candidates, topic, coverage=[coverage[s.chunk.id, s.start] for s in candidates],
                language=language, count=sentences, embedder=self._embedder,
            )  # fmt: skip
        return self._written(chosen, language, started=started, passages=passages)

    def _of_sources(self, sources: Sequence[Source], *, count: int, language: AnswerLanguage | None) -> list[Sentence]:
        told = [s for source in sources for s in self._sentences(source, self._retriever.chunks(source.id))]
        return select(in_language(told, language), count=count, embedder=self._embedder)

    def _sentences(self, source: Source, chunks: Sequence[Chunk]) -> list[Sentence]:
        return read_sentences(source, chunks, text=self._retriever.text(source.id))

    def _written(
        self,
        chosen: Sequence[Sentence],
        language: AnswerLanguage | None,
        *,
        started: float,
        source_id: str | None = None,
        passages: Sequence[Passage] | None = None,
    ) -> Summary:
        note = _note(chosen, language, passages)
        language = language or _main_language(chosen)
        citations = tuple(
            Citation(label, s.chunk, s.source, s.text, s.start, s.end) for label, s in enumerate(chosen, start=1)
        )
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info("summed up in %s: %d points, %.0f ms", language, len(citations), milliseconds)
        return Summary(
            source_id=source_id, language=language, points=tuple(Point(c.quote, (c.label,)) for c in citations),
            citations=citations, engine=ENGINE, note=note,
            reason=None if chosen else Reason.NO_EVIDENCE, milliseconds=milliseconds,
        )  # fmt: skip


def _is_spoken_of(evidence: Sequence[Evidence]) -> bool:
    """Whether the best evidence in either language passes the gate, and names the topic or means it.

    A topic is often one word, and half a Chinese word is another: 金融 says nothing of 黄金.
    """
    best = {question_language(e.text): e for e in reversed(evidence)}.values()
    return any(is_supported(e) and (e.own_coverage >= _NAMED or (e.meaning or 0.0) >= _MEANT) for e in best)


def _by_source(passages: Sequence[Passage]) -> list[tuple[Source, list[Chunk]]]:
    """The chunks found of each source in reading order, the source of the best passage first."""
    found: dict[str, tuple[Source, list[Chunk]]] = {}
    for passage in passages:
        found.setdefault(passage.source.id, (passage.source, []))[1].append(passage.chunk)
    return [(source, sorted(chunks, key=lambda chunk: chunk.start)) for source, chunks in found.values()]


def _main_language(sentences: Sequence[Sentence]) -> AnswerLanguage:
    """The language most of the sentences are in."""
    return Counter(sentence.language for sentence in sentences).most_common(1)[0][0] if sentences else "en"


def _note(chosen: Sequence[Sentence], language: AnswerLanguage | None, passages: Sequence[Passage] | None) -> str:
    """Why there is no point, or that some are not in the language that was asked for."""
    strings = open_strings(language or "en")
    if not chosen and passages is None:
        return strings("summary-nothing")
    if not chosen:
        return tell_silence("summary-silent", nearest_sources(passages or ()), strings)
    foreign = [sentence.language for sentence in chosen if language not in (None, sentence.language)]
    return strings("note-quoted-as-is", language=foreign[0]) if foreign else ""
