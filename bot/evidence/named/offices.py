"""Who holds an office of a country: what is said of the president of one says nothing of the president of another."""

from collections.abc import Iterator
from functools import lru_cache

from index import country_code, lazy_pattern, tag_chinese

_OFFICE = lazy_pattern(
    r"(?i)\b(?:president|premier|chancellor|king|queen|emperor|monarch|head of state|(?:prime|foreign|finance|defen[cs]e|interior|health|"
    r"trade|economy|energy)(?: \w+)? minister|minister (?:of|for) \w+|ambassador|central bank (?:governor|chief|head))\b"
    r"|总统|總統|首相|总理|總理|主席|国王|國王|女王|元首|天皇|外长|外長|财长|財長|防长|防長|部长|部長|大使|央行行长|央行行長"
)
# Asks for the holder, not for what a holder did.
_ASKS_HOLDER = lazy_pattern(
    r"(?i)^\W*(?:who(?:['’]s| is| was| are)|(?:what(?:['’]s| is) )?the name of)\b|(?:是谁|是誰|叫什么|叫什麼|是哪位)[\s\p{P}]*$|^\W*(?:谁|誰)是"
)
_HAN = lazy_pattern(r"\p{Han}+")
_WORDS = lazy_pattern(r"\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?")


def countries_of_office(question: str) -> frozenset[str]:
    """The countries whose office a question asks the holder of, by code; none where it asks something else."""
    if not (_ASKS_HOLDER.search(question) and _OFFICE.search(question)):
        return frozenset()
    return countries_of(question)


def is_of_other_country(asked: frozenset[str], sentence: str) -> bool:
    """Whether a sentence names countries, and none of those ``asked`` for."""
    named = countries_of(sentence) if asked else frozenset()
    return bool(named) and named.isdisjoint(asked)


@lru_cache(maxsize=512)
def countries_of(text: str) -> frozenset[str]:
    """The countries that a text names, by code."""
    return frozenset(filter(None, map(country_code, _names(text))))


def _names(text: str) -> Iterator[str]:
    for name in _WORDS.findall(text):
        yield from (name, *name.split())
    for run in _HAN.findall(text):
        yield from (tagged.word for tagged in tag_chinese(run))
