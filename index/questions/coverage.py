"""How far a text covers the terms of a question, in either language."""

from functools import cached_property, lru_cache

import jieba

from index.names import IndexNames
from index.questions.terms import Term, content_terms
from index.questions.translation import Translator
from index.text import HAN, fold, question_language, zipf_frequency
from index.vocabulary import Dictionary, tokens, value_tokens, word_tokens

_MOST_READ = 256


@lru_cache(maxsize=4096)
def _is_telling_character(character: str) -> bool:
    """Whether one character says something of the word it is part of: 卖 does, 人 does not."""
    return zipf_frequency(character, "zh") < 5.5


@lru_cache(maxsize=4096)
def _tokens_of(word: str) -> tuple[str, ...]:
    return tuple(tokens(word))


class TokenizedText:
    """A text ready to be checked for terms."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._text = text
        self._words = frozenset(word_tokens(text))

    @cached_property
    def _values(self) -> frozenset[str]:
        """What its figures are worth, which takes longer to read than its words."""
        return frozenset(value_tokens(self._text))

    def _has(self, token: str) -> bool:
        return token in self._words or ((token[:2] == "m_" or token[0].isdigit()) and token in self._values)

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The characters its words begin with: 卖 of 卖出, but not 口 of 出口."""
        return frozenset(word[0] for word in jieba.cut(self._folded))

    def term_coverage(self, term: Term) -> float:
        """How far the text holds a term: 1 for the word or its stem, less for part of a Chinese word or a kin name."""
        own = self._covers_chinese(term) if HAN.search(term.word) else self._covers_latin(term)
        return max(own, self._covers_translated(term)) if own < 1 and term.translations else own

    def _covers_translated(self, term: Term) -> float:
        """How far the text holds what stands for a term in the other language; two words may make up one together."""
        if any(self._words.issuperset(phrase) for phrase in term.phrase_translations):
            return 1.0
        covered = 0.0
        for translation in term.translations:
            held = sorted((weight for token, weight in translation.tokens if self._holds(token)), reverse=True)[:2]
            covered += translation.share * min(1.0, sum(held))
        return covered

    def _holds(self, token: str) -> bool:
        # A name found by its sound is looked for whole; the segmenter may have cut it.
        return self._has(token) or (len(token) > 2 and token[0] > "\u3400" and token in self._folded)

    def _covers_latin(self, term: Term) -> float:
        if all(map(self._has, _tokens_of(term.word))):
            return 1.0
        if term.is_figure:
            return 0.0
        # Germany, German; employ, employment.
        stem = term.word[:5] if len(term.word) >= 6 else term.word[:4] if term.is_name and len(term.word) == 5 else None
        return 0.7 if stem and any(token.startswith(stem) for token in self._words) else 0.0

    def _covers_chinese(self, term: Term) -> float:
        word = term.word
        if word in self._folded:
            return 1.0
        if term.is_name or len(word) == 1:
            return 0.0
        if len(word) == 2:
            return 0.45 if any(c in self._openings and _is_telling_character(c) for c in word) else 0.0
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        return 0.9 * sum(pair in self._folded for pair in pairs) / len(pairs)


@lru_cache(maxsize=4096)
def tokenize_text(text: str) -> TokenizedText:
    """A text ready to be checked for terms; the same passages come up again and again."""
    return TokenizedText(text)


class SentenceCoverage:
    """How far a text holds the content words of a sentence, in either language. Safe to use from one thread at a time."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._translator = Translator(dictionary, IndexNames(()))
        self._terms = lru_cache(maxsize=_MOST_READ)(self._translated)

    def coverage(self, sentence: str, text: str) -> float:
        """The weighted share of the sentence's content words that the text holds, 0 to 1; 1 where it has none."""
        terms = self._terms(sentence)
        total = sum(term.weight for term in terms)
        read = tokenize_text(text)
        return sum(term.weight * read.term_coverage(term) for term in terms) / total if total else 1.0

    def _translated(self, sentence: str) -> tuple[Term, ...]:
        language = question_language(sentence)
        return self._translator.translate_terms(content_terms(sentence), sentence, language=language)
