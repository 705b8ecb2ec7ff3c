"""Vector search: the chunks nearest to a question, and how near each of their sentences is."""

from collections.abc import Mapping, Sequence
from itertools import islice

from index.documents import Chunk
from index.embedding import Vectors
from index.search.fusion import CANDIDATES, top_rows
from index.search.snapshot import Snapshot
from index.storage import Catalogue, VectorStore
from index.text import detect_language, sentence_spans

# So many of the nearest chunks of the whole index hold enough of either language, unless one of them is rare.
_SHARED_CANDIDATES = 4 * CANDIDATES


class VectorSearch:
    """Cosine similarities of one question vector, where the embedder knows the given languages."""

    def __init__(self, vector: Vectors, *, store: VectorStore, catalogue: Catalogue, languages: frozenset[str]) -> None:
        self._vector = vector
        self._store = store
        self._catalogue = catalogue
        self._languages = (*languages, "mixed")

    def nearest_rows(
        self,
        snapshot: Snapshot,
        groups: Sequence[frozenset[int]],
        keyword_scores: Sequence[Mapping[int, float]],
        source_ids: Sequence[str],
    ) -> dict[int, float]:
        """The similarity of the nearest rows of each group, and of the group's best rows by keywords."""
        # One query over all languages takes Chroma half as long as one for each. Often it finds enough of both.
        shared = {} if source_ids else self._store.nearest(self._vector, count=_SHARED_CANDIDATES)
        found: dict[int, float] = {}
        without_similarity: list[str] = []
        for rows, scores in zip(groups, keyword_scores, strict=True):
            comparable = {row for row in rows if snapshot.rows[row].language in self._languages}
            near = _among(snapshot, shared, comparable)
            if len(near) < CANDIDATES and not 0 < len(shared) < _SHARED_CANDIDATES:
                near = self._nearest_among(snapshot, comparable, source_ids)
            found |= near
            without_similarity += [
                snapshot.rows[row].chunk_id for row in top_rows(scores) if row in comparable and row not in near
            ]
        similar = self._store.similarities(self._vector, list(dict.fromkeys(without_similarity)))
        return found | {snapshot.row_of_chunk[chunk_id]: value for chunk_id, value in similar.items()}

    def _nearest_among(self, snapshot: Snapshot, rows: set[int], source_ids: Sequence[str]) -> dict[int, float]:
        if not rows:
            return {}
        languages = {snapshot.rows[row].language for row in rows}
        near = self._store.nearest(self._vector, count=CANDIDATES, languages=languages, source_ids=source_ids)
        return _among(snapshot, near, rows)

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


def _among(snapshot: Snapshot, near: Mapping[str, float], rows: set[int]) -> dict[int, float]:
    """The nearest chunks that are among the rows, by row, as many as there may be candidates. ``near`` is in order."""
    found = ((snapshot.row_of_chunk.get(chunk_id), value) for chunk_id, value in near.items())
    return dict(islice(((row, value) for row, value in found if row is not None and row in rows), CANDIDATES))
