"""The keyword index: words of both languages, BM25 by SQLite's FTS5.

BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
"""

import logging
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

import jieba
import regex
import Stemmer

from index.language import fold

jieba.setLogLevel(logging.WARNING)

# Runs of Chinese; figures, kept whole with their percent sign; words of any other script.
_TOKEN = regex.compile(r"\p{Han}+|\d+(?:[.,]\d+)*%?|[[\p{L}\p{M}]--[\p{Han}]]+(?:['’]\p{Latin}+)?", regex.V1)
_POSSESSIVE = regex.compile(r"['’]s?$")
_PERCENT = regex.compile(r"(\d)\s*(?:per\s?cent\b|percent\b)")
_MOST_QUERY_TOKENS = 400


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def tokens(text: str) -> list[str]:
    """The tokens a text is found by, repeats kept.

    English words are stemmed. A run of Chinese gives its words (jieba), its pairs of characters and its
    characters: words where the segmenter is right, pairs where it is not, characters where the writer
    chose another word. Figures stay whole: ``3.7``, ``150000``, ``22.6%`` (also for ``22.6 per cent``).
    """
    found: list[str] = []
    for match in _TOKEN.finditer(_PERCENT.sub(r"\1%", fold(text))):
        token = match.group()
        if token[0].isdigit():
            figure = token.replace(",", "")
            found.append(figure)
            if figure.endswith("%"):
                found.append(figure[:-1])
        elif regex.match(r"\p{Han}", token):
            found.extend(_chinese_tokens(token))
        else:
            found.append(_stemmer().stemWord(_POSSESSIVE.sub("", token)))
    return found


def _chinese_tokens(run: str) -> Iterable[str]:
    yield from jieba.cut_for_search(run)
    if len(run) > 2:
        yield from (run[i : i + 2] for i in range(len(run) - 1))
    yield from run


class KeywordIndex:
    """Full-text search over chunk texts, by row id. Shares its connection, and so its transactions, with the catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Make the table. Tokens come ready-made, so SQLite only has to cut at blanks."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(tokens, tokenize=\"ascii tokenchars '.,%-_'\")"
        )

    def add(self, row: int, text: str) -> None:
        """Index a text under a row id."""
        self._connection.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (row, " ".join(tokens(text))))

    def remove(self, rows: Iterable[int]) -> None:
        """Forget the given rows."""
        self._connection.executemany("DELETE FROM words WHERE rowid = ?", ((row,) for row in rows))

    def search(self, query: str) -> dict[int, float]:
        """The BM25 score of every row that shares a token with the query; rows that share none are not in it."""
        asked = list(dict.fromkeys(tokens(query)))[:_MOST_QUERY_TOKENS]
        if not asked:
            return {}
        expression = " OR ".join(f'"{token}"' for token in asked)
        rows = self._connection.execute("SELECT rowid, -bm25(words) FROM words WHERE words MATCH ?", (expression,))
        return {row: score for row, score in rows if score > 0}
