"""How far a text covers the terms of a question, in either language."""

from functools import cached_property, lru_cache

from index.names import IndexNames
from index.questions.terms import Term, content_terms
from index.questions.translation import Translator
from index.text import HAN, fold, question_language
from index.vocabulary import Dictionary, tokens, value_tokens, word_tokens
from index.words import cut_words, zipf_frequency

_CACHED_SENTENCES = 256


@lru_cache(maxsize=4096)
def _is_distinctive_character(character: str) -> bool:
    """Whether a character is rare enough to stand for a word it is part of: 卖 is, 人 is not. The bound is set by hand."""
    return zipf_frequency(character, "zh") < 5.5


@lru_cache(maxsize=4096)
def _term_tokens(word: str) -> tuple[str, ...]:
    return tuple(tokens(word))


class TokenizedText:
    """A text, cut into tokens, that can be checked for terms."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._text = text
        self._words = frozenset(word_tokens(text))

    @cached_property
    def _values(self) -> frozenset[str]:
        """The values of its figures as tokens. They take longer to read than its words."""
        return frozenset(value_tokens(self._text))

    def _has_token(self, token: str) -> bool:
        return token in self._words or (("_" in token or token[0].isdigit()) and token in self._values)

    @cached_property
    def _first_characters(self) -> frozenset[str]:
        """The first characters of its words: 卖 of 卖出, but not 口 of 出口."""
        return frozenset(word[0] for word in cut_words(self._folded))

    def term_coverage(self, term: Term) -> float:
        """How far the text holds a term: 1 for the word or its stem, less for a part of it or a related form.

        The shares below 1 are set by hand.
        """
        own = self._chinese_coverage(term) if HAN.search(term.word) else self._latin_coverage(term)
        return max(own, self._translation_coverage(term)) if own < 1 and term.translations else own

    def _translation_coverage(self, term: Term) -> float:
        """How far the text holds the translations of a term. Two translations may add up to one."""
        if any(self._words.issuperset(phrase) for phrase in term.phrase_translations):
            return 1.0
        covered = 0.0
        for translation in term.translations:
            held = sorted(
                (weight for token, weight in translation.tokens if self._has_translation(token)), reverse=True
            )[:2]
            covered += translation.share * min(1.0, sum(held))
        return covered

    def _has_translation(self, token: str) -> bool:
        # A transliterated name is also looked for as a whole: word segmentation may have cut it.
        return self._has_token(token) or (len(token) > 2 and token[0] > "\u3400" and token in self._folded)

    def _latin_coverage(self, term: Term) -> float:
        if all(map(self._has_token, _term_tokens(term.word))):
            return 1.0
        if term.is_figure:
            return 0.0
        # Germany, German; employ, employment.
        stem = term.word[:5] if len(term.word) >= 6 else term.word[:4] if term.is_name and len(term.word) == 5 else None
        return 0.7 if stem and any(token.startswith(stem) for token in self._words) else 0.0

    def _chinese_coverage(self, term: Term) -> float:
        word = term.word
        if word in self._folded:
            return 1.0
        if term.is_name or len(word) == 1:
            return 0.0
        if len(word) == 2:
            return 0.45 if any(c in self._first_characters and _is_distinctive_character(c) for c in word) else 0.0
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        return 0.9 * sum(pair in self._folded for pair in pairs) / len(pairs)


@lru_cache(maxsize=4096)
def tokenize_text(text: str) -> TokenizedText:
    """A text that can be checked for terms. Cached, because the same passages are found again and again."""
    return TokenizedText(text)


class SentenceCoverage:
    """Measures how far a text holds the content words of a sentence. Safe to use from one thread at a time."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._translator = Translator(dictionary, IndexNames())
        self._terms = lru_cache(maxsize=_CACHED_SENTENCES)(self._translated_terms)

    def coverage(self, sentence: str, text: str) -> float:
        """The weighted share of the sentence's content words that the text holds, 0 to 1, or 1 if it has none."""
        terms = self._terms(sentence)
        total = sum(term.weight for term in terms)
        tokenized = tokenize_text(text)
        return sum(term.weight * tokenized.term_coverage(term) for term in terms) / total if total else 1.0

    def _translated_terms(self, sentence: str) -> tuple[Term, ...]:
        language = question_language(sentence)
        return self._translator.translate_terms(content_terms(sentence), sentence, language=language)
