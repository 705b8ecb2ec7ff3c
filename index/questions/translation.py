"""A question in the words of the other language: for search, and for checking what a sentence says.

Structured queries: Pirkola, "The effects of query structure and dictionary setups in dictionary-based cross-language
information retrieval", 1998; with weights: Darwish and Oard, "Probabilistic structured query methods", 2003.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import jieba
import regex

from index.names import IndexNames
from index.questions.terms import Term, Translation
from index.text import ENGLISH_STOP_WORDS, HAN_RUN, fold
from index.vocabulary import Dictionary, tokens

# Search tokens of the other language with a weight from 0 to 1: any of them stands for the one word of the question.
Pool = Mapping[str, float]

_CAPITALISED = regex.compile(r"\b\p{Lu}[\p{L}\p{M}]{2,}")
_MOST_POOLS = 400
_LONGEST_NAME = 8
_MOST_WORDS = 8
# However common its pieces are, it matters whose name it is.
_LEAST_OF_A_NAME = 1.0
_IDLE = ENGLISH_STOP_WORDS | set(tokens(" ".join(sorted(ENGLISH_STOP_WORDS))))


def question_pools(question: str) -> Sequence[Pool]:
    """One pool for each search token of a question that means something, of nothing but itself."""
    asked = list(dict.fromkeys(tokens(question)))
    telling = [token for token in asked if token not in _IDLE] or asked
    return [{token: 1.0} for token in telling][:_MOST_POOLS]


class Translator:
    """Gives the words of a question in the other language, by dictionary, by value and by sound."""

    def __init__(self, dictionary: Dictionary, names: IndexNames) -> None:
        self._dictionary = dictionary
        self._names = names

    def translated_pools(self, question: str, *, language: Literal["en", "zh"]) -> Sequence[Pool]:
        """One pool for each word of a question, of what it may stand as in a text of the other language.

        Figures, and names written as they are in the other language, stand for themselves.
        """
        if language == "zh":
            words = dict.fromkeys(self._chinese_words(question))
            found: list[Pool] = [pool for word in words for pool in self._of_chinese(word)]
            found += [{token: 1.0} for token in dict.fromkeys(tokens(question)) if not HAN_RUN.search(token)]
        else:
            found = [{**pool, token: 1.0} for token, pool in self._of_english(question).items()]
        return [pool for pool in found if pool][:_MOST_POOLS]

    def translate_terms(
        self, terms: Iterable[Term], question: str, *, language: Literal["en", "zh"]
    ) -> tuple[Term, ...]:
        """The terms of a question, each with the words that stand for it in the other language."""
        english = self._of_english(question) if language == "en" else {}
        made = []
        for term in self._whole_names(terms, question) if language == "zh" else terms:
            if HAN_RUN.search(term.word):
                parts = list(self._chinese_words(term.word))
                length = sum(map(len, parts)) or 1
                pools = [
                    (len(part) / length / len(found), pool)
                    for part in parts
                    for found in [self._of_chinese(part)]
                    for pool in found
                ]
            else:
                pools = [(1.0, english.get(token, {})) for token in tokens(term.word)[:1]]
            translations = tuple(Translation(share, tuple(sorted(pool.items()))) for share, pool in pools if pool)
            phrases = tuple(map(tuple, self._dictionary.multiword_glosses(term.word))) if language == "zh" else ()
            made.append(replace(term, translations=translations, phrase_translations=phrases))
        return tuple(made)

    def _whole_names(self, terms: Iterable[Term], question: str) -> Iterator[Term]:
        """The terms with those that are pieces of one name put together: 布达, 诺夫 are one man."""
        heard = [
            word
            for word in self._chinese_words(question)
            if self._dictionary.listed_names(word) or not self._dictionary.english(word)
        ]
        pieces = list(terms)
        given = set()
        for term in pieces:
            name = next((name for name in heard if term.word in name), None)
            if name is None:
                yield term
            elif name not in given:
                given.add(name)
                weight = max(piece.weight for piece in pieces if piece.word in name)
                yield replace(term, word=name, is_name=True, weight=max(weight, _LEAST_OF_A_NAME))

    def _of_chinese(self, word: str) -> Sequence[Pool]:
        """What a word may stand as. A listed name stands as each of its words, for it is all of them, or as its acronym."""
        listed = self._dictionary.listed_names(word)
        longest = max(map(len, listed), default=0)
        if not longest:
            return [self._dictionary.english(word) or self._names.to_latin(word)]
        short = {name[0]: 1.0 for name in listed if len(name) == 1}
        in_full = [name for name in listed if len(name) == longest]
        return [short | dict.fromkeys(tokens_there, 1.0) for tokens_there in zip(*in_full, strict=True)]

    def _of_english(self, question: str) -> Mapping[str, Pool]:
        """For each search token of an English question its Chinese words."""
        asked = [token for token in dict.fromkeys(tokens(question)) if token not in _IDLE]
        found = self._dictionary.chinese(asked)
        names = {fold(name) for name in _CAPITALISED.findall(question)}
        return {token: found[token] or (self._names.to_chinese(token) if token in names else {}) for token in asked}

    def _chinese_words(self, question: str) -> Iterator[str]:
        """The words of a Chinese question that mean something in English; what is unknown is heard, or cut further."""
        for run in HAN_RUN.findall(fold(question)):
            yield from self._words_of(list(jieba.cut(run)))

    def _words_of(self, words: Sequence[str]) -> Iterator[str]:
        start = 0
        while start < len(words):
            end = self._end_of_name(words, start)
            if end:
                yield "".join(words[start:end])
            elif self._dictionary.english(words[start]):
                yield words[start]
            else:
                yield from self._parts(words[start])
            start = end or start + 1

    def _end_of_name(self, words: Sequence[str], start: int) -> int:
        """Where a name ends that begins with a word and that the segmenter may have cut apart; 0 where none begins."""
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            if self._dictionary.listed_names("".join(words[start:end])):
                return end
        best, sure = 0, 0.0
        for end in range(start + 1, min(len(words), start + 3) + 1):
            run = "".join(words[start:end])
            if not 3 <= len(run) <= _LONGEST_NAME or self._dictionary.english(run):
                continue
            if any(len(word) == 1 or not self._dictionary.english(word) for word in words[start:end]):
                heard = max(self._names.to_latin(run).values(), default=0.0)
                if heard > sure:
                    best, sure = end, heard
        return best

    def _parts(self, word: str) -> Iterator[str]:
        start = 0
        while start < len(word) - 1:
            end = next(
                (e for e in range(len(word), start + 1, -1) if self._dictionary.english(word[start:e])), start + 1
            )
            if end - start > 1:
                yield word[start:end]
            start = end
