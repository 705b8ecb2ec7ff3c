"""Mentions of names in a text, and whether another text in either script mentions a name."""

from functools import lru_cache

import regex

from index.names.aliases import Aliases
from index.names.chinese_matching import ChineseNameMatcher
from index.names.latin_matching import LatinNameMatcher
from index.names.recognition import MentionFinder
from index.names.searchable_text import NOT_ALPHANUMERIC, SearchableText
from index.text import HAN, Span, fold_in_place
from index.vocabulary import Dictionary, Gazetteer

_TITLE_MARKS = regex.compile(r"[《》]")
_HAN_OR_DIGIT = regex.compile(r"[\p{Han}\d]")
_ACRONYM = regex.compile(r"\p{Lu}{2,6}")
# How Chinese writers mention their own country.
_CHINA = frozenset({"china", "china's", "中国"})
_CHINA_FROM_WITHIN = regex.compile("全国|我国|中方|国内")
_CACHED_TEXTS = 256


class NameMatcher:
    """Finds mentions of names, and tells whether a text mentions a name. Safe to use from one thread at a time."""

    def __init__(self, dictionary: Dictionary, gazetteer: Gazetteer) -> None:
        aliases = Aliases(gazetteer)
        self._finder = MentionFinder(dictionary, gazetteer)
        self._latin = LatinNameMatcher(dictionary, gazetteer, aliases)
        self._chinese = ChineseNameMatcher(dictionary, gazetteer, aliases)
        self._searchable = lru_cache(maxsize=_CACHED_TEXTS)(SearchableText)

    def mentions(self, text: str) -> list[Span]:
        """The spans of the names in a text, in reading order, without overlaps."""
        return self._finder.mentions(text)

    def is_mentioned(self, name: str, text: str) -> bool:
        """Whether a text mentions a name, in any script, spelling or case, in full or abbreviated."""
        searchable = self._searchable(text)
        folded = _TITLE_MARKS.sub("", fold_in_place(name).lower())
        if _HAN_OR_DIGIT.search(folded) and NOT_ALPHANUMERIC.sub("", folded) in searchable.alphanumeric:
            return True
        if regex.search(rf"(?<!\p{{Latin}}){regex.escape(name)}(?!\p{{Latin}}|-?\d)", text):
            return True
        if _ACRONYM.fullmatch(name) and regex.search(rf"(?<!\p{{Latin}}){name}(?!\p{{Latin}})", text):
            return True  # GDP2%
        if folded in _CHINA and _CHINA_FROM_WITHIN.search(text):
            return True
        if HAN.search(folded):
            is_title = name.startswith("《")
            return self._chinese.is_mentioned(folded, searchable) or (
                is_title and self._chinese.is_title_mentioned(folded, searchable)
            )
        return self._latin.is_mentioned(name, searchable)
