"""Where the evidence gate could be set: what is answered right and what is refused at several probabilities.

Questions of public sets with all documents, and with the documents that answer them taken away, for each pair of languages
(``fit_choice.py``).
"""

import statistics
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bot.evidence.gate import ANSWER_THRESHOLD
from measures.choice_cases import Case, answers_right, best_probability, cases_of
from measures.corpora import Models
from measures.results import Cell, Results, Row, table

# Set, language of the questions, language of the documents.
SETS = (
    ("mlqa", "en", "en"), ("dragonball_chunks", "en", "en"), ("cmrc2018", "zh", "zh"), ("dragonball_chunks", "zh", "zh"),
    ("mlqa", "zh", "en"), ("mlqa", "en", "zh"),
)  # fmt: skip
PROBABILITIES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
AS_SET = "as set"


def measure(folder: Path, *, models: Models, results: Results, count: int) -> dict[str, Row]:
    """A row for each pair of languages; ``count`` questions of each set."""
    by_pair: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in SETS:
        if (folder / one[0]).is_dir():
            by_pair[f"{one[1]}>{one[2]}"].append(one)
    return {
        pair: results.once(f"gate/{pair}", lambda sets=sets: _points(folder, sets, models, count))
        for pair, sets in by_pair.items()
    }


def _points(folder: Path, sets: Sequence[tuple[str, str, str]], models: Models, count: int) -> Row:
    """What is answered right of the answerable and refused of the others, at each probability and as the gate is set."""
    found = [case for one in sets for case in cases_of(folder, *one, models=models, count=count)]
    points = {AS_SET: shares(found, least=ANSWER_THRESHOLD)}
    points |= {str(least): shares(found, least=least) for least in PROBABILITIES}
    answerable = sum(case.is_answerable for case in found)
    return {"answerable": answerable, "unanswerable": len(found) - answerable, "points": points}


def shares(found: Sequence[Case], *, least: float) -> tuple[float, float]:
    """The share of the answerable that is answered right, and of the others that is refused, at a probability."""
    right = [answers_right(case) and best_probability(case) > least for case in found if case.is_answerable]
    refused = [best_probability(case) <= least for case in found if not case.is_answerable]
    return round(statistics.fmean(right or [0.0]), 4), round(statistics.fmean(refused or [0.0]), 4)


def shown(measured: dict[str, Row]) -> str:
    """Answered right / refused by pair of languages."""
    points = [AS_SET, *map(str, PROBABILITIES)]
    body: list[list[Cell]] = [
        [
            pair, row["answerable"], row["unanswerable"],
            *("{:.2f} / {:.2f}".format(*row["points"][point]) for point in points),
        ]
        for pair, row in measured.items()
    ]  # fmt: skip
    return table(["answered right / refused", "answerable", "not", *points], body)
