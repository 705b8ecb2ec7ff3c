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

from index.figures import Figure, figures
from index.language import fold

jieba.setLogLevel(logging.WARNING)

# Runs of Chinese; figures, kept whole with their percent sign; words of any other script.
_TOKEN = regex.compile(r"\p{Han}+|\d+(?:[.,]\d+)*%?|[[\p{L}\p{M}]--[\p{Han}]]+(?:['’]\p{Latin}+)?", regex.V1)
# English words that only hold sentences together: no use to look up in the other language.
FUNCTION_WORDS = frozenset(
    "a an the and or but if of in on at by for with from to as into about over under after before during since until between than then "
    "that this these those it its he his him she her they them their i me my you your we us our not no nor so such do does did done be is "
    "are was were been being am has have had having can could will would shall should may might must who whom whose which what when "
    "where why how much many some any there here also just only even very more most s t".split()
)
_HAN = regex.compile(r"\p{Han}")
_APOSTROPHE = regex.compile(r"['’]")
_POSSESSIVE = regex.compile(r"['’]s?$")
_PERCENT = regex.compile(r"(\d)\s*(?:per\s?cent\b|percent\b)")


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def tokens(text: str) -> list[str]:
    """The tokens a text is found by, repeats kept.

    English words are stemmed. A run of Chinese gives its words (jieba), its pairs of characters and its
    characters: words where the segmenter is right, pairs where it is not, characters where the writer
    chose another word. Figures stay whole: ``3.7``, ``150000``, ``22.6%`` (also for ``22.6 per cent``). Those
    written otherwise are given by value too: ``6 trillion`` and ``6万亿`` give ``6000000000000``, ``September`` and
    ``9月`` give ``m_9``.
    """
    found = word_tokens(text)
    found.extend(value for value in value_tokens(text) if value not in found)
    return found


def word_tokens(text: str) -> list[str]:
    """The tokens of a text but for the values of its figures."""
    found: list[str] = []
    for match in _TOKEN.finditer(_PERCENT.sub(r"\1%", fold(text))):
        token = match.group()
        if token[0].isdigit():
            figure = token.replace(",", "")
            found.append(figure)
            if figure.endswith("%"):
                found.append(figure[:-1])
        elif _HAN.match(token):
            found.extend(_chinese_tokens(token))
        else:
            # O'Brien is OBrien, however the apostrophe is set.
            found.append(_stemmer().stemWord(_APOSTROPHE.sub("", _POSSESSIVE.sub("", token))))
    return found


def value_tokens(text: str) -> list[str]:
    """What the figures of a text are worth, as tokens."""
    return [value for figure in figures(text) for value in _by_value(figure)]


def _by_value(figure: Figure) -> tuple[str, ...]:
    """A figure as it would stand in digits."""
    number = format(figure.value.normalize(), "f")
    if figure.kind == "month":
        return (figure.token,)
    return (f"{number}%", number) if figure.kind == "percent" else (number,)


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

    def postings(self, token: str) -> dict[int, int]:
        """How often a token stands in each row that holds it."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.postings USING fts5vocab('main', 'words', 'instance')"
        )
        rows = self._connection.execute("SELECT doc, count(*) FROM temp.postings WHERE term = ? GROUP BY doc", (token,))
        return dict(rows.fetchall())

    def lengths(self) -> dict[int, int]:
        """The number of tokens of every row."""
        counted = "length(tokens) - length(replace(tokens, ' ', '')) + 1"
        return dict(self._connection.execute(f"SELECT rowid, {counted} FROM words").fetchall())  # noqa: S608 - constant text

    def vocabulary(self) -> list[str]:
        """Every token of the index, once."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'row')"
        )
        return [term for (term,) in self._connection.execute("SELECT term FROM temp.vocabulary")]
