"""The index as search sees it at one revision: chunk rows by language, keyword search and query translation."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.names import IndexNames
from index.questions import Translator
from index.search.abbreviations import write_abbreviations_as_texts
from index.search.bm25 import BM25Search, Mask, Scores
from index.search.copies import CopyFinder
from index.search.initials import write_initials_as_texts
from index.search.spelling import correct_spelling
from index.storage import CHUNK_LANGUAGES, Catalogue
from index.vocabulary import Dictionary

# The share of its neighbours' keyword scores that a chunk gets: they are about the same subject. Set by hand.
_NEIGHBOUR_SHARE = 0.1


class Snapshot:
    """What search keeps in memory of a catalogue. Make a new one when the catalogue's revision changes.

    A position is a place in ``rows``, the row ids of all chunks in ascending order.
    """

    def __init__(self, catalogue: Catalogue, dictionary: Dictionary) -> None:
        with catalogue.reading() as revision:
            self.revision, facts, arrays = revision, catalogue.rows.facts(), catalogue.words.arrays(revision)
        self._rows = catalogue.rows
        self.rows: NDArray[np.int64] = facts.rows
        self._sources, self._languages = facts.sources, facts.languages
        is_next = (np.diff(facts.rows) == 1) & (np.diff(facts.sources) == 0)
        self._has_next, self._has_previous = np.append(is_next, values=False), np.insert(is_next, 0, values=False)
        self.keywords = BM25Search(catalogue.words, arrays)
        self.translator = Translator(
            dictionary, IndexNames(lambda: catalogue.words.latin_names(arrays), catalogue.words.foreign_names)
        )
        self._dictionary = dictionary
        self.copies = CopyFinder(catalogue)
        self._words, self._arrays = catalogue.words, arrays
        self._is_in = {language: self.positions_of_languages([language, "mixed"]) for language in ("en", "zh")}

    def correct_spelling(self, question: str) -> str:
        """A question with its misspelled words as the texts spell them."""
        held, held_like = (
            partial(self._words.held, arrays=self._arrays),
            partial(self._words.held_like, arrays=self._arrays),
        )
        return correct_spelling(question, held, held_like)

    def write_as_texts(self, question: str, texts: Sequence[str]) -> str:
        """A question with abbreviations and full forms as the given texts, or others of the index, write them."""
        held = partial(self._words.held, arrays=self._arrays)
        return write_abbreviations_as_texts(write_initials_as_texts(question, texts), texts, self._dictionary, held)

    def positions_in(self, language: Literal["en", "zh"], source_ids: Sequence[str]) -> Mask:
        """Which positions have text in a language, of the given sources or of all."""
        if not source_ids:
            return self._is_in[language]
        return self._is_in[language] & np.isin(self._sources, self._rows.source_numbers(source_ids))

    def positions_of_languages(self, languages: Iterable[str]) -> Mask:
        """Which positions have their text in one of the languages."""
        is_given: Mask = np.isin(CHUNK_LANGUAGES, list(languages))
        return is_given[self._languages]

    def positions_of_chunks(self, chunk_ids: Iterable[str]) -> dict[str, int]:
        """The positions of chunks by id; those that are not in the index are left out."""
        found = self._rows.of_chunks(chunk_ids)
        places = np.searchsorted(self.rows, list(found.values()))
        return {
            chunk_id: int(place)
            for (chunk_id, row), place in zip(found.items(), places, strict=True)
            if place < len(self.rows) and self.rows[place] == row
        }

    def chunk_ids(self, positions: Sequence[int]) -> dict[int, str]:
        """The ids of chunks by position."""
        found = self._rows.chunk_ids([int(self.rows[position]) for position in positions])
        return {position: found[row] for position in positions if (row := int(self.rows[position])) in found}

    def with_neighbours(self, scores: Scores) -> Scores:
        """Keyword scores, each with a share of the scores of the chunks before and after it in the same source."""
        if len(scores) < 2:
            return scores
        following = np.append(scores[1:], 0.0) * self._has_next
        previous = np.insert(scores[:-1], 0, 0.0) * self._has_previous
        shared: Scores = scores + _NEIGHBOUR_SHARE * (scores > 0) * (following + previous)
        return shared
