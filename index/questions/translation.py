"""Query translation: the words of a question in the other language, for search and for the coverage of its terms.

Each word becomes a pool of weighted synonyms. Structured queries: Pirkola, "The effects of query structure and dictionary
setups in dictionary-based cross-language information retrieval", 1998. Weights: Darwish and Oard, "Probabilistic
structured query methods", 2003.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

import regex

from index.names import IndexNames
from index.questions.terms import Term, Translation
from index.text import ENGLISH_STOP_WORDS, HAN_RUN, fold
from index.vocabulary import Dictionary, tokens
from index.words import cut_words

# Search tokens, each with a weight from 0 to 1, that may stand for one word of the question.
Pool = Mapping[str, float]

_CAPITALISED = regex.compile(r"\b\p{Lu}[\p{L}\p{M}]{2,}")
# Set by hand, as are the numbers below.
_MAX_POOLS = 400
_MAX_TRANSLITERATION = 8  # characters
_MAX_NAME_WORDS = 8
_LONGEST_WORD = 20  # characters; few words of the dictionary are longer
# A name is specific, however frequent its pieces are.
_MIN_NAME_WEIGHT = 1.0
# Questions, and words of them, whose translations are kept. Set by hand.
_MAX_QUESTIONS = 64
_STOP_TOKENS = ENGLISH_STOP_WORDS | set(tokens(" ".join(sorted(ENGLISH_STOP_WORDS))))


def question_pools(question: str) -> Sequence[Pool]:
    """The pools of a question in its own language: each search token by itself, without stop words."""
    found = list(dict.fromkeys(tokens(question)))
    content = [token for token in found if token not in _STOP_TOKENS] or found
    return [{token: 1.0} for token in content][:_MAX_POOLS]


class Translator:
    """Translates the words of a question: by dictionary, figures by value, unknown names by transliteration."""

    def __init__(self, dictionary: Dictionary, names: IndexNames) -> None:
        self._dictionary = dictionary
        self._names = names
        # A question's pools and its terms are asked for one after the other: its words are looked up once.
        self._english_word_pools = lru_cache(maxsize=_MAX_QUESTIONS)(self._find_english_word_pools)
        self._chinese_words = lru_cache(maxsize=_MAX_QUESTIONS)(self._find_chinese_words)

    def translated_pools(self, question: str, *, language: Literal["en", "zh"]) -> Sequence[Pool]:
        """The pools of a question in the other language: the translations of each word.

        Figures, and words that the other language may write in the same way, are translations of themselves.
        """
        if language == "zh":
            words = dict.fromkeys(self._chinese_words(question))
            found: list[Pool] = [pool for word in words for pool in self._chinese_word_pools(word)]
            found += [{token: 1.0} for token in dict.fromkeys(tokens(question)) if not HAN_RUN.search(token)]
        else:
            found = [{**pool, token: 1.0} for token, pool in self._english_word_pools(question).items()]
        return [pool for pool in found if pool][:_MAX_POOLS]

    def translate_terms(
        self, terms: Iterable[Term], question: str, *, language: Literal["en", "zh"]
    ) -> tuple[Term, ...]:
        """The terms of a question with their translations. The pieces of a name become one term."""
        english = self._english_word_pools(question) if language == "en" else {}
        translated = []
        for term in self._join_name_pieces(terms, question) if language == "zh" else terms:
            if HAN_RUN.search(term.word):
                parts = self._chinese_words(term.word)
                length = sum(map(len, parts)) or 1
                pools = [
                    (len(part) / length / len(found), pool)
                    for part in parts
                    for found in [self._chinese_word_pools(part)]
                    for pool in found
                ]
            else:
                pools = [(1.0, english.get(token, {})) for token in tokens(term.word)[:1]]
            translations = tuple(Translation(share, tuple(sorted(pool.items()))) for share, pool in pools if pool)
            phrases = tuple(map(tuple, self._dictionary.multiword_glosses(term.word))) if language == "zh" else ()
            translated.append(replace(term, translations=translations, phrase_translations=phrases))
        return tuple(translated)

    def _join_name_pieces(self, terms: Iterable[Term], question: str) -> Iterator[Term]:
        """The terms, with the pieces of one name joined: 布达 and 诺夫 are one man."""
        names = [
            word
            for word in self._chinese_words(question)
            if self._dictionary.listed_names(word) or not self._dictionary.english(word)
        ]
        pieces = list(terms)
        joined = set()
        for term in pieces:
            name = next((name for name in names if term.word in name), None)
            if name is None:
                yield term
            elif name not in joined:
                joined.add(name)
                weight = max(piece.weight for piece in pieces if piece.word in name)
                yield replace(term, word=name, is_name=True, weight=max(weight, _MIN_NAME_WEIGHT))

    def _chinese_word_pools(self, word: str) -> Sequence[Pool]:
        """The translations of a Chinese word. A listed name has one pool for each word of its English name, or the acronym."""
        listed = self._dictionary.listed_names(word)
        longest = max(map(len, listed), default=0)
        if not longest:
            return [self._dictionary.english(word) or self._names.to_latin(word)]
        short = {name[0]: 1.0 for name in listed if len(name) == 1}
        in_full = [name for name in listed if len(name) == longest]
        return [short | dict.fromkeys(tokens_there, 1.0) for tokens_there in zip(*in_full, strict=True)]

    def _find_english_word_pools(self, question: str) -> Mapping[str, Pool]:
        """The Chinese translations of each search token of an English question, by token."""
        found = [token for token in dict.fromkeys(tokens(question)) if token not in _STOP_TOKENS]
        chinese = self._dictionary.chinese(found)
        names = {fold(name) for name in _CAPITALISED.findall(question)}
        return {token: chinese[token] or (self._names.to_chinese(token) if token in names else {}) for token in found}

    def _find_chinese_words(self, question: str) -> tuple[str, ...]:
        """The words of a Chinese question that have a translation. Unknown words are taken for a name, or cut further."""
        runs = HAN_RUN.findall(fold(question))
        return tuple(word for run in runs for word in self._known_words(list(cut_words(run))))

    def _known_words(self, words: Sequence[str]) -> Iterator[str]:
        start = 0
        while start < len(words):
            end = self._end_of_name(words, start)
            if end:
                yield "".join(words[start:end])
            elif self._dictionary.english(words[start]):
                yield words[start]
            else:
                yield from self._known_parts(words[start])
            start = end or start + 1

    def _end_of_name(self, words: Sequence[str], start: int) -> int:
        """The end of a name that begins at a word, in words, or 0. Word segmentation may have cut the name into several."""
        for end in range(min(len(words), start + _MAX_NAME_WORDS), start, -1):
            if self._dictionary.listed_names("".join(words[start:end])):
                return end
        best_end, best_weight = 0, 0.0
        for end in range(start + 1, min(len(words), start + 3) + 1):
            run = "".join(words[start:end])
            if not 3 <= len(run) <= _MAX_TRANSLITERATION or self._dictionary.english(run):
                continue
            if any(len(word) == 1 or not self._dictionary.english(word) for word in words[start:end]):
                weight = max(self._names.to_latin(run).values(), default=0.0)
                if weight > best_weight:
                    best_end, best_weight = end, weight
        return best_end

    def _known_parts(self, word: str) -> Iterator[str]:
        start = 0
        while start < len(word) - 1:
            end = next(
                (
                    e
                    for e in range(min(len(word), start + _LONGEST_WORD), start + 1, -1)
                    if self._dictionary.english(word[start:e])
                ),
                start + 1,
            )
            if end - start > 1:
                yield word[start:end]
            start = end
