"""Weights of translations, from 0 to 1: glosses of the dictionary combined with a lexicon learnt from aligned text."""

import gzip
import math
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from index.vocabulary.glosses import Glosses

# p(translation | word) by word and translation.
Probabilities = dict[str, dict[str, float]]

_LEAST_WEIGHT = 0.1  # Set by hand.
# Shares of the two sources where both know a word. Chosen on the dev halves of Belebele, MLQA and XQuAD, where a share
# of the dictionary from 0.15 to 0.5 changed the result by less than a point.
_DICTIONARY_SHARE, _LEXICON_SHARE = 0.3, 0.7


def read_lexicon() -> tuple[Probabilities, Probabilities]:
    """p(English token | Chinese word) and p(Chinese word | English token), as learnt from aligned text."""
    to_english: Probabilities = defaultdict(dict)
    to_chinese: Probabilities = defaultdict(dict)
    packed = files("index.vocabulary").joinpath("lexicon.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        word, *entries = line.split()
        for entry in entries:
            token, of_word, of_token = entry.rsplit(":", 2)
            if float(of_word):
                to_english[word][token] = float(of_word)
            if float(of_token):
                to_chinese[token][word] = float(of_token)
    return to_english, to_chinese


def english_translations(glosses: Glosses, lexicon: Probabilities) -> Iterator[tuple[str, str, float]]:
    """Each Chinese word with an English token and a weight."""
    for word in {**glosses, **lexicon}:
        learnt = _raise_small(lexicon.get(word, {}))
        weights = {token: share * _LEXICON_SHARE for token, share in learnt.items()}
        glossed: dict[str, float] = {}
        for gloss in glosses.get(word, ()):
            for token in gloss:
                glossed[token] = max(glossed.get(token, 0.0), 1 / len(gloss))
        for token, share in glossed.items():
            weights[token] = weights.get(token, 0.0) + share * (_DICTIONARY_SHARE if learnt else 1.0)
        yield from ((word, token, weight) for token, weight in weights.items() if weight >= _LEAST_WEIGHT)


def chinese_translations(glosses: Glosses, lexicon: Probabilities) -> Iterator[tuple[str, str, float, str]]:
    """Each English token with a Chinese word, a weight, and the gloss that must be there as a whole, or ``""``."""
    glossed: Probabilities = defaultdict(dict)
    for word, meanings in glosses.items():
        for gloss in meanings:
            for token in gloss:
                share = 1 / len(gloss)
                glossed[token][word] = max(glossed[token].get(word, 0.0), share)
                if len(gloss) > 1:
                    yield token, word, 1.0 * (_DICTIONARY_SHARE if token in lexicon else 1.0), " ".join(gloss)
    for token in {**glossed, **lexicon}:
        learnt = _raise_small(lexicon.get(token, {}))
        weights = {word: share * _LEXICON_SHARE for word, share in learnt.items()}
        for word, share in glossed.get(token, {}).items():
            if share >= 0.5:
                weights[word] = weights.get(word, 0.0) + share * (_DICTIONARY_SHARE if learnt else 1.0)
        yield from ((token, word, weight, "") for word, weight in weights.items() if weight >= _LEAST_WEIGHT)


def _raise_small(probabilities: dict[str, float]) -> dict[str, float]:
    """Probabilities relative to the greatest, as square roots, so that a rarer translation keeps a weight."""
    greatest = max(probabilities.values(), default=1.0)
    return {word: math.sqrt(p / greatest) for word, p in probabilities.items()}
