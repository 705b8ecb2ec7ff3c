"""Fit the evidence gate, and show what it answers and refuses at several operating points.

    calibrate_gate.py FOLDER [--questions 150]

FOLDER holds public sets as ``<name>/corpus.jsonl.gz`` and ``<name>/queries.dev.jsonl.gz``. Each question is weighed twice:
with all passages it retrieves, and with those of the sources that answer it taken away. The first counts as answerable
where the best sentence holds a gold answer; the second is what must be refused.
"""

import argparse
import gzip
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import regex
from sklearn.linear_model import LogisticRegression

from bot.evidence import Evidence, weigh
from bot.gate import LEAST_NAMES
from index import Passage, Retriever, fold, open_embedder, open_retriever, reindex

# Set, language of the questions, language of the documents.
SETS = (
    ("mlqa", "en", "en"), ("dragonball_chunks", "en", "en"), ("cmrc2018", "zh", "zh"), ("dragonball_chunks", "zh", "zh"),
    ("mlqa", "zh", "en"), ("mlqa", "en", "zh"),
)  # fmt: skip
FACTUAL = {"Factual Question", "事实性问题"}
PROBABILITIES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
Example = tuple[bool, Evidence]


class Question(NamedTuple):
    """A question, what may answer it, and the documents that do."""

    text: str
    answers: tuple[str, ...]
    relevant: frozenset[str]


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def plain(text: str) -> str:
    """A text without marks and white space, for finding gold answers in it."""
    return regex.sub(r"[\s\W]+", "", fold(text))


def select(folder: Path, name: str, asked: str, held: str, count: int) -> tuple[list[Question], list[dict[str, Any]]]:
    """Some questions of a set with gold answers as the documents word them, and those documents with a hundred others."""
    found = [q for q in rows(folder / name / "queries.dev.jsonl.gz") if q["relevant"]]
    golds = {q["id"].replace(f"-{held}-", "-", 1): q["answers"] for q in found if q["lang"] == held}
    questions = []
    for q in found:
        relevant = set((q.get("relevant_by_lang") or {held: q["relevant"]}).get(held, ()))
        answers = golds.get(q["id"].replace(f"-{asked}-", "-", 1))
        if q["lang"] == asked and relevant and answers and q.get("type", "") in FACTUAL | {""}:
            questions.append(Question(q["question"], tuple(map(str, answers)), frozenset(relevant)))
    random.Random(1).shuffle(questions)  # noqa: S311 - a sample, not a secret
    needed = {source for question in questions[:count] for source in question.relevant}
    corpus = [row for row in rows(folder / name / "corpus.jsonl.gz") if row["lang"] == held]
    others = [row for row in corpus if row["id"] not in needed][:100]
    return questions[:count], [row for row in corpus if row["id"] in needed] + others


def examples(question: Question, retriever: Retriever) -> Iterator[Example]:
    """A question with its evidence, and with that evidence taken away."""
    found = retriever.passages(question.text, top_k=12)
    others = [passage for passage in found if passage.source.id.rpartition("#")[2] not in question.relevant]
    best = best_evidence(question.text, found[:8], retriever)
    if best and any(plain(gold) in plain(best.text) for gold in question.answers):
        yield True, best
    if rest := best_evidence(question.text, others[:8], retriever):
        yield False, rest


def best_evidence(question: str, passages: list[Passage], retriever: Retriever) -> Evidence | None:
    """The sentence the gate would judge; None where none is of the kind asked for."""
    weighed = weigh(question, passages, terms=retriever.terms(question), similarities=retriever.sentence_similarities)
    return next((evidence for evidence in weighed if evidence.is_expected_kind), None)


def facts(evidence: Evidence) -> list[float]:
    """What the gate knows of a sentence, in the order of its weights."""
    return [
        evidence.topic_coverage, evidence.name_coverage, evidence.own_coverage, evidence.worst_name, evidence.meaning or 0.0,
    ]  # fmt: skip


def fit(pair: str, found: list[Example]) -> None:
    """Print the weights and what they answer and refuse."""
    x = np.array([facts(evidence) for _, evidence in found])
    y = np.array([is_answerable for is_answerable, _ in found])
    apt = np.array([evidence.is_expected_kind and evidence.name_coverage >= LEAST_NAMES for _, evidence in found])
    model = LogisticRegression(class_weight="balanced", C=10).fit(x, y)
    probability = model.predict_proba(x)[:, 1] * apt
    print(
        f"\n{pair}: {y.sum()} answerable, {(~y).sum()} not; weights {np.round(model.coef_[0], 1)}, {model.intercept_[0]:.1f}"
    )
    print("| probability above | answered | refused |\n|---|---|---|")
    for p in PROBABILITIES:
        print(f"| {p} | {(probability[y] > p).mean():.2f} | {(probability[~y] <= p).mean():.2f} |")


def main() -> None:
    """Weigh the questions of every set and fit a gate for each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=150, help="of each set")
    args = parser.parse_args()
    embedder = open_embedder("builtin")
    found: dict[str, list[Example]] = defaultdict(list)
    for name, asked, held in SETS:
        questions, documents = select(args.folder, name, asked, held, args.questions)
        with tempfile.TemporaryDirectory() as work:
            (Path(work) / "sources").mkdir()
            lines = [json.dumps({key: row[key] for key in ("id", "title", "text")}) for row in documents]
            (Path(work) / "sources" / "corpus.jsonl").write_text("\n".join(lines), "utf-8")
            reindex(sources_dir=Path(work) / "sources", data_dir=Path(work) / "data", embedder=embedder)
            with open_retriever(data_dir=Path(work) / "data", embedder=embedder) as retriever:
                pair = "same" if asked == held else "across"
                found[pair] += [example for q in questions for example in examples(q, retriever)]
                print(name, asked, held, len(found[pair]), flush=True)
    for pair, weighed in found.items():
        fit(pair, weighed)


if __name__ == "__main__":
    main()
