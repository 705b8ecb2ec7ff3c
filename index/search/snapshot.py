"""The index as search sees it at one revision: chunk rows by language, keyword search and query translation."""

from collections.abc import Mapping, Sequence
from typing import Literal

from index.names import IndexNames
from index.questions import Translator
from index.search.bm25 import BM25Search
from index.search.copies import CopyFinder
from index.storage import Catalogue, ChunkRow
from index.vocabulary import Dictionary

# The share of its neighbours' keyword scores that a chunk gets: they are about the same subject. Set by hand.
_NEIGHBOUR_SHARE = 0.1


class Snapshot:
    """What search keeps in memory of a catalogue. Make a new one when the catalogue's revision changes."""

    def __init__(self, catalogue: Catalogue, dictionary: Dictionary) -> None:
        self.revision = catalogue.revision
        self.rows: Mapping[int, ChunkRow] = catalogue.rows()
        self.row_of_chunk = {row.chunk_id: number for number, row in self.rows.items()}
        self.keywords = BM25Search(catalogue.words)
        self.translator = Translator(dictionary, IndexNames(catalogue.words.vocabulary(), catalogue.chunk_texts))
        self.copies = CopyFinder(catalogue)
        self._by_language = {
            language: frozenset(number for number, row in self.rows.items() if row.language in (language, "mixed"))
            for language in ("en", "zh")
        }

    def rows_in(self, language: Literal["en", "zh"], source_ids: Sequence[str]) -> frozenset[int]:
        """The rows of chunks with text in a language, from the given sources or from all."""
        rows, allowed = self._by_language[language], set(source_ids)
        return frozenset(row for row in rows if self.rows[row].source_id in allowed) if allowed else rows

    def with_neighbours(self, scores: Mapping[int, float]) -> dict[int, float]:
        """Keyword scores, each with a share of the scores of the chunks before and after it in the same source."""
        return {
            row: score
            + _NEIGHBOUR_SHARE
            * sum(scores.get(other, 0.0) for other in (row - 1, row + 1) if self._is_same_source(row, other))
            for row, score in scores.items()
        }

    def _is_same_source(self, row: int, other: int) -> bool:
        return other in self.rows and self.rows[row].source_id == self.rows[other].source_id
