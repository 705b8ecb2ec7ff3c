"""What search finds for dev questions, kept as files: the candidates that a reader in training is checked on.

    python -m training.reader.preparation.candidates BENCHMARKS WORK [--sets mlqa xquad] [--count 240]

For every question the first passages and each of their sentences with the score of the evidence, once from the whole
corpus and once without the documents that answer one of the questions. A line a question, in
WORK/candidates/SET.ASKED-HELD.jsonl.gz. Dev halves only; nothing written here is trained on.
"""

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.answering.questions import tidy_question
from bot.evidence.ranking import rank_evidence
from index import QueryError, Retriever
from measures.choice_cases import Asked, sample
from measures.corpora import indexed, open_models, plain, rows, source_id

_PASSAGES = 8  # as many as an answer reads


def candidates_of(retriever: Retriever, asked: Asked, source_ids: Sequence[str] = ()) -> dict[str, Any]:
    """The passages found for a question, and their sentences with their scores, without what a reader says."""
    question = tidy_question(asked.question)
    try:
        found = retriever.search(question, top_k=_PASSAGES, source_ids=source_ids)
    except QueryError:
        return {"passages": [], "sentences": []}
    number = {id(passage): i for i, passage in enumerate(found.passages)}
    sentences = []
    for evidence in rank_evidence(question, found):
        start = evidence.start - evidence.passage.chunk.start
        sentences.append({
            "passage": number[id(evidence.passage)], "start": start, "end": start + len(evidence.text),
            "score": round(evidence.score, 4), "is_gold": any(gold in plain(evidence.text) for gold in asked.gold),
        })  # fmt: skip
    return {"passages": [{"text": passage.chunk.text} for passage in found.passages], "sentences": sentences}


def write(path: Path, retriever: Retriever, questions: Sequence[Asked], documents: Sequence[str]) -> None:
    """A line for each question, with and without the documents that answer one of them."""
    away = frozenset[str]().union(*(asked.relevant for asked in questions))
    others = [source_id(one) for one in documents if one not in away]
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    with gzip.open(temporary, "wt", encoding="utf-8") as file:
        for asked in questions:
            kinds = {"full": candidates_of(retriever, asked), "without": candidates_of(retriever, asked, others)}
            file.write(json.dumps({"question": asked.question, **kinds}, ensure_ascii=False) + "\n")
    temporary.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--sets", nargs="+", default=["mlqa", "xquad"])
    parser.add_argument("--count", type=int, default=240)
    args = parser.parse_args()
    models = open_models()
    for name in args.sets:
        corpus = rows(args.benchmarks / name / "corpus.jsonl")
        questions = rows(args.benchmarks / name / "queries.dev.jsonl")
        for held in ("en", "zh"):
            documents = [row for row in corpus if row["lang"] == held]
            samples = {asked: sample(questions, asked, held, args.count) for asked in ("en", "zh")}
            with indexed(documents, models) as index:
                for asked, some in samples.items():
                    if some:
                        path = args.work / "candidates" / f"{name}.{asked}-{held}.jsonl.gz"
                        write(path, index.retriever, some, [row["id"] for row in documents])
                        print(path.name, len(some), flush=True)


if __name__ == "__main__":
    main()
