"""The evidence gate: whether a sentence is good enough to answer on."""

import math

from bot.evidence.weighing import Evidence

# Weights of topic, names, the sentence alone, the worst name, meaning, and the constant: for a sentence in the question's
# language, for one in the other, and for where the embedder does not know the language.
_GATE_WITHIN = (1.8, -0.25, 1.0, 1.5, 3.3, -4.9)
_GATE_ACROSS = (0.8, 0.25, 2.1, 0.8, 7.3, -5.4)
_GATE_BY_WORDS = (4.8, 0.0, 3.0, 2.6, 0.0, -6.8)
# The probability an answer needs: there 83 of 100 answerable questions were answered and 69 of 100 others refused within a
# language, 84 and 71 across. Two in three of the others are noise on the very subject of the question.
LEAST = 0.4
LEAST_NAMES = 0.4
# What is asked about the names must stand there too, in some form, where translation makes likeness cheap.
_LEAST_TOPIC_ACROSS = 0.15
# A sentence that gives a reason where one is asked for speaks for itself. Not fitted: the sets ask for few.
_REASON_GIVEN = 0.5


def is_supported(evidence: Evidence) -> bool:
    """Whether a sentence is good enough to answer on. No evidence, no answer."""
    return probability(evidence) > LEAST


def probability(evidence: Evidence) -> float:
    """How likely a sentence answers, from 0 to 1; 0 where a rule says that it does not.

    A figure or date that was asked for must be there, and so must most of the names. Beyond that a logistic model
    decides, one for sentences in the question's language and one across; both were fitted on answerable questions of
    CMRC 2018, MLQA, dragonball, RGB and CLAP NQ (dev halves), each set counting as much as any other, and on the same
    questions with the passage that answers them taken away, noise in its place, or none to be found
    (``benchmarks/calibrate_gate.py``; the operating points are in the README).
    """
    if not evidence.is_expected_kind or evidence.name_coverage < LEAST_NAMES:
        return 0.0
    if evidence.is_across and evidence.topic_coverage < _LEAST_TOPIC_ACROSS:
        return 0.0
    if evidence.meaning is None and evidence.misses_a_name:
        return 0.0  # nothing but words speaks for it, and not all of them
    weights = _GATE_BY_WORDS if evidence.meaning is None else _GATE_ACROSS if evidence.is_across else _GATE_WITHIN
    facts = (
        evidence.topic_coverage, evidence.name_coverage, evidence.own_coverage, evidence.worst_name, evidence.meaning or 0.0, 1.0,
    )  # fmt: skip
    logit = sum(weight * fact for weight, fact in zip(weights, facts, strict=True))
    return 1 / (1 + math.exp(-(logit + _REASON_GIVEN * evidence.gives_reason)))
