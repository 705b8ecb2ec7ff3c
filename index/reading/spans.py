"""The span of an answer, from how much each token looks like its first and its last."""

import numpy as np
from numpy.typing import NDArray

# In tokens. Nine in ten answers of the training data are shorter.
_LONGEST_ANSWER = 30


def best_span(starts: NDArray[np.float32], ends: NDArray[np.float32]) -> tuple[int, int, float]:
    """The first and last token of the span that the pointers favour, and their sum."""
    sums = np.triu(starts[:, None] + ends[None, :]) + np.tril(np.full((len(starts), len(ends)), -1e9, np.float32), -1)
    sums += np.triu(np.full_like(sums, -1e9), _LONGEST_ANSWER)
    first, last = np.unravel_index(int(sums.argmax()), sums.shape)
    return int(first), int(last), float(sums[first, last])
