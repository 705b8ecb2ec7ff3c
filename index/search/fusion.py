"""Fusion: keyword and vector scores, each standardised over the candidates (z-scores), added up."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

# Candidates of each way of searching.
CANDIDATES = 50
# The weight of vectors beside keywords. Fitted on the dev halves of Belebele, MLQA and XQuAD, all four language pairs
# together; anything from 0.8 to 1.5 was within a point of nDCG@10.
VECTOR_WEIGHT = 1.0


def top_rows(scores: Mapping[int, float], count: int = CANDIDATES) -> list[int]:
    """The rows of the highest scores, best first."""
    return sorted(scores, key=lambda row: (-scores[row], row))[:count]


def top_positions(scores: NDArray[np.float64], count: int = CANDIDATES) -> list[int]:
    """The positions of the highest scores above 0, best first; of equal ones the first."""
    found = np.flatnonzero(scores > 0)
    if len(found) > count:
        found = found[scores[found] >= np.partition(scores[found], -count)[-count]]
    best: list[int] = found[np.lexsort((found, -scores[found]))][:count].tolist()
    return best


def fuse(
    keyword_scores: Sequence[Mapping[int, float]], similarities: Mapping[int, float], *, weight: float = VECTOR_WEIGHT
) -> dict[int, float]:
    """One score for every candidate: its keyword score plus ``weight`` times its similarity, both standardised.

    ``keyword_scores`` has one mapping for each way of finding words (as asked, translated), all on one scale. Where
    several know a row, the highest counts. Candidates are the best rows of each mapping and all of ``similarities``. A
    candidate without a similarity gets the lowest one. Without any similarity, keywords decide alone.
    """
    candidates = sorted({*similarities, *(row for scores in keyword_scores for row in top_rows(scores))})
    if not candidates:
        return {}
    lowest = min(similarities.values(), default=0.0)
    total = _z_scores([max((scores.get(row, 0.0) for scores in keyword_scores), default=0.0) for row in candidates])
    if similarities:
        total = total + weight * _z_scores([similarities.get(row, lowest) for row in candidates])
    return dict(zip(candidates, total.tolist(), strict=True))


def _z_scores(values: Sequence[float]) -> NDArray[np.float64]:
    array = np.asarray(values, dtype=np.float64)
    deviation = array.std()
    return (array - array.mean()) / deviation if deviation > 1e-9 else array * 0.0
