"""How many golden questions are answered right, cited right, and refused where the sources are silent.

    golden.py [--sources DIR] [--questions FILE.jsonl]

Prints a row per kind of question. ``right``: every group of gold strings stands in the answer, which is at
most 700 characters; ``cited``: and a citation is of a source that holds it; ``exact``: every quote stands in its
passage; ``refused``: of the unanswerable.
"""

import argparse
import collections
import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bot.answering import Answerer
from bot.answers import Answer
from index import open_embedder, open_retriever, reindex

HERE = Path(__file__).parent
COLUMNS = ("answered", "right", "cited", "exact", "refused")


def is_right(answer: Answer, golden: dict[str, Any]) -> bool:
    """Whether every group of gold strings has an alternative in the answer."""
    text = answer.text.lower()
    found = all(any(gold.lower() in text for gold in group) for group in golden["answers"])
    return not answer.is_refused and len(answer.text) <= 700 and found


def judge(answer: Answer, golden: dict[str, Any]) -> dict[str, bool]:
    """What is to be counted of one answer."""
    if golden["kind"] == "unanswerable":
        return {"refused": answer.is_refused}
    right = is_right(answer, golden)
    return {
        "answered": not answer.is_refused,
        "right": right,
        "cited": right and any(c.source.id in golden["sources"] for c in answer.citations),
        "exact": bool(answer.citations) and all(c.quote in c.chunk.text for c in answer.citations),
    }


def main() -> None:
    """Ask every question once and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=HERE.parent / "sources")
    parser.add_argument("--questions", type=Path, default=HERE / "golden.jsonl")
    parser.add_argument("--verbose", action="store_true", help="show what was not right")
    args = parser.parse_args()
    questions = [json.loads(line) for line in args.questions.read_text("utf-8").splitlines() if line.strip()]
    embedder = open_embedder("builtin")
    totals: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    counts: collections.Counter[str] = collections.Counter()
    milliseconds = []
    with tempfile.TemporaryDirectory() as folder:
        reindex(sources_dir=args.sources, data_dir=Path(folder) / "data", embedder=embedder)
        with open_retriever(data_dir=Path(folder) / "data", embedder=embedder) as retriever:
            answerer = Answerer(retriever=retriever, embedder=embedder)
            answerer.answer("warm up")
            answerer.answer("先热身一下")
            for golden in questions:
                answer = answerer.answer(golden["question"])
                milliseconds.append(answer.milliseconds)
                verdict = judge(answer, golden)
                kind = f"{golden['lang']}-{golden['kind']}"
                counts[kind] += 1
                totals[kind].update(name for name, is_so in verdict.items() if is_so)
                if args.verbose and not all(verdict.values()):
                    print(f"{golden['id']}: {golden['question']}\n    -> {answer.text}\n")
    print(f"| questions | n | {' | '.join(COLUMNS)} |\n|---|---|{'---|' * len(COLUMNS)}")
    for kind in sorted(counts):
        shown = ("refused",) if kind.endswith("unanswerable") else COLUMNS[:-1]
        cells = [f"{totals[kind][name] / counts[kind]:.2f}" if name in shown else "" for name in COLUMNS]
        print(f"| {kind} | {counts[kind]} | {' | '.join(cells)} |")
    print(f"\nMedian {statistics.median(milliseconds):.0f} ms a question.")


if __name__ == "__main__":
    main()
