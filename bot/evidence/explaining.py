"""Why a question is answered or refused: the sentences that were weighed, and how probable each is."""

import math
from collections.abc import Sequence

from bot.answers import Explanation, WeighedSentence
from bot.evidence.choice import answer_probability
from bot.evidence.gate import ANSWER_THRESHOLD, NONE_THRESHOLD, are_sufficient, none_probability
from bot.evidence.ranking import Evidence
from index import Passage

# Set by hand.
_MOST_SENTENCES = 8


def explain_choice(ranked: Sequence[Evidence], passages: Sequence[Passage]) -> Explanation:
    """The most probable of the sentences that were weighed, best first, and the threshold that the best had to pass."""
    none = none_probability(ranked)
    ranks = {passage.chunk.id: rank for rank, passage in enumerate(passages, start=1)}
    sentences = tuple(
        WeighedSentence(
            text=e.text, source=e.passage.source, rank=ranks.get(e.passage.chunk.id, 0), probability=math.exp(min(e.score, 50.0)) * none,
            reading=1 / (1 + math.exp(-e.reading.odds)) if e.is_read and e.reading else None, meaning=e.meaning,
            words=e.coverage,
        )
        for e in ranked[:_MOST_SENTENCES]
    )  # fmt: skip
    best = answer_probability(ranked[0]) if ranked else 0.0
    return Explanation(
        sentences, none=none, best=best, threshold=ANSWER_THRESHOLD, none_threshold=NONE_THRESHOLD,
        is_sufficient=are_sufficient(ranked),
    )  # fmt: skip
