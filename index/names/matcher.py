"""The names in a text, and whether a name stands in another text of either script."""

from functools import lru_cache

import regex

from index.names.aliases import Aliases
from index.names.chinese_matching import HanNames
from index.names.latin_matching import LatinNames
from index.names.recognition import Mentions
from index.names.searchable_text import NameText
from index.text import HAN, Span, fold_in_place
from index.vocabulary import Dictionary, Gazetteer

_NOT_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
_WHOLE = regex.compile(r"[\p{Han}\d]")
_MOST_READ = 256

_ACRONYM = regex.compile(r"\p{Lu}{2,6}")
# What a country is called at home.
_AT_HOME = regex.compile("全国|我国|中方|国内")
_HOME = dict.fromkeys(("china", "china's", "中国"), _AT_HOME)
_NOTHING = regex.compile(r"(?!)")


class NameMatcher:
    """Finds the names in a text and tells whether a name stands in another. Safe to use from one thread at a time."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer) -> None:
        aliases = Aliases(gazetteer)
        self._mentions = Mentions(dictionary, gazetteer)
        self._latin = LatinNames(dictionary, gazetteer, aliases)
        self._han = HanNames(dictionary, gazetteer, aliases)
        self._text = lru_cache(maxsize=_MOST_READ)(NameText)

    def mentions(self, text: str) -> list[Span]:
        """The places of the names in a text, in reading order, none overlapping another."""
        return self._mentions.spans(text)

    def is_mentioned(self, name: str, text: str) -> bool:
        """Whether a name stands in a text, whatever the script, spelling or case, in full or abbreviated."""
        read = self._text(text)
        plain = regex.sub(r"[《》]", "", fold_in_place(name).lower())
        if _WHOLE.search(plain) and _NOT_LETTERS.sub("", plain) in read.compact:
            return True
        if regex.search(rf"(?<!\p{{Latin}}){regex.escape(name)}(?!\p{{Latin}}|-?\d)", text):
            return True
        if _ACRONYM.fullmatch(name) and regex.search(rf"(?<!\p{{Latin}}){name}(?!\p{{Latin}})", text):
            return True  # GDP2%
        if _HOME.get(plain, _NOTHING).search(text):
            return True
        if HAN.search(plain):
            return self._han.stand_in(plain, read) or (name.startswith("《") and self._han.title_stands_in(plain, read))
        return self._latin.stand_in(name, read)
