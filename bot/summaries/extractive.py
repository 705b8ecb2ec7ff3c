"""Extractive summaries of a source, of all, or of a topic: the sources' own most central sentences, each cited."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence

from bot.answers import EXTRACTIVE_ENGINE, AnswerLanguage, Citation, Point, Reason, Summary
from bot.errors import UnknownSourceError
from bot.evidence import Evidence, is_sufficient, nearest_sources, rank_evidence, refusal_text
from bot.strings import open_strings
from bot.summaries.candidates import Candidate, read_candidates
from bot.summaries.selection import keep_one_language, select_central, select_on_topic
from index import Chunk, Embedder, Passage, Retriever, Source, question_language

log = logging.getLogger(__name__)

# Set by hand.
DEFAULT_SENTENCES = 6
# Passages searched for a topic. Set by hand.
_PASSAGES = 12
# The coverage of the topic's words by the sentence alone, or else the cosine similarity, that a sentence on a topic needs.
# Set by hand.
_COVERAGE_THRESHOLD, _MEANING_THRESHOLD = 0.5, 0.4


class ExtractiveSummarizer:
    """Sums up what an open index holds, in sentences of the sources themselves.

    A summary has at most ``sentences`` sentences. ``language`` chooses among the sentences of a source that has both. A
    source that has only the other language is quoted as it stands, and ``note`` says so.
    """

    def __init__(
        self, *, retriever: Retriever, embedder: Embedder, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._retriever = retriever
        self._embedder = embedder
        self._clock = clock

    def summarize_source(
        self, source_id: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None
    ) -> Summary:
        """A summary of one source, in reading order; without a ``language``, in the one most of its sentences are in.

        Raises UnknownSourceError.
        """
        started = self._clock()
        sources = {source.id: source for source, _ in self._retriever.sources()}
        if source_id not in sources:
            raise UnknownSourceError(source_id, known=sources)
        selected = self._select_from_sources([sources[source_id]], count=sentences, language=language)
        return self._summary(selected, language, source_id=source_id, started=started)

    def summarize_all(
        self, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None, source_ids: Sequence[str] = ()
    ) -> Summary:  # fmt: skip
        """A summary of all sources, or of the given ones: none has two sentences before each has one.

        Without a ``language`` each source is quoted in the one most of its sentences are in.
        """
        started = self._clock()
        sources = [s for s, _ in self._retriever.sources() if not source_ids or s.id in source_ids]
        selected = self._select_from_sources(sources, count=sentences, language=language)
        return self._summary(selected, language, started=started)

    def summarize_topic(
        self, topic: str, *, sentences: int = DEFAULT_SENTENCES, language: AnswerLanguage | None = None,
        source_ids: Sequence[str] = (),
    ) -> Summary:  # fmt: skip
        """A summary of what the sources, or the given ones, say on a topic; a refusal by the gate that guards answers.

        Without a ``language``, in the topic's own. Raises QueryError for an empty or too long topic.
        """
        started = self._clock()
        language = language or question_language(topic)
        found = self._retriever.search(topic, top_k=_PASSAGES, source_ids=source_ids)
        evidence = rank_evidence(topic, found)
        selected: list[Candidate] = []
        if _is_on_topic(evidence):
            candidates = [c for source, chunks in _group_by_source(found.passages) for c in self._read(source, chunks)]
            # Half for the surroundings: a paragraph on diamonds ends in sentences that do not name them.
            coverage = {(e.passage.chunk.id, e.start): (e.coverage + e.own_coverage) / 2 for e in evidence}
            selected = select_on_topic(
                candidates, topic, coverage=[coverage[c.chunk.id, c.start] for c in candidates],
                language=language, count=sentences, embedder=self._embedder,
            )  # fmt: skip
        return self._summary(selected, language, started=started, passages=found.passages)

    def _select_from_sources(
        self, sources: Sequence[Source], *, count: int, language: AnswerLanguage | None
    ) -> list[Candidate]:
        candidates = [c for source in sources for c in self._read(source, self._retriever.chunks(source.id))]
        return select_central(keep_one_language(candidates, language), count=count, embedder=self._embedder)

    def _read(self, source: Source, chunks: Sequence[Chunk]) -> list[Candidate]:
        return read_candidates(source, chunks, text=self._retriever.text(source.id))

    def _summary(
        self,
        selected: Sequence[Candidate],
        language: AnswerLanguage | None,
        *,
        started: float,
        source_id: str | None = None,
        passages: Sequence[Passage] | None = None,
    ) -> Summary:
        note = _note(selected, language, passages)
        # The asker's language comes first. Within a language the order stays.
        selected = sorted(selected, key=lambda c: language not in (None, c.language))
        own = sum(language in (None, c.language) for c in selected)
        language = language or _language_of_most(selected)
        citations = tuple(
            Citation(label=label, chunk=c.chunk, source=c.source, quote=c.text, start=c.start, end=c.end)
            for label, c in enumerate(selected, start=1)
        )
        milliseconds = round((self._clock() - started) * 1000, 1)
        log.info("summed up in %s: %d points, %.0f ms", language, len(citations), milliseconds)
        return Summary(
            source_id=source_id, language=language, points=tuple(Point(c.quote, (c.label,)) for c in citations),
            citations=citations, engine=EXTRACTIVE_ENGINE, note="" if selected else note,
            reason=None if selected else Reason.NO_EVIDENCE, milliseconds=milliseconds,
            foreign_note=note if selected else "", own_points=own,
        )  # fmt: skip


def _is_on_topic(evidence: Sequence[Evidence]) -> bool:
    """Whether the best evidence in either language passes the gate, and either names the topic or is close in meaning.

    The second test is needed because a topic is often one word, and half a Chinese word is another: 金融 is not about 黄金.
    """
    best = {question_language(e.text): e for e in reversed(evidence)}.values()
    return any(
        is_sufficient(e) and (e.own_coverage >= _COVERAGE_THRESHOLD or (e.meaning or 0.0) >= _MEANING_THRESHOLD)
        for e in best
    )


def _group_by_source(passages: Sequence[Passage]) -> list[tuple[Source, list[Chunk]]]:
    """The chunks found of each source in reading order, the source of the best passage first."""
    found: dict[str, tuple[Source, list[Chunk]]] = {}
    for passage in passages:
        found.setdefault(passage.source.id, (passage.source, []))[1].append(passage.chunk)
    return [(source, sorted(chunks, key=lambda chunk: chunk.start)) for source, chunks in found.values()]


def _language_of_most(candidates: Sequence[Candidate]) -> AnswerLanguage:
    """The language most of the sentences are in. Their length does not count."""
    return Counter(c.language for c in candidates).most_common(1)[0][0] if candidates else "en"


def _note(selected: Sequence[Candidate], language: AnswerLanguage | None, passages: Sequence[Passage] | None) -> str:
    """Why there is no point, or that some are not in the language that was asked for."""
    strings = open_strings(language or "en")
    if not selected and passages is None:
        return strings("summary-nothing")
    if not selected:
        return refusal_text("summary-silent", nearest_sources(passages or ()), strings)
    foreign = [candidate.language for candidate in selected if language not in (None, candidate.language)]
    return strings("note-quoted-as-is", language=foreign[0]) if foreign else ""
