"""Names and ordinary words among the headwords of CC-CEDICT.

The pinyin of a name is capitalised. Names that have quite other words in the other language (companies, newspapers,
acronyms, people of today) come from our own list, ``names.tsv``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.text import lazy_pattern
from index.vocabulary.cedict import ABBREVIATION_OF, CHINESE_NOTE, CedictEntry
from index.vocabulary.name_list import listed_names
from index.vocabulary.tokenizer import name_tokens, tokens

_CHINESE_WORD = lazy_pattern(r"[\p{Han}·]+")
_NOT_A_NAME = lazy_pattern(
    r"\bsurname\b|^(?:see|variant|old variant|CL:|Taiwan pr|Japanese variant|used |\(bird|generic )"
)
_NOTE = lazy_pattern(CHINESE_NOTE)
_CAPITALISED = r"\p{Lu}[\p{L}\p{M}\d.'’-]*"
_LINK = r"(?: (?:of|the|and|for|on|de|von|van|der|da|al|la|del|&)){0,2}"
# A name, words that may introduce it, and words that may follow it. With any other word after it, the definition
# mentions somebody else's name.
_NAME = lazy_pattern(
    r"(?:the |(?:abbr\.|short name|short|(?:another|old|former) name|name) (?:for|of) (?:the )?)?"
    rf"(?P<name>{_CAPITALISED}(?:{_LINK} (?:{_CAPITALISED}|\d+(?!\p{{L}})))*)(?=$|,| (?:(?:prefecture|county)-level|sub-prefecture|area|army|"
    r"autonomous|banner|brand|city|county|dialect|district|dynasty|ethnic|gulf|island|lake|language|mountains?|municipality|neighborhood|peninsula|"
    r"people|period|person|prefecture|province|region|river|rural|school|sea|special|state|strait|subprovincial|suburban|temple|territory|town|township|"
    r"village|in|on|near|at|the|and|of)\b)"
)
# The alternatives of a definition, and the notes in brackets among them.
_PART = lazy_pattern(r"[^;()]+?(?=$|[;()]| or )")
_LEADING_OR = lazy_pattern("^or ")
_SURNAME = lazy_pattern(r"\p{L}+")
_LOWER_CASE = lazy_pattern(r"(?<![\p{L}'’-])\p{Ll}{2,}(?![\p{L}])")
# Years or the word "name" in brackets mark a person, who may be mentioned by the last name alone.
_PERSON_NOTE = lazy_pattern(r"\s?\((?:[^()]*\d{3,4}|name\))")


@dataclass(frozen=True, slots=True)
class Headwords:
    """Chinese words in simplified characters; English words and names as search tokens."""

    names: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))  # with English names
    abbreviations: set[tuple[str, str]] = field(default_factory=set)  # a short name, and its full form
    ordinary: set[str] = field(default_factory=set)  # Chinese words with a meaning besides what they may name
    english_words: set[str] = field(default_factory=set)  # those that are written in lower case


def read_headwords(entries: Iterable[CedictEntry]) -> Headwords:
    """The names and ordinary words of a dictionary and of our own list."""
    found = Headwords()
    people: set[tuple[str, str]] = set()
    lower_case: set[str] = set()
    for entry in entries:
        if not _CHINESE_WORD.fullmatch(entry.word):
            continue
        lower_case.update(word for text in entry.definitions for word in _LOWER_CASE.findall(_NOTE.sub(" ", text)))
        if not entry.pinyin[:1].isupper():
            found.ordinary.add(entry.word)
            continue
        for definition in entry.definitions:
            full_forms = ABBREVIATION_OF.finditer(definition)
            found.abbreviations.update((entry.word, match["full"]) for match in full_forms)
            defined = list(_defined_names(definition))
            found.names[entry.word].update(name for name, _ in defined)
            people.update((entry.word, last) for last in _last_names(defined, pinyin=entry.pinyin))
    found.english_words.update(token for word in lower_case for token in tokens(word))
    for word, last in people:
        if last not in found.english_words:  # the Ming Dynasty (1368-1644) is no person
            found.names[word].add((last,))
    for name in listed_names():
        for word in name.chinese:
            found.names[word].update(filter(None, map(name_tokens, name.english)))
        found.ordinary.difference_update(name.always)
    return found


def _last_names(names: Iterable[tuple[tuple[str, ...], bool]], *, pinyin: str) -> Iterator[str]:
    """The last names of the people in a definition. Chinese people have their surname first, so they give none."""
    surname = _SURNAME.match(pinyin.lower())
    for name, is_person in names:
        if is_person and not (surname and surname.group() == name[0]):
            yield name[-1]


def _defined_names(definition: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The names in a definition as search tokens, and whether a note after the name marks a person."""
    if _NOT_A_NAME.search(definition):
        return
    plain = " ".join(_NOTE.sub(" ", definition).split())
    for part in _PART.finditer(plain):
        text = _LEADING_OR.sub("", part.group().strip())
        match = _NAME.match(text)
        name = name_tokens(match["name"]) if match else ()
        is_note = part.start() > 0 and plain[part.start() - 1] == "("
        if match is None or not name or (is_note and (match.end() < len(text) or len(name) == 1)):
            continue
        yield name, len(name) > 1 and bool(_PERSON_NOTE.match(plain, part.end()))
