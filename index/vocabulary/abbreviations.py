"""Chinese abbreviations and their full forms, from CC-CEDICT.

Some entries say *abbr. for*. Others have a gloss in common with a longer word that has their characters in the same order:
客服 and 客户服务, *customer service*.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from index.text import HAN_RUN
from index.vocabulary.cedict import ABBREVIATION_OF, CedictEntry
from index.vocabulary.glosses import Glosses
from index.words import LEAST_SHORTENED, SHORTEST_FORM


def _is_selection(short: str, full: str) -> bool:
    """Whether a word is some of the characters of another one, in the same order, and not a part of it."""
    rest = iter(full)
    return len(full) >= len(short) + LEAST_SHORTENED and short not in full and all(c in rest for c in short)


def read_abbreviations(entries: Iterable[CedictEntry], glosses: Glosses) -> set[tuple[str, str]]:
    """Pairs of an abbreviation and a full form."""
    found = {pair for pair in (*_stated(entries), *_same_glosses(glosses)) if _is_selection(*pair)}
    # 人大 is of 全国人民代表大会, and of a city's 人民代表大会 too.
    return found | {
        (short, rest)
        for short, full in found
        if (rest := full[max(full.find(short[0]), 0) :]) != full and _is_selection(short, rest)
    }


def _stated(entries: Iterable[CedictEntry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if HAN_RUN.fullmatch(entry.word) and len(entry.word) >= SHORTEST_FORM:
            for definition in entry.definitions:
                yield from ((entry.word, match["full"]) for match in ABBREVIATION_OF.finditer(definition))


def _same_glosses(glosses: Glosses) -> Iterator[tuple[str, str]]:
    words: dict[Sequence[str], list[str]] = defaultdict(list)
    for word, own in glosses.items():
        if len(word) >= SHORTEST_FORM:
            for gloss in own:
                words[gloss].append(word)
    for alike in words.values():
        yield from combinations(sorted(alike, key=len), 2)
