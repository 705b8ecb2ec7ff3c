"""Claims to verify: a sentence and a window that supports it, refutes it, or says nothing of it."""

import random
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.reader.packing import LONGEST_WINDOW, Packed, choose_window, pack, read_together
from training.reader.token_data import HALF, TURNED, WHOLE, Ends, TokenData, Tokens

SUPPORTED, REFUTED, UNKNOWN = 0, 1, 2

# Set by hand, all of them.
_LABELLED = 0.55  # claims of the labelled set; the others are aligned sentences, as they are or turned round
_SWITCHED = 0.35  # of the labelled ones, with words of the other language
_MISPLACED = 0.3  # of the labelled ones, with a window that is not the evidence
_ELSEWHERE = 0.5  # of those, with a window of another passage
_LONGEST_EVIDENCE, _GROWING, _GROWN = 200, 0.6, 130  # in tokens; the chance of one more sentence; up to so many tokens
_TURNED, _ALIGNED_MISPLACED = 0.4, 0.2


class ClaimBatch(NamedTuple):
    """Claims, each packed with a window, and their verdicts."""

    packed: Packed
    verdicts: Tensor


class ClaimLessons:
    """Draws claims from the training data, or from those that are kept out of it."""

    def __init__(self, data: TokenData, *, kept_out: bool = False) -> None:
        self.data = data
        self._numbers: NDArray[Any] = np.flatnonzero(data.claims[:, 4] == int(kept_out))

    def batch(self, claims: int, rng: random.Random) -> ClaimBatch:
        """Some claims."""
        sequences: list[NDArray[Any]] = []
        verdicts: list[int] = []
        while len(sequences) < claims:
            drawn = self._labelled(rng) if rng.random() < _LABELLED else self._aligned(rng)
            if drawn:
                claim, window, verdict = drawn
                sequences.append(read_together(claim, claim[:0], window)[0])
                verdicts.append(verdict)
        return ClaimBatch(pack(sequences), torch.tensor(verdicts))

    def _labelled(self, rng: random.Random) -> tuple[Tokens, Tokens, int] | None:
        """A labelled claim. None where there is no window as wanted: another is drawn then."""
        data = self.data
        number = int(rng.choice(self._numbers))
        row = data.claim(number)
        claim = data.claim_texts[2 * number + (rng.random() < _SWITCHED)]
        ends = data.sentences[row.passage]
        last = min(row.last, len(ends) - 2)
        first = min(row.first, last)
        if rng.random() >= _MISPLACED:
            window = _grow(ends, first, first if ends[last + 1] - ends[first] > _LONGEST_EVIDENCE else last, rng)
            return claim, _cut(data.passages[row.passage], ends, window), row.verdict
        passage = row.passage
        rest = [i for i in range(len(ends) - 1) if not first - 1 <= i <= last + 1]
        if rng.random() < _ELSEWHERE or not rest:
            passage = data.claim(int(rng.choice(self._numbers))).passage
            if passage == row.passage:
                return None
            ends = data.sentences[passage]
            rest = list(range(len(ends) - 1))
        window = choose_window(ends, rng.choice(rest), rng)
        if passage == row.passage and not (window[1] < first or window[0] > last):
            return None
        return claim, _cut(data.passages[passage], ends, window), UNKNOWN

    def _aligned(self, rng: random.Random) -> tuple[Tokens, Tokens, int] | None:
        """A sentence or half of one against its own passage, in either language; or one turned round."""
        data = self.data
        group, side, other = rng.randrange(data.trained_groups), rng.randrange(2), rng.randrange(2)
        tokens, ends = data.aligned[group * 2 + other], data.aligned_sentences[group * 2 + other]
        target = min(int(data.aligned_targets[group]), len(ends) - 2)
        drawn = rng.random()
        form = TURNED if drawn < _TURNED else rng.choice([WHOLE, WHOLE, HALF])
        claim = data.aligned_questions[group * 6 + side * 3 + form]
        if len(claim) < 3:
            return None
        if drawn <= 1 - _ALIGNED_MISPLACED:
            window = choose_window(ends, target, rng)
            return claim, _cut(tokens, ends, window), REFUTED if form == TURNED else SUPPORTED
        rest = [i for i in range(len(ends) - 1) if i != target]
        if not rest:
            return None
        window = choose_window(ends, rng.choice(rest), rng, avoid=target)
        return claim, _cut(tokens, ends, window), UNKNOWN


def _grow(ends: Ends, first: int, last: int, rng: random.Random) -> tuple[int, int]:
    """A window around some sentences, with some of those before and after."""
    while rng.random() < _GROWING and first > 0 and ends[last + 1] - ends[first - 1] < _GROWN:
        first -= 1
    while rng.random() < _GROWING and last + 2 < len(ends) and ends[last + 2] - ends[first] < _GROWN:
        last += 1
    return first, last


def _cut(tokens: Tokens, ends: Ends, window: tuple[int, int]) -> Tokens:
    start, end = int(ends[window[0]]), int(ends[window[1] + 1])
    return tokens[start : min(end, start + LONGEST_WINDOW)]
