"""How well scores of sentences choose the answer and tell what has none: read from files of candidates."""

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
_ANSWERED = 0.9  # the share of answerable questions that the threshold lets through


@dataclass(frozen=True, slots=True)
class Case:
    """What was found for a question: passages, sentences with today's features, and which hold the answer."""

    question: str
    language: str
    passages: list[dict[str, Any]]
    sentences: list[dict[str, Any]]

    @property
    def gold(self) -> NDArray[np.bool_]:
        """Which sentences hold a gold answer."""
        return np.array([s["is_gold"] for s in self.sentences], dtype=bool)

    def text(self, sentence: dict[str, Any]) -> str:
        """A sentence as printed."""
        return str(self.passages[sentence["passage"]]["text"][sentence["start"] : sentence["end"]])


class Pair(NamedTuple):
    """Questions of one set and pair of languages, with what answers them there and away."""

    name: str
    full: list[Case]
    without: list[Case]
    groups: list[str]


class Judgement(NamedTuple):
    """Shares: the best sentence is right; a full question scores above one without; refused where nine in ten answer."""

    right: float
    auc: float
    refused: float
    kept_right: float  # right and above that threshold


def read_pair(path: Path, limit: int = 0) -> Pair:
    """The cases of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: limit or None]
    cases = {
        case: [
            Case(row["question"], row[case].get("language", "en"), row[case]["passages"], row[case]["sentences"])
            for row in rows
        ]
        for case in ("full", "without")
    }
    groups = [
        row["group"] or next((p["document"] for p in row["full"]["passages"] if p["is_relevant"]), row["question"])
        for row in rows
    ]
    return Pair(path.name.removesuffix(".jsonl.gz"), cases["full"], cases["without"], groups)


def judge(full: Sequence[tuple[Scores, NDArray[np.bool_]]], without: Sequence[Scores]) -> Judgement:
    """From the scores of each question's sentences, with which are gold, and of those where nothing answers."""
    right = [bool(len(s)) and bool(gold[int(np.argmax(s))]) for s, gold in full]
    best = np.array([s.max() if len(s) else -np.inf for s, _ in full])
    other = np.array([s.max() if len(s) else -np.inf for s in without])
    threshold = np.quantile(best, 1 - _ANSWERED, method="lower")
    auc = float((best[:, None] > other[None, :]).mean() + 0.5 * (best[:, None] == other[None, :]).mean())
    kept = np.array(right) & (best >= threshold)
    return Judgement(float(np.mean(right)), auc, float((other < threshold).mean()), float(kept.mean()))


def judge_with(pair: Pair, score: Callable[[Case], Scores]) -> Judgement:
    """The judgement of a function that scores the sentences of a case."""
    return judge([(score(case), case.gold) for case in pair.full], [score(case) for case in pair.without])


def todays(case: Case) -> Scores:
    """Today's evidence score."""
    return np.array([s["score"] for s in case.sentences], dtype=float)


def todays_probability(case: Case) -> Scores:
    """Today's choice with the gate's probability of the sentence chosen as its score."""
    scores = np.full(len(case.sentences), -1.0)
    best = next((i for i, s in enumerate(case.sentences) if s["features"][9]), None)
    if best is not None:
        scores[best] = case.sentences[best]["probability"]
    return scores


def line(name: str, judgement: Judgement) -> str:
    return f"{name:34} " + " ".join(f"{value:.3f}" for value in judgement)
