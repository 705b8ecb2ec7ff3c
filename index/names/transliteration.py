"""Transliterated names: the similarity of a Chinese transliteration and a Latin spelling.

Both are turned into sounds, and the best alignment of the two is scored by log odds: how much more often a Chinese
sound renders a Latin one than by chance. Learnt edit distance: Ristad and Yianilos, "Learning String-Edit Distance",
1998. Transliteration as a noisy channel of sounds: Knight and Graehl, "Machine Transliteration", 1998.

Learnt on one half of the names and measured on the other: of 2,136 Latin names, the right one comes first for 77% of
the Chinese ones; at a least similarity of 0.75, 76% are kept, and one ordinary English word in 6,000 passes.
"""

from collections import defaultdict
from collections.abc import Sequence

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
    """Latin words, prepared to be compared by sound with many Chinese names."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = list(dict.fromkeys(words))
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        by_length: dict[int, list[int]] = defaultdict(list)
        sounds = [latin_sounds(letters_of(word)) for word in self._words]
        for i, word in enumerate(self._words):
            self._by_letters[letters_of(word)].append(i)
            by_length[len(sounds[i])].append(i)
        # Words of one length are one matrix, of shape (length, words), so that no alignment runs over padding.
        self._groups = [
            (
                np.array(members),
                np.array([[_LATIN_CODES[sound] for sound in sounds[i]] for i in members], dtype=np.intp).T,
            )
            for length, members in by_length.items()
            if length
        ]

    def nearest(self, chinese: str, *, least: float) -> list[tuple[str, float]]:
        """The words that a Chinese name may transliterate, best first, each with its similarity of at least ``least``.

        The similarity is from 0 to 1; a short transliteration never comes near 1. Of a name in parts the best part counts.
        """
        scores = np.zeros(len(self._words), dtype=np.float32)
        for part in filter(None, map(_folded_han, _DOT.split(chinese))):
            np.maximum(scores, self._sound_similarities(part), out=scores)
            for letters, score in pinyin_spellings(part):
                for i in self._by_letters.get(letters, ()):
                    scores[i] = max(scores[i], score)
        (found,) = np.nonzero((scores >= least) & (scores > 0))
        return [(self._words[i], float(scores[i])) for i in found[np.argsort(-scores[found], kind="stable")]]

    def _sound_similarities(self, part: str) -> _Odds:
        sounds = [_CHINESE_CODES[sound] for sound in chinese_sounds(part) if sound in _CHINESE_CODES]
        scores = np.zeros(len(self._words), dtype=np.float32)
        for members, codes in self._groups:
            if len(sounds) / 2 - 1 <= len(codes) <= 1.5 * len(sounds) + 1:
                scores[members] = 1 / (1 + 10 ** (_EVEN_ODDS - _log_odds(sounds, codes)))
        return scores


def _log_odds(sounds: Sequence[int], codes: NDArray[np.intp]) -> _Odds:
    """The log odds of the best alignment with each word: codes of shape (length, words) give (words,)."""
    added = np.zeros((len(codes) + 1, codes.shape[1]), dtype=np.float32)
    np.cumsum(_ADDED[codes], axis=0, out=added[1:])
    row = added
    for sound in sounds:
        after = row + _SILENT[sound]
        np.maximum(after[1:], row[:-1] + _RENDERED[sound].take(codes), out=after[1:])
        row = np.maximum.accumulate(after - added, axis=0) + added
    odds: _Odds = row[-1]
    return odds


def _folded_han(text: str) -> str:
    return "".join(HAN.findall(fold(text)))[:_LONGEST_NAME]
