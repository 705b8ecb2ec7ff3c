"""Vector search: the chunks nearest to a question, and how near each of their sentences is."""

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np

from index.documents import Chunk
from index.embedding import Vectors
from index.search.bm25 import Mask, Scores
from index.search.fusion import CANDIDATES, top_positions
from index.search.snapshot import Snapshot
from index.storage import Catalogue, VectorStore
from index.text import detect_language, sentence_spans

# So many of the nearest chunks of the whole index hold enough of either language, unless one of them is rare.
_SHARED_CANDIDATES = 4 * CANDIDATES
# A query for a language that is rare in a large index takes ten times as long as one for all. Of so many chunks the vectors
# are kept in memory instead: 6 MB with 384 dimensions. Set by hand.
_FEW = 4000


class VectorSearch:
    """Cosine similarities of one question vector, where the embedder knows the given languages."""

    def __init__(self, vector: Vectors, *, store: VectorStore, catalogue: Catalogue, languages: frozenset[str]) -> None:
        self._vector = vector
        self._store = store
        self._catalogue = catalogue
        self._languages = (*languages, "mixed")

    def nearest_positions(
        self, snapshot: Snapshot, groups: Sequence[Mask], keyword_scores: Sequence[Scores], source_ids: Sequence[str]
    ) -> dict[int, float]:
        """The similarity of the nearest positions of each group, and of the group's best ones by keywords."""
        # One query over all languages takes Chroma half as long as one for each. Often it finds enough of both.
        shared = {} if source_ids else self._store.nearest(self._vector, count=_SHARED_CANDIDATES)
        places = snapshot.positions_of_chunks(shared)
        is_known = snapshot.positions_of_languages(self._languages)
        found: dict[int, float] = {}
        lacking: list[int] = []
        for group, scores in zip(groups, keyword_scores, strict=True):
            comparable = group & is_known
            near = _among(places, shared, comparable)
            if len(near) < CANDIDATES and not 0 < len(shared) < _SHARED_CANDIDATES:
                near = self._nearest_among(snapshot, comparable, source_ids)
            found |= near
            lacking += [position for position in top_positions(scores) if comparable[position] and position not in near]
        ids = snapshot.chunk_ids(list(dict.fromkeys(lacking)))
        similar = self._store.similarities(self._vector, list(ids.values()))
        return found | {position: similar[chunk_id] for position, chunk_id in ids.items() if chunk_id in similar}

    def _nearest_among(self, snapshot: Snapshot, comparable: Mask, source_ids: Sequence[str]) -> dict[int, float]:
        count = int(comparable.sum())
        if not count:
            return {}
        if count <= _FEW and not source_ids and (kept := snapshot.vectors_of_few(comparable, self._store)):
            positions, vectors = kept
            similarities = vectors @ self._vector
            best = np.argsort(-similarities, kind="stable")[:CANDIDATES]
            return {positions[i]: float(similarities[i]) for i in best}
        near = self._store.nearest(
            self._vector, count=CANDIDATES, languages=snapshot.languages_at(comparable), source_ids=source_ids
        )  # fmt: skip
        return _among(snapshot.positions_of_chunks(near), near, comparable)

    def sentence_similarities(self, chunks: Sequence[Chunk]) -> list[list[float]]:
        """The similarity of each sentence of each chunk, as ``sentence_spans`` cuts them.

        0 for a sentence in a language that the embedder does not know.
        """
        vectors = self._catalogue.sentences.vectors([chunk.id for chunk in chunks], dimensions=len(self._vector))
        return [self._of_chunk(chunk, vectors.get(chunk.id)) for chunk in chunks]

    def _of_chunk(self, chunk: Chunk, vectors: Vectors | None) -> list[float]:
        sentences = [chunk.text[start:end] for start, end in sentence_spans(chunk.text)]
        if vectors is None or len(vectors) != len(sentences):
            return [0.0] * len(sentences)
        similarities = (vectors @ self._vector).tolist()
        return [
            similarity if detect_language(sentence) in self._languages else 0.0
            for similarity, sentence in zip(similarities, sentences, strict=True)
        ]


def _among(places: Mapping[str, int], near: Mapping[str, float], wanted: Mask) -> dict[int, float]:
    """The nearest chunks that are wanted, by position, as many as there may be candidates. ``near`` is in order."""
    found = ((places[chunk_id], value) for chunk_id, value in near.items() if chunk_id in places)
    return dict(islice(((position, value) for position, value in found if wanted[position]), CANDIDATES))
