"""The evidence gate: whether to answer on a sentence or to refuse."""

import math
from collections.abc import Sequence

from bot.evidence.choice import answer_probability
from bot.evidence.ranking import Evidence

# The threshold: an answer needs a higher probability. Over twelve public sets and pairs of languages 74 of 100 questions then
# get a right sentence, and of 100 that nothing answers 83 are refused (``benchmarks/fit_choice.py fit``).
ANSWER_THRESHOLD = 0.25
# Or it is less probable than this that nothing answers: then several sentences say it, as where a page is there in both
# languages. This changes three in a thousand of those questions.
NONE_THRESHOLD = 0.4
# With a chat model the gate decides what the model gets to read, and the model says whether it answers. Set by hand.
READING_THRESHOLD = 0.15
# So sure that the sentence is quoted although a chat model found no answer: 92 of 100 unanswerable questions are below.
SURE_THRESHOLD = 0.5


def is_sufficient(evidence: Evidence) -> bool:
    """Whether a sentence is sufficient evidence for an answer. If the best one is not, the answer is a refusal.

    Where a question asks what somebody says, and about nothing, whatever he says is an answer.
    """
    return answer_probability(evidence) > ANSWER_THRESHOLD or evidence.is_asked_statement


def are_sufficient(evidence: Sequence[Evidence]) -> bool:
    """Whether the best of the sentences is sufficient evidence, or all of them together, whichever of them answers."""
    return any(map(is_sufficient, evidence[:1])) or none_probability(evidence) < NONE_THRESHOLD


def none_probability(evidence: Sequence[Evidence]) -> float:
    """The probability that none of the sentences answers."""
    return 1 / (1 + sum(math.exp(min(e.score, 50.0)) for e in evidence))


def is_worth_reading(evidence: Evidence) -> bool:
    """Whether a sentence may answer, so that a chat model should read its passage."""
    return answer_probability(evidence) > READING_THRESHOLD


def is_sure(evidence: Evidence) -> bool:
    """Whether a sentence answers so surely that it is quoted even where a chat model finds no answer."""
    return answer_probability(evidence) > SURE_THRESHOLD
