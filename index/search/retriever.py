"""From a question to passages: meaning and words, standardised and added, fair to both languages."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Literal

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.documents import Chunk, Passage, Source
from index.embedding import Embedder, Vectors
from index.errors import QueryError
from index.names import IndexNames
from index.questions import Term, Translator, content_terms, question_pools
from index.search.bm25 import PooledSearch
from index.search.fusion import CANDIDATES, best, combined
from index.search.reranker import Reranker
from index.storage import Catalogue, ChromaStore, RowFacts, as_node
from index.text import detect_language, question_language, sentence_spans
from index.vocabulary import Dictionary

log = logging.getLogger(__name__)

MAX_QUERY_CHARACTERS = 2_000
# What the words found by translation count beside those found as they were asked, by the language of the question. There
# are more ways to say a thing in translation, so more is found by chance. Chosen with the weight of meaning, so that a
# question finds its answer in a corpus of both languages as surely as in one of its own.
_TRANSLATED = {"en": 0.5, "zh": 0.6}
# By how much a passage in the asker's language may be worse and still come first, in standard deviations.
_OWN_LANGUAGE = 0.1
_RERANKED = 30
# So many of the nearest chunks hold enough of either language, unless one of them is rare.
_WIDE = 4 * CANDIDATES
# How much of its neighbours' word score a chunk is credited with: they are about the same thing.
_NEIGHBOUR_SHARE = 0.1


class Retriever(BaseRetriever):
    """The passages of the index that bear on a question, best first.

    A llama-index retriever, so it plugs into anything built on llama-index; ``passages`` gives the same
    as Footnote's own types. Safe to use from one thread at a time.
    """

    def __init__(
        self, *, catalogue: Catalogue, store: ChromaStore, embedder: Embedder, dictionary: Dictionary,
        reranker: Reranker | None = None, top_k: int = 10,
    ) -> None:  # fmt: skip
        super().__init__(callback_manager=CallbackManager())
        self._catalogue = catalogue
        self._store = store
        self._embedder = embedder
        self._dictionary = dictionary
        self._reranker = reranker
        self._top_k = top_k
        self._rows: dict[int, RowFacts] = {}
        self._by_id: dict[str, int] = {}
        self._revision = -1
        self._version = (-1, "")

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self.passages(query_bundle.query_str, top_k=self._top_k)
        return [NodeWithScore(node=as_node(passage.chunk), score=passage.score) for passage in found]

    def passages(self, question: str, *, top_k: int = 10, source_ids: Sequence[str] = ()) -> list[Passage]:
        """At most ``top_k`` passages, best first, only of the given sources where any are given.

        Raises QueryError for a question without a letter or figure in it, or too long to mean anything.
        """
        check_query(question)
        self._read_rows()
        language = question_language(question)
        own = self._rows_in(language, source_ids)
        other = self._rows_in("en" if language == "zh" else "zh", source_ids)
        words = self._with_neighbours(self._search.search(question_pools(question), own))
        translated = self._search.search(self._translator.translated_pools(question, language=language), other)
        translated = {row: _TRANSLATED[language] * score for row, score in self._with_neighbours(translated).items()}
        meaning = self._meaning(question, [own, other], [words, translated], source_ids)
        scores = combined([words, translated], meaning)
        scores = {row: score + _OWN_LANGUAGE * (row in own) for row, score in scores.items()}
        found = self._passages(best(scores, max(top_k, _RERANKED)), scores, meaning, {**translated, **words})
        return self._reranked(question, found)[:top_k]

    def _passages(
        self,
        chosen: Sequence[int],
        scores: Mapping[int, float],
        meaning: Mapping[int, float],
        words: Mapping[int, float],
    ) -> list[Passage]:
        entries = {entry.row: entry.chunk for entry in self._catalogue.entries(rows=chosen)}
        sources: dict[str, Source | None] = {c.source_id: self._catalogue.source(c.source_id) for c in entries.values()}
        return [
            Passage(
                chunk=entries[row],
                source=source,
                score=scores[row],
                meaning=meaning.get(row, 0.0),
                words=words.get(row, 0.0),
            )
            for row in chosen
            if row in entries and (source := sources[entries[row].source_id])
        ]

    def _reranked(self, question: str, passages: list[Passage]) -> list[Passage]:
        if self._reranker is None:
            return passages
        scores = self._reranker.scores(question, [passage.chunk.text for passage in passages[:_RERANKED]])
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
        return [replace(passages[i], score=scores[i]) for i in order] + passages[_RERANKED:]

    def sentence_similarities(self, question: str, chunks: Sequence[Chunk]) -> list[list[float]] | None:
        """The cosine similarity of a question and each sentence of some chunks, as ``sentence_spans`` parts them.

        0 for a sentence in a language the embedder does not know; None where it does not know the question's.
        """
        known = self._embedder.languages
        if question_language(question) not in known:
            return None
        vector = self._embedder.embed_query(question)
        vectors = self._catalogue.sentences([chunk.id for chunk in chunks], dimensions=len(vector))
        return [self._similar(chunk, vectors.get(chunk.id), vector) for chunk in chunks]

    def _similar(self, chunk: Chunk, vectors: Vectors | None, vector: Vectors) -> list[float]:
        texts = [chunk.text[start:end] for start, end in sentence_spans(chunk.text)]
        known = (*self._embedder.languages, "mixed")
        if vectors is None or len(vectors) != len(texts):
            return [0.0] * len(texts)
        values = (vectors @ vector).tolist()
        return [v if detect_language(text) in known else 0.0 for v, text in zip(values, texts, strict=True)]

    def terms(self, question: str) -> tuple[Term, ...]:
        """What a question asks about, each word with those that stand for it in the other language."""
        self._read_rows()
        return self._translator.translate_terms(content_terms(question), question, language=question_language(question))

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

    @property
    def version(self) -> str:
        """Stands for the texts that are indexed: another as soon as any of them is, whichever process changed it."""
        revision = self._catalogue.revision
        if revision != self._version[0]:
            texts = sorted(self._catalogue.hashes().items())
            self._version = revision, sha256(repr(texts).encode()).hexdigest()
        return self._version[1]

    def _read_rows(self) -> None:
        revision = self._catalogue.revision
        if revision != self._revision:
            self._rows = self._catalogue.rows()
            self._by_id = {facts.chunk_id: row for row, facts in self._rows.items()}
            self._by_language = {
                language: frozenset(row for row, facts in self._rows.items() if facts.language in (language, "mixed"))
                for language in ("en", "zh")
            }
            self._search = PooledSearch(self._catalogue.words)
            self._translator = Translator(
                self._dictionary, IndexNames(self._catalogue.words.vocabulary(), self._catalogue.chunk_texts)
            )
            self._revision = revision

    def _rows_in(self, language: Literal["en", "zh"], source_ids: Sequence[str]) -> frozenset[int]:
        """The rows of chunks with text in a language, of the given sources where any are given."""
        rows, allowed = self._by_language[language], set(source_ids)
        return frozenset(row for row in rows if self._rows[row].source_id in allowed) if allowed else rows

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

    def _meaning(
        self,
        question: str,
        rows_of: Sequence[frozenset[int]],
        words: Sequence[Mapping[int, float]],
        source_ids: Sequence[str],
    ) -> dict[int, float]:
        """The cosine similarity of the nearest chunks of each pool, and of those the words promise most of."""
        known = self._embedder.languages
        if question_language(question) not in known:
            return {}
        vector = self._embedder.embed_query(question)
        # Asked of all at once Chroma takes half as long as of one language: often that finds enough of each.
        wide = {} if source_ids else self._store.nearest(vector, count=_WIDE)
        found: dict[int, float] = {}
        promising: list[str] = []
        for rows, scores in zip(rows_of, words, strict=True):
            comparable = {row for row in rows if self._rows[row].language in (*known, "mixed")}
            near = self._of_these(wide, comparable)
            if len(near) < CANDIDATES and not 0 < len(wide) < _WIDE:
                near = self._nearest(vector, comparable, source_ids)
            found |= near
            promising += [self._rows[row].chunk_id for row in best(scores) if row in comparable and row not in near]
        similar = self._store.similarities(vector, list(dict.fromkeys(promising)))
        return found | {self._by_id[chunk_id]: value for chunk_id, value in similar.items()}

    def _of_these(self, near: Mapping[str, float], rows: set[int]) -> dict[int, float]:
        """The nearest of them that are among the rows; they come nearest first."""
        found = ((self._by_id.get(chunk_id), value) for chunk_id, value in near.items())
        return dict(islice(((row, value) for row, value in found if row is not None and row in rows), CANDIDATES))

    def _nearest(self, vector: Vectors, rows: set[int], source_ids: Sequence[str]) -> dict[int, float]:
        if not rows:
            return {}
        languages = {self._rows[row].language for row in rows}
        near = self._store.nearest(vector, count=CANDIDATES, languages=languages, source_ids=source_ids)
        return self._of_these(near, rows)


def check_query(question: str) -> None:
    """Raise QueryError for a question there is nothing to search for in, or too long to be one."""
    if len(question) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            f"The question has {len(question):,} characters; the most that can be asked "
            f"at once is {MAX_QUERY_CHARACTERS:,}: ask it more briefly."
        )
    if not any(character.isalnum() for character in question):
        raise QueryError("The question holds no words: ask it in words, in Chinese or English.")
