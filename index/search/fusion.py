"""One score from several: words and meaning, each standardised over the candidates, added."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

CANDIDATES = 50
# How much meaning counts beside words. Chosen on the dev halves of Belebele, MLQA and XQuAD, all four language pairs
# together; anything from 0.8 to 1.5 was within a point of nDCG@10.
MEANING = 1.0


def best(scores: Mapping[int, float], count: int = CANDIDATES) -> list[int]:
    """The rows of the highest scores, best first."""
    return sorted(scores, key=lambda row: (-scores[row], row))[:count]


def combined(
    words: Sequence[Mapping[int, float]], meaning: Mapping[int, float], *, weight: float = MEANING
) -> dict[int, float]:
    """One score for every candidate: its word score plus ``weight`` times its meaning score, both standardised.

    ``words`` has one mapping for each way of finding words (as they stand, translated), all on one scale; where several
    know a row the highest counts. Candidates are the best of each mapping and all of ``meaning``. A candidate that
    meaning knows nothing of gets its lowest score; where it is silent altogether, words decide alone.
    """
    candidates = sorted({*meaning, *(row for scores in words for row in best(scores))})
    if not candidates:
        return {}
    lowest = min(meaning.values(), default=0.0)
    total = _standardised([max((scores.get(row, 0.0) for scores in words), default=0.0) for row in candidates])
    if meaning:
        total = total + weight * _standardised([meaning.get(row, lowest) for row in candidates])
    return dict(zip(candidates, total.tolist(), strict=True))


def _standardised(values: Sequence[float]) -> NDArray[np.float64]:
    array = np.asarray(values, dtype=np.float64)
    deviation = array.std()
    return (array - array.mean()) / deviation if deviation > 1e-9 else array * 0.0
