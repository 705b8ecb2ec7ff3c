"""The names in a text, whether a name stands in another text of either script, and how far a text holds a sentence."""

from functools import lru_cache

import regex

from index.aliases import Aliases
from index.covering import read_text
from index.dictionary import Dictionary
from index.gazetteer import Gazetteer
from index.han_names import HanNames
from index.language import Span, evened, question_language
from index.latin_names import LatinNames
from index.mentions import Mentions
from index.name_text import NameText
from index.naming import Names
from index.terms import Term, content_terms
from index.translation import Translator

_HAN = regex.compile(r"\p{Han}")
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
        self._translator = Translator(dictionary, Names(()))
        self._text = lru_cache(maxsize=_MOST_READ)(NameText)
        self._terms = lru_cache(maxsize=_MOST_READ)(self._translated)

    def mentions(self, text: str) -> list[Span]:
        """The places of the names in a text, in reading order, none overlapping another."""
        return self._mentions.spans(text)

    def stands_in(self, name: str, text: str) -> bool:
        """Whether a name stands in a text, whatever the script, spelling or case, in full or abbreviated."""
        read = self._text(text)
        plain = regex.sub(r"[《》]", "", evened(name).lower())
        if _WHOLE.search(plain) and _NOT_LETTERS.sub("", plain) in read.compact:
            return True
        if regex.search(rf"(?<!\p{{Latin}}){regex.escape(name)}(?!\p{{Latin}}|-?\d)", text):
            return True
        if _ACRONYM.fullmatch(name) and regex.search(rf"(?<!\p{{Latin}}){name}(?!\p{{Latin}})", text):
            return True  # GDP2%
        if _HOME.get(plain, _NOTHING).search(text):
            return True
        if _HAN.search(plain):
            return self._han.stand_in(plain, read) or (name.startswith("《") and self._han.title_stands_in(plain, read))
        return self._latin.stand_in(name, read)

    def coverage(self, sentence: str, text: str) -> float:
        """How far a text of either language holds the content words of a sentence, 0 to 1; 1 where it has none."""
        terms = self._terms(sentence)
        total = sum(term.weight for term in terms)
        read = read_text(text)
        return sum(term.weight * read.covers(term) for term in terms) / total if total else 1.0

    def _translated(self, sentence: str) -> tuple[Term, ...]:
        language = question_language(sentence)
        return self._translator.with_translations(content_terms(sentence), sentence, language=language)
