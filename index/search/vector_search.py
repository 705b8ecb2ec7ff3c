"""Vector search: the chunks nearest to a question, and how near each of their sentences is."""

from collections.abc import Mapping, Sequence
from itertools import islice

from index.documents import Chunk
from index.embedding import Vectors
from index.search.bm25 import Mask, Scores
from index.search.fusion import CANDIDATES, top_positions
from index.search.snapshot import Snapshot
from index.storage import Catalogue, VectorStore
from index.text import detect_language, sentence_spans

# An approximate index finds the nearest more surely where more are looked for: of the 50 nearest of 63,000 made-up vectors, 63%
# when 50 were looked for, 90% when 400 were, in 3 ms instead of 1.
_LOOKED_FOR = 10 * CANDIDATES


class VectorSearch:
    """Cosine similarities of one question vector, where the embedder knows the given languages."""

    def __init__(self, vector: Vectors, *, store: VectorStore, catalogue: Catalogue, languages: frozenset[str]) -> None:
        self._vector = vector
        self._store = store
        self._catalogue = catalogue
        self._languages = (*languages, "mixed")

    def nearest_positions(
        self,
        snapshot: Snapshot,
        groups: Mapping[str, Mask],
        keyword_scores: Sequence[Scores],
        source_ids: Sequence[str],
    ) -> dict[int, float]:
        """The similarity of the nearest positions of each group, and of the group's best ones by keywords.

        A group has the positions of one language, by which it is named.
        """
        is_known = snapshot.positions_of_languages(self._languages)
        found: dict[int, float] = {}
        lacking: list[int] = []
        for (language, group), scores in zip(groups.items(), keyword_scores, strict=True):
            comparable = group & is_known
            known = {language, "mixed"} & set(self._languages)
            near = self._store.nearest(self._vector, count=_LOOKED_FOR, languages=known, source_ids=source_ids)
            found |= _best_among(snapshot.positions_of_chunks(near), near, comparable)
            lacking += [
                position for position in top_positions(scores) if comparable[position] and position not in found
            ]
        ids = snapshot.chunk_ids(list(dict.fromkeys(lacking)))
        similar = self._store.similarities(self._vector, list(ids.values()))
        return found | {position: similar[chunk_id] for position, chunk_id in ids.items() if chunk_id in similar}

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


def _best_among(places: Mapping[str, int], near: Mapping[str, float], wanted: Mask) -> dict[int, float]:
    """The nearest chunks that are wanted, by position, as many as there may be candidates. ``near`` is in order."""
    found = ((places[chunk_id], value) for chunk_id, value in near.items() if chunk_id in places)
    return dict(islice(((position, value) for position, value in found if wanted[position]), CANDIDATES))
