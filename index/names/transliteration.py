"""Transliterated names: the similarity of a Chinese transliteration and a Latin spelling.

Both are turned into sounds, and the best alignment of the two is scored by log odds: how much more often a Chinese
sound renders a Latin one than by chance. Learnt edit distance: Ristad and Yianilos, "Learning String-Edit Distance",
1998. Transliteration as a noisy channel of sounds: Knight and Graehl, "Machine Transliteration", 1998.

Learnt on one half of the names and measured on the other: of 2,136 Latin names, the right one comes first for 77% of
the Chinese ones; at a least similarity of 0.75, 76% are kept, and one ordinary English word in 6,000 passes.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.names.phonetics import chinese_sounds, latin_sounds, letters_of, pinyin_spellings
from index.names.word_lists import TRANSLITERATION_CHARACTERS, read_lines
from index.text import HAN, fold, lazy_pattern

_Odds = NDArray[np.float32]

# Dots between the parts of a foreign name: 弗拉基米尔·普京.
NAME_DOT = "[·•・‧∙]"
_DOT = lazy_pattern(NAME_DOT)
# Of three and more characters: two stand together by chance too often.
_RUNS = lazy_pattern(f"[{''.join(sorted(TRANSLITERATION_CHARACTERS))}]{{3,8}}")
# Log odds of two sounds that the table has no entry for. Set by hand.
_UNLIKELY = -1.2
_LONGEST_NAME = 12  # in characters; the rest is left out. Set by hand.
# Log odds at which the similarity is 0.5. A match by chance is likely, as there are many words to compare.
_EVEN_ODDS = 2.5
# Sums of 32-bit floats in another order differ by less.
_ROUNDING = 1e-3


def _read_odds() -> tuple[dict[str, int], dict[str, int], _Odds, _Odds, _Odds]:
    """Codes of the Chinese and of the Latin sounds, and log odds of shapes (Chinese, Latin), (Chinese,) and (Latin,)."""
    *rows, last = (line.split() for line in read_lines("sound_odds.txt"))
    chinese = {row[0][0]: i for i, row in enumerate(rows)}
    latin = {cell[0]: i for i, cell in enumerate(last[1:])}
    rendered = np.full((len(chinese), len(latin)), _UNLIKELY, dtype=np.float32)
    for row in rows:
        for cell in row[1:]:
            rendered[chinese[row[0][0]], latin[cell[0]]] = int(cell[1:]) / 10
    silent = np.array([int(row[0][1:]) / 10 for row in rows], dtype=np.float32)
    return chinese, latin, rendered, silent, np.array([int(cell[1:]) / 10 for cell in last[1:]], dtype=np.float32)


_CHINESE_CODES, _LATIN_CODES, _RENDERED, _SILENT, _ADDED = _read_odds()


def looks_transliterated(run: str) -> bool:
    """Whether a Chinese word of two to eight characters is written like a foreign name.

    All its characters must be typical of transliterations; from four on, one may be another. Some common words pass
    (``那里``, ``基金``), about one in sixty, and nearly a fifth of the names fail.
    """
    characters = _folded_han(run)
    others = sum(character not in TRANSLITERATION_CHARACTERS for character in characters)
    return 2 <= len(characters) <= 8 and others <= (len(characters) >= 4)


def is_transliteration_character(character: str) -> bool:
    """Whether a simplified Chinese character is typical of transliterations."""
    return character in TRANSLITERATION_CHARACTERS


def transliterated_runs(text: str) -> list[str]:
    """The stretches of three to eight characters of a text that are written like foreign names."""
    return _RUNS.findall(text)


class SoundIndex:
    """Latin words, prepared to be compared by sound with many Chinese names.

    ``sounds`` are those of each word, as ``latin_sounds`` gives them, where they are known already.
    """

    def __init__(self, words: Sequence[str], sounds: Sequence[str] | None = None) -> None:
        known = dict(zip(words, sounds if sounds is not None else [""] * len(words), strict=True))
        self._words = list(known)
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self._words):
            self._by_letters[letters_of(word)].append(i)
        self._sounds = _ManySounds([own or latin_sounds(letters_of(word)) for word, own in known.items()], _LATIN_CODES)

    def nearest(self, chinese: str, *, least: float) -> list[tuple[str, float]]:
        """The words that a Chinese name may transliterate, best first, each with its similarity of at least ``least``.

        The similarity is from 0 to 1; a short transliteration never comes near 1. Of a name in parts the best part counts.
        """
        scores = np.zeros(len(self._words), dtype=np.float32)
        for part in filter(None, map(_folded_han, _DOT.split(chinese))):
            np.maximum(scores, self._sounds.similarities(_chinese_codes(chinese_sounds(part)), least=least), out=scores)
            for letters, score in pinyin_spellings(part):
                for i in self._by_letters.get(letters, ()):
                    scores[i] = max(scores[i], score)
        return _best(self._words, scores, least)


class TransliterationIndex:
    """Transliterated names in Chinese, prepared to be compared by sound with many Latin words.

    ``pinyin`` has the syllables of each, as ``pinyin`` gives them.
    """

    def __init__(self, runs: Sequence[str], pinyin: Sequence[Sequence[str]]) -> None:
        self._runs = runs
        self._by_letters: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, (run, syllables) in enumerate(zip(runs, pinyin, strict=True)):
            for letters, score in pinyin_spellings(run, syllables):
                self._by_letters[letters].append((i, score))
        sounds = [chinese_sounds(run, syllables) for run, syllables in zip(runs, pinyin, strict=True)]
        self._sounds = _ManySounds(sounds, _CHINESE_CODES)

    def nearest(self, latin: str, *, least: float) -> list[tuple[str, float]]:
        """The names that may transliterate a Latin word, best first, each with its similarity of at least ``least``."""
        letters = letters_of(latin)
        codes = [_LATIN_CODES[sound] for sound in latin_sounds(letters)]
        scores = self._sounds.similarities(codes, least=least)
        for i, score in self._by_letters.get(letters, ()):
            scores[i] = max(scores[i], score)
        return _best(self._runs, scores, least)


class _ManySounds:
    """The sounds of many names of one script, to be aligned with those of one name of the other script."""

    def __init__(self, sounds: Sequence[str], own_codes: Mapping[str, int]) -> None:
        self._is_latin = own_codes is _LATIN_CODES
        self._tables = (_RENDERED, _SILENT, _ADDED) if self._is_latin else (_RENDERED.T.copy(), _ADDED, _SILENT)
        # How often each name has each sound, so that bounds of all are one product.
        self._counts = np.zeros((len(sounds), len(own_codes)), dtype=np.float32)
        by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for i, own in enumerate(sounds):
            codes = [own_codes[sound] for sound in own if sound in own_codes]
            by_length[len(codes)].append((i, codes))
            for code in codes:
                self._counts[i, code] += 1
        # Names of one length are one matrix, of shape (length, names), so that no alignment runs over padding.
        self._groups = [
            (np.array([i for i, _ in members]), np.array([codes for _, codes in members], dtype=np.intp).T)
            for length, members in by_length.items()
            if length
        ]

    def similarities(self, codes: Sequence[int], *, least: float) -> _Odds:
        """The similarity of each name with one of the other script; 0 instead of what is below ``least``.

        Before names are aligned, those are left out that could not be similar enough if each of their sounds were rendered
        by the one of the other's that suits it best, in any order.
        """
        rendered, silent, added = self._tables
        scores = np.zeros(len(self._counts), dtype=np.float32)
        if not codes:
            return scores
        least_odds = _EVEN_ODDS + math.log10(least / (1 - least)) if 0 < least < 1 else -math.inf
        at_best = self._counts @ np.maximum(added, rendered[codes].max(axis=0)) + np.maximum(silent[codes], 0).sum()
        is_likely = at_best >= least_odds - _ROUNDING
        for members, own in self._groups:
            chinese, latin = (len(codes), len(own)) if self._is_latin else (len(own), len(codes))
            if chinese / 2 - 1 <= latin <= 1.5 * chinese + 1:
                (likely,) = np.nonzero(is_likely[members])
                if len(likely):
                    odds = _log_odds(codes, own[:, likely], rendered=rendered, silent=silent, added=added)
                    scores[members[likely]] = 1 / (1 + 10 ** (_EVEN_ODDS - odds))
        return scores


def _log_odds(
    codes: Sequence[int], many: NDArray[np.intp], *, rendered: _Odds, silent: _Odds, added: _Odds
) -> _Odds:  # fmt: skip
    """The log odds of the best alignment of one name with each of many: shape (length, names) gives (names,)."""
    alone = np.zeros((len(many) + 1, many.shape[1]), dtype=np.float32)
    np.cumsum(added[many], axis=0, out=alone[1:])
    row = alone
    for code in codes:
        after = row + silent[code]
        np.maximum(after[1:], row[:-1] + rendered[code].take(many), out=after[1:])
        row = np.maximum.accumulate(after - alone, axis=0) + alone
    odds: _Odds = row[-1]
    return odds


def _best(names: Sequence[str], scores: _Odds, least: float) -> list[tuple[str, float]]:
    (found,) = np.nonzero((scores >= least) & (scores > 0))
    return [(names[i], float(scores[i])) for i in found[np.argsort(-scores[found], kind="stable")]]


def _chinese_codes(sounds: str) -> list[int]:
    return [_CHINESE_CODES[sound] for sound in sounds if sound in _CHINESE_CODES]


def _folded_han(text: str) -> str:
    return "".join(HAN.findall(fold(text)))[:_LONGEST_NAME]
