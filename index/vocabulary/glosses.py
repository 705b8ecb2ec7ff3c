"""English glosses of Chinese words as search tokens, from CC-CEDICT and from our own list of names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from index.text import ENGLISH_STOP_WORDS, HAN_RUN, lazy_pattern
from index.vocabulary.cedict import CHINESE_NOTE, CedictEntry
from index.vocabulary.name_list import listed_names
from index.vocabulary.tokenizer import tokens

# The glosses of each Chinese word; a gloss is one search token a word.
Glosses = dict[str, set[tuple[str, ...]]]

# Notes inside a gloss: (literary), [pin1 yin1], and Chinese.
_NOTE = lazy_pattern(rf"\([^()]*\)|{CHINESE_NOTE}")
_POINTER = lazy_pattern(
    r"^(?:(?:old|archaic|erhua|euphemistic|Japanese|Taiwan) )?(?:variant|form) of|^see(?: also)?\b|^CL:|^used in|^also (?:written|pr\.)|"
    r"^same as|^Kangxi radical|^(?:radical|component|bound form)"
)
_ABOUT_THE_WORD = lazy_pattern(r"^(?:surname|abbr\. for|name of|short for) ")
_FILLERS = ENGLISH_STOP_WORDS | set(
    "sb sth sb's one one's oneself something somebody someone etc esp eg ie usu lit fig".split()
)
_LATIN_WORD = lazy_pattern(r"[\p{Latin}\p{M}\d]+")
_LONGEST_GLOSS = 5  # in tokens; longer ones explain the word. Set by hand.


def cedict_glosses(entries: Iterable[CedictEntry]) -> Glosses:
    """The glosses of the headwords of CC-CEDICT."""
    found: Glosses = defaultdict(set)
    for entry in entries:
        if HAN_RUN.fullmatch(entry.word):
            found[entry.word].update(_entry_glosses(entry))
    return found


def listed_name_glosses() -> Glosses:
    """The English names of the Chinese ones on our own list."""
    found: Glosses = defaultdict(set)
    for name in listed_names():
        for word in filter(HAN_RUN.fullmatch, name.chinese):
            found[word].update(tuple(tokens(latin)) for latin in name.english)
    return found


def _entry_glosses(entry: CedictEntry) -> Iterator[tuple[str, ...]]:
    for definition in entry.definitions:
        for part in definition.split(";"):
            plain = _NOTE.sub(" ", part).strip()
            if plain and not _POINTER.match(plain):
                words = _LATIN_WORD.findall(_ABOUT_THE_WORD.sub("", plain))
                gloss = tuple(dict.fromkeys(token for word in words if (token := _gloss_token(word))))
                if 0 < len(gloss) <= _LONGEST_GLOSS:
                    yield gloss


@cache
def _gloss_token(word: str) -> str:
    """The search token of one English word, empty for a word that means nothing by itself."""
    return "" if word.casefold() in _FILLERS else " ".join(tokens(word)[:1])
