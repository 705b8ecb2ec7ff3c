"""The choice of the sentence that answers, and the refusal: one fitted model over what is known of a sentence."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.evidence.ranking import Evidence

# Stand for similarities to the question where the embedder does not know its language: the means over all sentences.
_TYPICAL_MEANING, _TYPICAL_BACKGROUND = 0.24, 0.3
# Below this the background is as this: in a few pages hardly any sentence is similar, and that says nothing. The first quartile
# of the sets, which have hundreds of pages. Of 0.2, 0.25, 0.3 and no limit it gave the best.
_LOWEST_BACKGROUND = 0.25
# The coverage of the question's names that an answer in its language needs: what is said of others is no answer. A name in the
# other language may be spelled in ways that are not known. Set by hand.
NAME_COVERAGE_THRESHOLD = 0.4
# The log-odds of a sentence that cannot answer.
_EXCLUDED = -20.0
# In standard deviations of the scores of passages. Set by hand.
_LARGEST_GAP = 4.0
FEATURES = (
    "reading", "pointing", "passage_gap", "own_coverage", "topic_coverage", "misses_a_name", "meaning", "meaning_across",
    "is_cross_language", "has_expected_type", "background", "constant",
)  # fmt: skip
# Fitted by ``benchmarks/fit_choice.py`` on the dev halves of CMRC 2018, DRCD, dragonball, MLQA and XQuAD, 80 to 100 questions of
# each pair of languages, also over documents in both (as if the answer stood in one alone, too), and on what we wrote and kept
# out of training; there is what they do to documents they were not fitted on. One set with a reader, one without.
WITH_READER = (0.452, 0.022, -0.013, 0.694, 0.782, -0.578, 9.740, 2.669, -0.572, 0.470, -13.138, -1.232)
WITHOUT_READER = (0.0, 0.0, -0.003, 1.641, 1.087, -0.994, 23.795, 3.337, -0.467, 1.095, -17.324, -7.391)


def feature_vector(e: "Evidence") -> list[float]:
    """The values of ``FEATURES``."""
    meaning = _TYPICAL_MEANING if e.meaning is None else e.meaning
    reading, pointing = (e.reading.odds, e.reading.pointing) if e.reading else (0.0, 0.0)
    cross = float(e.is_cross_language)
    return [
        reading, pointing, min(e.passage_gap, _LARGEST_GAP), e.own_coverage, e.topic_coverage, float(e.misses_a_name),
        meaning, meaning * cross, cross, float(e.has_expected_type),
        max(_TYPICAL_BACKGROUND if e.background is None else e.background, _LOWEST_BACKGROUND), 1.0,
    ]  # fmt: skip


def is_excluded(e: "Evidence") -> bool:
    """Whether a sentence cannot answer: it lacks what is asked for or about exactly, or is about another thing than the one named."""
    return (
        e.is_about_other or e.lacks_contact or (not e.is_cross_language and e.name_coverage < NAME_COVERAGE_THRESHOLD)
    )


def answer_log_odds(e: "Evidence") -> float:
    """The log-odds that a sentence answers the question, against that nothing found does."""
    if is_excluded(e):
        return _EXCLUDED
    weights = WITHOUT_READER if e.reading is None else WITH_READER
    return sum(weight * value for weight, value in zip(weights, feature_vector(e), strict=True))


def answer_probability(e: "Evidence") -> float:
    """The same as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(min(answer_log_odds(e), 30.0), -30.0)))
