"""From a question to passages: meaning and words, standardised and added, fair to both languages."""

import logging
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.catalogue import Catalogue, RowFacts
from index.documents import Chunk, Passage, Source
from index.embedding import Embedder
from index.errors import QueryError
from index.language import question_language
from index.store import ChromaStore, as_node

log = logging.getLogger(__name__)

MAX_QUERY_CHARACTERS = 2_000
_CANDIDATES = 50
# How much meaning counts beside words, each standardised over the candidates. Chosen on the dev halves of
# XQuAD and dragonball, where anything from 0.7 to 1 was within half a point.
_MEANING_WEIGHT = 0.8
# How much of its neighbours' word score a chunk is credited with: they are about the same thing.
_NEIGHBOUR_SHARE = 0.1


class Retriever(BaseRetriever):
    """The passages of the index that bear on a question, best first.

    A llama-index retriever, so it plugs into anything built on llama-index; ``passages`` gives the same
    as Footnote's own types. Safe to use from one thread at a time.
    """

    def __init__(self, *, catalogue: Catalogue, store: ChromaStore, embedder: Embedder, top_k: int = 10) -> None:
        super().__init__(callback_manager=CallbackManager())
        self._catalogue = catalogue
        self._store = store
        self._embedder = embedder
        self._top_k = top_k
        self._rows: dict[int, RowFacts] = {}
        self._by_id: dict[str, int] = {}
        self._revision = -1

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self.passages(query_bundle.query_str, top_k=self._top_k)
        return [NodeWithScore(node=as_node(passage.chunk), score=passage.score) for passage in found]

    def passages(self, question: str, *, top_k: int = 10, source_ids: Sequence[str] = ()) -> list[Passage]:
        """At most ``top_k`` passages, best first, only of the given sources where any are given.

        Raises QueryError for a question without a letter or figure in it, or too long to mean anything.
        """
        check_query(question)
        self._read_rows()
        allowed = set(source_ids)
        words = {row: s for row, s in self._catalogue.words.search(question).items() if self._is_allowed(row, allowed)}
        words = self._with_neighbours(words)
        meaning = self._meaning(question, words, source_ids)
        scores = combine(words, meaning, weight=_MEANING_WEIGHT)
        best = sorted(scores, key=lambda row: (-scores[row], row))[:top_k]
        entries = {entry.row: entry.chunk for entry in self._catalogue.entries(rows=best)}
        sources: dict[str, Source | None] = {c.source_id: self._catalogue.source(c.source_id) for c in entries.values()}
        return [
            Passage(
                chunk=entries[row],
                source=source,
                score=scores[row],
                meaning=meaning.get(row, 0.0),
                words=words.get(row, 0.0),
            )
            for row in best
            if row in entries and (source := sources[entries[row].source_id])
        ]

    def sources(self) -> list[tuple[Source, int]]:
        """Every source that can be asked about, with the number of its chunks."""
        return self._catalogue.sources()

    def text(self, source_id: str) -> str:
        """A source's whole text, which the chunks' ``start`` and ``end`` refer to."""
        return self._catalogue.text(source_id)

    def chunks(self, source_id: str) -> list[Chunk]:
        """A source's chunks in reading order; none where there is no source of this id."""
        return sorted(
            (e.chunk for e in self._catalogue.entries(ids=self._catalogue.chunk_ids(source_id))),
            key=lambda chunk: chunk.start,
        )

    def _read_rows(self) -> None:
        revision = self._catalogue.revision
        if revision != self._revision:
            self._rows = self._catalogue.rows()
            self._by_id = {facts.chunk_id: row for row, facts in self._rows.items()}
            self._revision = revision

    def _is_allowed(self, row: int, source_ids: set[str]) -> bool:
        return row in self._rows and (not source_ids or self._rows[row].source_id in source_ids)

    def _with_neighbours(self, words: Mapping[int, float]) -> dict[int, float]:
        """Word scores with a share of the chunks before and after, which are of the same text."""
        return {
            row: score
            + _NEIGHBOUR_SHARE
            * sum(words.get(other, 0.0) for other in (row - 1, row + 1) if self._same_source(row, other))
            for row, score in words.items()
        }

    def _same_source(self, row: int, other: int) -> bool:
        return other in self._rows and self._rows[row].source_id == self._rows[other].source_id

    def _meaning(self, question: str, words: Mapping[int, float], source_ids: Sequence[str]) -> dict[int, float]:
        """The cosine similarity of every candidate whose vector can be compared with the question's."""
        known = self._embedder.languages
        if question_language(question) not in known:
            return {}
        vector = self._embedder.embed_query(question)
        languages = {facts.language for facts in self._rows.values() if facts.language in (*known, "mixed")}
        if not languages:
            return {}
        near = self._store.nearest(vector, count=_CANDIDATES, languages=languages, source_ids=source_ids)
        best_by_words = sorted(words, key=lambda row: -words[row])[:_CANDIDATES]
        others = [
            f.chunk_id
            for f in map(self._rows.__getitem__, best_by_words)
            if f.chunk_id not in near and f.language in languages
        ]
        near |= self._store.similarities(vector, others)
        return {self._by_id[chunk_id]: similarity for chunk_id, similarity in near.items() if chunk_id in self._by_id}


def check_query(question: str) -> None:
    """Raise QueryError for a question there is nothing to search for in, or too long to be one."""
    if len(question) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            f"The question has {len(question):,} characters; the most that can be asked "
            f"at once is {MAX_QUERY_CHARACTERS:,}: ask it more briefly."
        )
    if not any(character.isalnum() for character in question):
        raise QueryError("The question holds no words: ask it in words, in Chinese or English.")


def combine(words: Mapping[int, float], meaning: Mapping[int, float], *, weight: float) -> dict[int, float]:
    """One score for every candidate: its word score plus ``weight`` times its meaning score, both standardised.

    Candidates are the best of each leg. A candidate one leg knows nothing of gets that leg's lowest score;
    a leg that is silent leaves the other's order as it is.
    """
    candidates = sorted({*_best(words), *_best(meaning)})
    if not candidates:
        return {}
    lowest = min(meaning.values(), default=0.0)
    total = _standardised([words.get(row, 0.0) for row in candidates])
    if meaning:
        total = total + weight * _standardised([meaning.get(row, lowest) for row in candidates])
    return dict(zip(candidates, total.tolist(), strict=True))


def _best(scores: Mapping[int, float]) -> Iterable[int]:
    return sorted(scores, key=lambda row: -scores[row])[:_CANDIDATES]


def _standardised(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    array = np.asarray(values, dtype=np.float64)
    deviation = array.std()
    return (array - array.mean()) / deviation if deviation > 1e-9 else array * 0.0
