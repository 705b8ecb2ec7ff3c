"""Windows: a text is read in stretches of a few sentences, as the reader was trained."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.text import Span

# In tokens. The reader was trained on windows of 50 to 130 tokens.
_LONGEST_WINDOW = 110
# A sentence that is longer than this is cut. The reader was trained on no longer ones.
_LONGEST_SENTENCE = 220
# The sentence before a window is read with it if it has no more tokens than this: it says who "he" is. Set by hand.
_LONGEST_LEAD = 40


@dataclass(frozen=True, slots=True)
class Window:
    """Successive sentences of a text: ``start`` and ``end`` are tokens of it, ``sentences`` the numbers of the sentences."""

    text: int
    start: int
    end: int
    sentences: range


def token_spans(offsets: Sequence[Span], sentences: Sequence[Span]) -> list[Span]:
    """The tokens of each sentence of a text, from the characters at which tokens start. None is empty if there are tokens."""
    starts: NDArray[np.int64] = np.array([start for start, _ in offsets], dtype=np.int64)
    spans = []
    for start, end in sentences:
        first = max(int(np.searchsorted(starts, start, side="right")) - 1, 0)
        spans.append((first, max(int(np.searchsorted(starts, end)), first + 1)))
    return spans


def cut_windows(text: int, spans: Sequence[Span]) -> list[Window]:
    """The windows that hold all sentences of a text, given as spans of tokens, each with the sentence before it."""
    windows = []
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= _LONGEST_WINDOW:
            last += 1
        start, end = spans[first][0], min(spans[last][1], spans[first][0] + _LONGEST_SENTENCE)
        if first and start - spans[first - 1][0] <= _LONGEST_LEAD:
            start = spans[first - 1][0]
        windows.append(Window(text, start, end, range(first, last + 1)))
        first = last + 1
    return windows
