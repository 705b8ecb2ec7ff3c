"""How many golden questions are answered right, cited right, and refused where the sources are silent.

    golden.py [--sources DIR] [--questions FILE.jsonl] [--verbose]

Prints a row per kind of question, by the rules of ``footnote eval``, over an index made for the occasion.
"""

import argparse
import tempfile
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answers import Answer
from bot.cli.golden import (
    GoldenQuestion,
    ask_each,
    median_milliseconds,
    read_golden,
    score_answer,
    tally_scores,
    tally_table,
)
from index import IndexSettings, open_retriever, reindex
from measures.corpora import Models, open_models

ROOT = Path(__file__).parent.parent
QUESTIONS, SOURCES = ROOT / "benchmarks" / "golden.jsonl", ROOT / "sources"


def answers(questions: Path, *, sources: Path, models: Models) -> list[tuple[GoldenQuestion, Answer]]:
    """Every question of a file with its answer from the files of a folder."""
    golden = read_golden(questions)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        reindex(IndexSettings(sources_dir=sources, data_dir=data_dir), models.embedder)
        with open_retriever(IndexSettings(data_dir=data_dir), models.embedder, reranker=models.reranker) as retriever:
            return list(ask_each(Answerer(retriever=retriever).answer, golden))


def table(asked: list[tuple[GoldenQuestion, Answer]]) -> str:
    """The tallies, and how long a question took."""
    return f"{tally_table(tally_scores(asked))}\n\nMedian {median_milliseconds(a for _, a in asked):.0f} ms a question."


def main() -> None:
    """Ask every question once and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=SOURCES)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--verbose", action="store_true", help="show what was not right")
    args = parser.parse_args()
    asked = answers(args.questions, sources=args.sources, models=open_models())
    for golden, answer in asked if args.verbose else ():
        if not all(score_answer(answer, golden).values()):
            print(f"{golden.id}: {golden.question}\n    -> {answer.text}\n")
    print(table(asked))


if __name__ == "__main__":
    main()
