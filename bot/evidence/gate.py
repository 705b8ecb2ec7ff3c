"""The evidence gate: whether to answer on a sentence or to refuse."""

import math

from bot.evidence.ranking import Evidence

# Weights of a logistic model, fitted by ``benchmarks/calibrate_gate.py``: of topic coverage, name coverage, coverage by the
# sentence alone, lowest name coverage, meaning, and the constant. One set for a sentence in the question's language, one
# for the other language, one where the embedder does not know the language.
_WEIGHTS_WITHIN_LANGUAGE = (1.8, -0.25, 1.0, 1.5, 3.3, -4.9)
_WEIGHTS_ACROSS_LANGUAGES = (0.8, 0.25, 2.1, 0.8, 7.3, -5.4)
_WEIGHTS_BY_WORDS = (4.8, 0.0, 3.0, 2.6, 0.0, -6.8)
# The threshold: an answer needs a higher probability. Chosen where 83 of 100 answerable questions were answered and 69 of
# 100 others refused within a language, 84 and 71 across. Two in three of the others have noise on the very subject of the
# question.
ANSWER_THRESHOLD = 0.4
# With a chat model the gate decides what the model gets to read, and the model says whether it answers. At this one 87 to
# 98 of 100 answerable questions pass, and 36 to 59 of 100 others (the table in ``docs/quality.md``).
READING_THRESHOLD = 0.2
# At this one 68 to 56 of 100 answerable questions pass, and 4 to 17 of 100 others: sure enough to quote the sentence
# although a chat model found no answer.
SURE_THRESHOLD = 0.6
# The coverage of the question's names that an answer needs. Set by hand.
NAME_COVERAGE_THRESHOLD = 0.4
# The coverage of the question's topic that an answer in the other language needs: translated words are similar to many.
# Set by hand.
_TOPIC_COVERAGE_THRESHOLD = 0.15
# Added to the logit of a sentence that gives a reason where one is asked for. Set by hand: the sets ask for few reasons.
_REASON_BONUS = 0.5


def is_sufficient(evidence: Evidence) -> bool:
    """Whether a sentence is sufficient evidence for an answer. If the best one is not, the answer is a refusal."""
    return answer_probability(evidence) > ANSWER_THRESHOLD


def is_worth_reading(evidence: Evidence) -> bool:
    """Whether a sentence may answer, so that a chat model should read its passage."""
    return answer_probability(evidence) > READING_THRESHOLD


def is_sure(evidence: Evidence) -> bool:
    """Whether a sentence answers so surely that it is quoted even where a chat model finds no answer."""
    return answer_probability(evidence) > SURE_THRESHOLD


def answer_probability(evidence: Evidence) -> float:
    """The probability that a sentence answers the question, 0 to 1; 0 where a rule excludes it.

    The sentence must hold the expected type of answer, and most of the question's names. Beyond that a logistic model
    decides. It was fitted on answerable questions of CMRC 2018, MLQA, dragonball, RGB and CLAP NQ (dev halves), each set
    with the same weight, and on the same questions with the passage that answers them taken away, replaced by noise, or
    known not to exist (``benchmarks/calibrate_gate.py``; the operating points are in ``docs/quality.md``).
    """
    if not evidence.has_expected_type or evidence.name_coverage < NAME_COVERAGE_THRESHOLD:
        return 0.0
    if evidence.is_cross_language and evidence.topic_coverage < _TOPIC_COVERAGE_THRESHOLD:
        return 0.0
    if evidence.meaning is None and evidence.misses_a_name:
        return 0.0  # without an embedding only the words speak for it, and one is missing
    if evidence.meaning is None:
        weights = _WEIGHTS_BY_WORDS
    else:
        weights = _WEIGHTS_ACROSS_LANGUAGES if evidence.is_cross_language else _WEIGHTS_WITHIN_LANGUAGE
    features = (
        evidence.topic_coverage, evidence.name_coverage, evidence.own_coverage, evidence.lowest_name_coverage,
        evidence.meaning or 0.0, 1.0,
    )  # fmt: skip
    logit = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
    return 1 / (1 + math.exp(-(logit + _REASON_BONUS * evidence.gives_reason)))
