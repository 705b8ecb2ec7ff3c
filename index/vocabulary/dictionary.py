"""A Chinese-English dictionary for search: the translations of a word, each with a weight.

Its sources are CC-CEDICT, the lexicon learnt from aligned text (``lexicon.gz``), and our own list of names
(``names.tsv``), which are in neither and are no transliterations.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from index.vocabulary.abbreviations import read_abbreviations
from index.vocabulary.cedict import CedictEntry
from index.vocabulary.glosses import cedict_glosses, listed_name_glosses
from index.vocabulary.translations import chinese_translations, english_translations, read_lexicon

_MOST_TRANSLATIONS = 40  # of one English token. Set by hand.
_CACHED_WORDS, _CACHED_TOKEN_SETS = 10_000, 1_000


class Dictionary:
    """Translations of single words, both ways, each with a weight from 0 to 1. Safe to use from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for word, gloss in connection.execute("SELECT word, gloss FROM listed_names"):
            self._names[word].append(tuple(gloss.split()))
        self._full_forms: dict[str, list[str]] = defaultdict(list)
        self._abbreviations: dict[str, list[str]] = defaultdict(list)
        for short, full in connection.execute("SELECT short, full FROM short_forms ORDER BY short, full"):
            self._full_forms[short].append(full)
            self._abbreviations[full].append(short)
        self._english = lru_cache(maxsize=_CACHED_WORDS)(self._look_up)
        self._chinese = lru_cache(maxsize=_CACHED_TOKEN_SETS)(self._look_up_together)

    def close(self) -> None:
        """Close the cache file."""
        self._connection.close()

    def check(self) -> None:
        """Read the whole cache file. Raises sqlite3.DatabaseError where a part of it is damaged."""
        found = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)

    def english(self, word: str) -> Mapping[str, float]:
        """The English search tokens that may translate a simplified Chinese word; empty for an unknown word."""
        return self._english(word)

    def _look_up(self, word: str) -> Mapping[str, float]:
        return dict(self._connection.execute("SELECT token, weight FROM english WHERE word = ?", (word,)).fetchall())

    def listed_names(self, word: str) -> Sequence[Sequence[str]]:
        """The English names, as search tokens, of a Chinese name that only our own list has; empty for other words."""
        return self._names.get(word, ())

    def full_forms(self, word: str) -> Sequence[str]:
        """What a simplified Chinese word may be an abbreviation of; empty for other words."""
        return self._full_forms.get(word, ())

    def abbreviations(self, word: str) -> Sequence[str]:
        """The abbreviations of a simplified Chinese word."""
        return self._abbreviations.get(word, ())

    def multiword_glosses(self, word: str) -> Sequence[Sequence[str]]:
        """The glosses of a simplified Chinese word that have several words, each as search tokens."""
        rows = self._connection.execute("SELECT DISTINCT gloss FROM chinese WHERE word = ? AND gloss != ''", (word,))
        return [tuple(gloss.split()) for (gloss,) in rows]

    def chinese(self, tokens: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """For each English search token, the Chinese words that may translate it beside the other tokens.

        A word whose whole gloss is among the tokens (``national park``: 国家公园) weighs as much as if each of them
        were its gloss.
        """
        return self._chinese(frozenset(tokens))

    def _look_up_together(self, tokens: frozenset[str]) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for token in tokens:
            weights: dict[str, float] = {}
            rows = self._connection.execute("SELECT word, weight, gloss FROM chinese WHERE token = ?", (token,))
            for word, weight, gloss in rows:
                is_whole = bool(gloss) and set(gloss.split()) <= tokens
                if is_whole or not gloss:
                    weights[word] = max(weights.get(word, 0.0), weight)
            best = sorted(weights, key=lambda word: (-weights[word], word))[:_MOST_TRANSLATIONS]
            found[token] = {word: weights[word] for word in best}
        return found


def write_dictionary(connection: sqlite3.Connection, entries: Iterable[CedictEntry]) -> None:
    """Create and fill the tables that ``Dictionary`` reads."""
    entries = list(entries)
    glosses = cedict_glosses(entries)
    short_forms = sorted(read_abbreviations(entries, glosses))
    to_english, to_chinese = read_lexicon()
    names = {word: english for word, english in listed_name_glosses().items() if word not in glosses}
    for word, english in names.items():
        glosses[word] |= english
    connection.executescript(
        "CREATE TABLE english (word TEXT, token TEXT, weight REAL);"
        "CREATE TABLE chinese (token TEXT, word TEXT, weight REAL, gloss TEXT);"
        "CREATE TABLE listed_names (word TEXT, gloss TEXT);"
        "CREATE TABLE short_forms (short TEXT, full TEXT);"
    )
    connection.executemany("INSERT INTO english VALUES (?, ?, ?)", english_translations(glosses, to_english))
    connection.executemany("INSERT INTO chinese VALUES (?, ?, ?, ?)", chinese_translations(glosses, to_chinese))
    connection.executemany("INSERT INTO short_forms VALUES (?, ?)", short_forms)
    listed = [(word, " ".join(name)) for word, english in names.items() for name in sorted(english)]
    connection.executemany("INSERT INTO listed_names VALUES (?, ?)", listed)
    connection.executescript(
        "CREATE INDEX english_by_word ON english (word);"
        "CREATE INDEX chinese_by_token ON chinese (token);"
        "CREATE INDEX glosses_by_word ON chinese (word) WHERE gloss != '';"
    )
