"""Hybrid search, from a question to passages: vectors and keywords in both languages, fused into one ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from index.documents import Chunk, Passage, Source
from index.embedding import Embedder
from index.questions import Term, content_terms, question_pools
from index.reading import Reader
from index.search.bm25 import Scores
from index.search.fusion import fuse, top_positions, top_rows
from index.search.query import check_query
from index.search.reranker import Reranker
from index.search.snapshot import Snapshot
from index.search.vector_search import VectorSearch
from index.storage import Catalogue, VectorStore
from index.text import question_language
from index.vocabulary import Dictionary

# The weight of translated words beside the question's own, by the language of the question. A word has several
# translations, so more is found by chance. Fitted together with the weight of vectors on the dev halves of Belebele,
# MLQA and XQuAD: a question finds its answer in a corpus of both languages as surely as in one of its own.
_TRANSLATED_WEIGHT = {"en": 0.5, "zh": 0.6}
# By how much a passage in the question's language may be worse and still come first, in standard deviations.
_OWN_LANGUAGE_BONUS = 0.1
_RERANKED_PASSAGES = 30


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Everything the index has to say to a question.

    ``terms`` are the question's content words with their translations. ``sentence_similarities`` has a list for each
    passage: the cosine similarity of the question and each sentence, as ``sentence_spans`` cuts them. It is None where
    the embedder does not know the question's language. ``version_groups`` are the sources found that are versions of one
    work, newest first.
    """

    passages: tuple[Passage, ...]
    terms: tuple[Term, ...]
    sentence_similarities: tuple[list[float], ...] | None
    version_groups: tuple[tuple[Source, ...], ...] = ()


class Retriever:
    """Searches an open index. Safe to use from one thread at a time.

    ``reader`` is what reads the passages found, if there is one.
    """

    def __init__(
        self, *, catalogue: Catalogue, store: VectorStore, embedder: Embedder, dictionary: Dictionary,
        reranker: Reranker | None = None, reader: Reader | None = None,
    ) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._store = store
        self._embedder = embedder
        self._dictionary = dictionary
        self._reranker = reranker
        self.reader = reader
        self._snapshot: Snapshot | None = None
        self._version = (-1, "")

    def search(self, question: str, *, top_k: int = 10, source_ids: Sequence[str] = ()) -> SearchResult:
        """The passages, the question's terms and the sentence similarities, from the given sources or from all.

        At most ``top_k`` passages, best first. Raises QueryError for a question without a letter or digit, or one that
        is too long.
        """
        check_query(question)
        vectors = self._vector_search(question)
        passages = self._ranked_passages(question, vectors, top_k, source_ids)
        language = question_language(question)
        terms = self._current_snapshot().translator.translate_terms(
            content_terms(question), question, language=language
        )
        chunks = [passage.chunk for passage in passages]
        similarities = tuple(vectors.sentence_similarities(chunks)) if vectors else None
        versions = self._current_snapshot().copies.version_groups([passage.source for passage in passages])
        return SearchResult(tuple(passages), terms, similarities, versions)

    def passages(self, question: str, *, top_k: int = 10, source_ids: Sequence[str] = ()) -> list[Passage]:
        """The passages of ``search`` alone."""
        check_query(question)
        return self._ranked_passages(question, self._vector_search(question), top_k, source_ids)

    def correct_spelling(self, question: str) -> str:
        """The question with misspelled words as the indexed texts spell them; the same where there are none."""
        return self._current_snapshot().correct_spelling(question)

    def write_as_texts(self, question: str, passages: Sequence[Passage]) -> str:
        """The question with abbreviations and full forms as passages found for it, or other indexed texts, write them.

        It is the same where they write them as it does, or have neither.
        """
        texts = {text for p in passages for text in (p.source.title, *p.chunk.headings, p.chunk.text)}
        return self._current_snapshot().write_as_texts(question, sorted(texts))

    def sources(self) -> list[tuple[Source, int]]:
        """Every source in the index, with the number of its chunks, by id."""
        return self._catalogue.sources()

    def text(self, source_id: str) -> str:
        """A source's whole text, which the chunks' ``start`` and ``end`` refer to."""
        return self._catalogue.text(source_id)

    def chunks(self, source_id: str) -> list[Chunk]:
        """A source's chunks in reading order; none where there is no source of this id."""
        return sorted(
            (entry.chunk for entry in self._catalogue.entries(ids=self._catalogue.chunk_ids(source_id))),
            key=lambda chunk: chunk.start,
        )

    @property
    def version(self) -> str:
        """A hash of all indexed texts. It changes with any of them, whichever process changed it."""
        revision = self._catalogue.revision
        if revision != self._version[0]:
            hashes = sorted(self._catalogue.content_hashes().items())
            self._version = revision, sha256(repr(hashes).encode()).hexdigest()
        return self._version[1]

    def _current_snapshot(self) -> Snapshot:
        if self._snapshot is None or self._snapshot.revision != self._catalogue.revision:
            self._snapshot = Snapshot(self._catalogue, self._dictionary)
        return self._snapshot

    def _vector_search(self, question: str) -> VectorSearch | None:
        """The vector search for a question, None where the embedder does not know its language."""
        if question_language(question) not in self._embedder.languages:
            return None
        vector = self._embedder.embed_query(question)
        return VectorSearch(
            vector, store=self._store, catalogue=self._catalogue, languages=self._embedder.languages
        )  # fmt: skip

    def _ranked_passages(
        self, question: str, vectors: VectorSearch | None, top_k: int, source_ids: Sequence[str]
    ) -> list[Passage]:
        snapshot = self._current_snapshot()
        language = question_language(question)
        own = snapshot.positions_in(language, source_ids)
        other_language: Literal["en", "zh"] = "en" if language == "zh" else "zh"
        other = snapshot.positions_in(other_language, source_ids)
        words = snapshot.with_neighbours(snapshot.keywords.search(question_pools(question), own))
        pools = snapshot.translator.translated_pools(question, language=language)
        translated = _TRANSLATED_WEIGHT[language] * snapshot.with_neighbours(snapshot.keywords.search(pools, other))
        by_meaning = (
            vectors.nearest_positions(snapshot, {language: own, other_language: other}, [words, translated], source_ids)
            if vectors
            else {}
        )
        # From here on only the candidates count, by row.
        candidates = sorted({*by_meaning, *top_positions(words), *top_positions(translated)})
        own_words, found_words = (_scores_by_row(snapshot, scores, candidates) for scores in (words, translated))
        meaning = {int(snapshot.rows[position]): value for position, value in by_meaning.items()}
        own_rows = {int(snapshot.rows[position]) for position in candidates if own[position]}
        fused = fuse([own_words, found_words], meaning)
        scores = {row: score + _OWN_LANGUAGE_BONUS * (row in own_rows) for row, score in fused.items()}
        rows = top_rows(scores, max(top_k, _RERANKED_PASSAGES))
        passages = self._rerank(question, self._passages_of(rows, scores, meaning, {**found_words, **own_words}))
        return snapshot.copies.merge_copies(passages, source_ids=source_ids)[:top_k]

    def _passages_of(
        self,
        rows: Sequence[int],
        scores: Mapping[int, float],
        meaning: Mapping[int, float],
        words: Mapping[int, float],
    ) -> list[Passage]:
        chunks = {entry.row: entry.chunk for entry in self._catalogue.entries(rows=rows)}
        sources = {source_id: self._catalogue.source(source_id) for source_id in {c.source_id for c in chunks.values()}}
        return [
            Passage(
                chunk=chunks[row],
                source=source,
                score=scores[row],
                meaning=meaning.get(row, 0.0),
                words=words.get(row, 0.0),
            )
            for row in rows
            if row in chunks and (source := sources[chunks[row].source_id])
        ]

    def _rerank(self, question: str, passages: list[Passage]) -> list[Passage]:
        if self._reranker is None:
            return passages
        first, others = passages[:_RERANKED_PASSAGES], passages[_RERANKED_PASSAGES:]
        scores = self._reranker.scores(question, [passage.chunk.text for passage in first])
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
        return [replace(first[i], score=scores[i]) for i in order] + others


def _scores_by_row(snapshot: Snapshot, scores: Scores, positions: Sequence[int]) -> dict[int, float]:
    """The scores above 0 at some positions, by row."""
    return {int(snapshot.rows[position]): float(scores[position]) for position in positions if scores[position] > 0}
