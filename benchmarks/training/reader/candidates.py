"""What the retriever finds for questions, kept as files: the candidates that readers are chosen and joined on.

    candidates.py BENCHMARKS WORK [--sets mlqa xquad ...] [--count 240] [--pairs en>en ...]

For every question the first passages and each of their sentences with today's evidence, once from the whole corpus and once
without the documents that answer one of the questions. Written to WORK/candidates/SET.PAIR.jsonl.gz, a line a question.
Dev halves only; nothing written here is trained on.
"""

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from bot.answering.questions import tidy_question
from bot.evidence import rank_evidence
from bot.evidence.gate import answer_probability
from index import QueryError, Retriever, question_language
from measures.corpora import document_id, indexed, open_models, plain, rows, source_id

_PASSAGES = 8
FEATURES = (
    "passage_gap", "coverage", "own_coverage", "lowest_name_coverage", "topic_coverage", "name_coverage", "misses_a_name",
    "meaning", "is_cross_language", "has_expected_type", "gives_reason",
)  # fmt: skip
_FACTUAL = ("", "Factual Question", "事实性问题")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the documents that answer it, and the strings an answer must hold."""

    question: str
    relevant: frozenset[str]
    gold: list[str]
    group: str = ""


def candidates_of(retriever: Retriever, asked: Asked, *, source_ids: Sequence[str] = ()) -> dict[str, Any]:
    """The passages found for a question, and their sentences with the features of today's evidence."""
    question = tidy_question(asked.question)
    try:
        found = retriever.search(question, top_k=_PASSAGES, source_ids=source_ids)
    except QueryError:
        return {"passages": [], "sentences": []}
    place = {id(passage): i for i, passage in enumerate(found.passages)}
    golds = [plain(gold) for gold in asked.gold if plain(gold)]
    passages = [
        {
            "document": document_id(p.source.id), "title": p.source.title, "section": p.chunk.section, "text": p.chunk.text,
            "score": round(p.score, 4), "meaning": round(p.meaning, 4), "words": round(p.words, 4),
            "is_relevant": document_id(p.source.id) in asked.relevant,
        }
        for p in found.passages
    ]  # fmt: skip
    sentences = []
    for evidence in rank_evidence(question, found):
        text, start = evidence.text, evidence.start - evidence.passage.chunk.start
        sentences.append({
            "passage": place[id(evidence.passage)], "start": start, "end": start + len(text),
            "score": round(evidence.score, 4), "probability": round(answer_probability(evidence), 4),
            "features": [round(float(getattr(evidence, name) or 0.0), 4) for name in FEATURES],
            "is_gold": any(gold in plain(text) for gold in golds),
        })  # fmt: skip
    return {"language": question_language(question), "passages": passages, "sentences": sentences}


def sample(questions: list[dict[str, Any]], asked: str, held: str, count: int) -> list[Asked]:
    """The questions that ``answers.py`` asks first, and more."""
    gold_of = {q["id"]: q["answers"] for q in questions}
    pool = []
    for q in questions:
        if q["lang"] != asked or q.get("type", "") not in _FACTUAL:
            continue
        relevant = frozenset((q.get("relevant_by_lang") or {asked: q["relevant"]}).get(held, ()))
        gold = q["answers"] if asked == held else gold_of.get(q["id"].replace(f"-{asked}-", f"-{held}-", 1)) or []
        gold = [g for g in gold if regex.sub(r"[\s\W]+", "", str(g).lower())]
        if relevant and gold:
            pool.append(Asked(q["question"].replace("\n", " "), relevant, gold))
    random.Random(7).shuffle(pool)  # noqa: S311 - the sample of answers.py
    return pool[:count]


def write(path: Path, retriever: Retriever, questions: Sequence[Asked], documents: Sequence[str]) -> None:
    """A line for each question, with and without the documents that answer one of them."""
    away = frozenset[str]().union(*(asked.relevant for asked in questions))
    others = [source_id(one) for one in documents if one not in away]
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    with gzip.open(temporary, "wt", encoding="utf-8") as file:
        for asked in questions:
            line = {
                "question": asked.question, "gold": asked.gold, "group": asked.group,
                "full": candidates_of(retriever, asked), "without": candidates_of(retriever, asked, source_ids=others),
            }  # fmt: skip
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    temporary.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--sets", nargs="+", default=["mlqa", "xquad", "cmrc2018", "drcd", "dragonball_chunks"])
    parser.add_argument("--count", type=int, default=240)
    args = parser.parse_args()
    models = open_models()
    for name in args.sets:
        corpus = rows(args.benchmarks / name / "corpus.jsonl")
        questions = rows(args.benchmarks / name / "queries.dev.jsonl")
        for held in ("en", "zh"):
            documents = [row for row in corpus if row["lang"] == held]
            paths = {asked: args.work / "candidates" / f"{name}.{asked}-{held}.jsonl.gz" for asked in ("en", "zh")}
            samples = {asked: sample(questions, asked, held, args.count) for asked in ("en", "zh")}
            wanted = [asked for asked in ("en", "zh") if samples[asked] and not paths[asked].exists()]
            if not documents or not wanted:
                continue
            with indexed(documents, models) as index:
                print(name, held, index.chunks, "chunks", round(index.seconds), "s", flush=True)
                for asked in wanted:
                    write(paths[asked], index.retriever, samples[asked], [row["id"] for row in documents])
                    print(paths[asked].name, len(samples[asked]), flush=True)


if __name__ == "__main__":
    main()
