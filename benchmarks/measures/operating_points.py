"""Where the evidence gate could be set: what it answers and what it refuses at several probabilities.

Questions with evidence and the same with their evidence taken away (``calibrate_gate.py``) for each pair of languages;
and answerable and unanswerable questions, each with the passage people looked for an answer in (CLAP NQ).
"""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.evidence.gate import ANSWER_THRESHOLD, answer_probability
from calibrate_gate import CLAPNQ, PROBABILITIES, SETS, Example, of_clapnq, of_set
from measures.corpora import Models
from measures.results import Cell, Results, Row, table

AS_SET = "as set"


def measure(folder: Path, *, models: Models, results: Results, count: int) -> dict[str, Row]:
    """A row for each pair of languages and for CLAP NQ; ``count`` questions of each set."""
    by_pair: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in SETS:
        if (folder / one[0]).is_dir():
            by_pair[f"{one[1]}>{one[2]}"].append(one)
    measured = {
        pair: results.once(f"gate/{pair}", lambda sets=sets: _points(_of_sets(folder, sets, models, count)))
        for pair, sets in by_pair.items()
    }
    if (folder / CLAPNQ).is_dir():
        measured["CLAP NQ"] = results.once("gate/clapnq", lambda: _points(of_clapnq(folder, models, 2 * count)))
    return measured


def _of_sets(folder: Path, sets: Sequence[tuple[str, str, str]], models: Models, count: int) -> Iterator[Example]:
    for one in sets:
        yield from of_set(folder, one, models, count)


def _points(examples: Iterator[Example]) -> Row:
    """What is answered of the answerable and refused of the others, at each probability and as the gate is set."""
    found = list(examples)
    points = {AS_SET: shares(found, least=ANSWER_THRESHOLD)}
    points |= {str(least): shares(found, least=least) for least in PROBABILITIES}
    count = sum(example.is_answerable for example in found)
    return {"answerable": count, "unanswerable": len(found) - count, "points": points}


def shares(found: Sequence[Example], *, least: float) -> tuple[float, float]:
    """The share of the answerable that is answered, and of the others that is refused, at a probability."""
    passes = [(one.is_answerable, bool(one.best and answer_probability(one.best) > least)) for one in found]
    answered = [is_answered for is_answerable, is_answered in passes if is_answerable]
    refused = [not is_answered for is_answerable, is_answered in passes if not is_answerable]
    return tuple(round(statistics.fmean(values or [math.nan]), 4) for values in (answered, refused))


def shown(measured: dict[str, Row]) -> str:
    """Answered / refused by pair of languages."""
    points = [AS_SET, *map(str, PROBABILITIES)]
    body: list[list[Cell]] = [
        [
            pair, row["answerable"], row["unanswerable"],
            *("{:.2f} / {:.2f}".format(*row["points"][point]) for point in points),
        ]
        for pair, row in measured.items()
    ]  # fmt: skip
    return table(["answered / refused", "answerable", "not", *points], body)
