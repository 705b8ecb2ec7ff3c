"""Footnote beside the pipeline of the LlamaIndex and Chroma tutorial: same files, same model, one run.

    python benchmarks/compare.py [--sources DIR | --data FOLDER] [--questions FILE.jsonl]

Prints a table of speed and, with golden questions, of quality; then how long embedding through Footnote takes beside
the same model in sentence-transformers, and how long commands take to start beside a bare import of chromadb. Exits
with 1 where embedding is slower than the limit.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from index import BUILTIN, Document, Embedder, open_embedder, sentence_spans
from index.embedding.opening import MODEL_FILE, TOKENIZER_FILE
from index.loading.chunking import split_document
from index.loading.sources import load_sources
from measures import starting
from measures.growing import write_public_documents
from measures.pipelines import LONGEST_ANSWER, Footnote, Reply, Tutorial
from training.onnx_restore import restore

Outcome = TypeVar("Outcome")

_HEADING_TOKENS = 32  # what the index leaves free in every chunk for the title over it
_FEWEST_TEXTS = 300
_ROUNDS = 3
_LIMIT = 0.67  # times what the bare model takes: one and a half times as fast


@dataclass(frozen=True, slots=True)
class Question:
    """A question; its answer must hold one string of each of the gold groups."""

    text: str
    gold: Sequence[Sequence[str]] = ()
    kind: str = ""


_BUILTIN_QUESTIONS = (
    Question("How much of the National Welfare Fund's liquid assets has gone since the fighting began?"),
    Question("What share of state revenues did Gazprom supply?"),
    Question("By how much did the January deficit overshoot the target for 2025?"),
    Question("德国从前有多少天然气来自俄罗斯?"),
    Question("俄罗斯央行有多少外汇储备被冻结?"),
    Question("老百姓贷款的利率是多少?"),
)


def timed(action: Callable[[], Outcome]) -> tuple[float, Outcome]:
    """How many seconds an action takes, and what it gives."""
    started = time.perf_counter()
    outcome = action()
    return time.perf_counter() - started, outcome


def measure(pipeline: Footnote | Tutorial, questions: Sequence[Question]) -> dict[str, str]:
    """A pipeline's column of the table, by row. Questions are put to the index as the first run left it."""
    before = pipeline.model.seconds
    first, held = timed(pipeline.index)
    in_model = (pipeline.model.seconds - before) / first
    with pipeline.asking() as ask:
        ask(questions[0].text)  # warm-up
        asked = [timed(partial(ask, question.text)) for question in questions]
    again, held_then = timed(pipeline.index)
    median, slow = np.percentile([seconds * 1000 for seconds, _ in asked], [50, 95])
    replies = [reply for _, reply in asked]
    return {
        "index, s": f"{first:.2f}",
        "passages a second": f"{held / first:.1f}",
        "of the time, in the model": f"{in_model:.0%}",
        "index again, files unchanged, s": f"{again:.2f}",
        "passages held after the first run, after the second": f"{held}, {held_then}",
        "question, median, ms": f"{median:.1f}",
        "question, 95th percentile, ms": f"{slow:.1f}",
        "text retrieved per question, mean, characters": f"{np.mean([len(r.retrieved) for r in replies]):,.0f}",
    } | score(list(zip(questions, replies, strict=True)))


def score(asked: Sequence[tuple[Question, Reply]]) -> dict[str, str]:
    """The rows on quality, of the golden questions; none where there are no such questions."""
    golden = [(question, reply) for question, reply in asked if question.gold]
    silent = [reply for question, reply in asked if question.kind == "unanswerable"]
    rows = {}
    if golden:
        right = sum(_is_right(reply, question) for question, reply in golden)
        found = sum(_holds(reply.retrieved, question) for question, reply in golden)
        rows[f"golden: right within {LONGEST_ANSWER} characters"] = f"{right} of {len(golden)}"
        rows["golden: gold somewhere in the retrieved text"] = f"{found} of {len(golden)}"
    if silent:
        rows["unanswerable: refused"] = f"{sum(reply.is_refused for reply in silent)} of {len(silent)}"
    return rows


def _is_right(reply: Reply, question: Question) -> bool:
    is_short = len(reply.answer) <= LONGEST_ANSWER
    return not reply.is_refused and is_short and _holds(f"{reply.answer}\n{reply.quotes}", question)


def _holds(text: str, question: Question) -> bool:
    return all(any(gold.lower() in text.lower() for gold in group) for group in question.gold)


def embedding_ratio(sources: Path, *, embedder: Embedder, model: str) -> float:
    """How many times as long as the bare model in sentence-transformers Footnote takes to embed the sources' chunks."""
    texts = _chunk_texts(sources, embedder)
    bare = SentenceTransformer(model, device="cpu")
    bare.encode(["warm-up"])
    ours, bares = [], []
    for _ in range(_ROUNDS):
        ours.append(timed(lambda: embedder.embed_documents(texts))[0])
        bares.append(timed(lambda: bare.encode(texts, batch_size=32, normalize_embeddings=True))[0])
    for name, seconds in (("Footnote", ours), ("the bare model", bares)):
        listed = ", ".join(f"{s:.2f}" for s in seconds)
        print(f"{name} embeds {len(texts)} chunks in {listed} s: {len(texts) / min(seconds):.1f} a second")
    spans = [sentence_spans(text) for text in texts]
    with_sentences = min(timed(lambda: embedder.embed_with_parts(texts, spans))[0] for _ in range(_ROUNDS))
    print(f"Footnote embeds them with their sentences at {len(texts) / with_sentences:.1f} a second")
    asked = [question.text for question in _BUILTIN_QUESTIONS] * 10
    for name, embed in (("Footnote", embedder.embed_query), ("the bare model", bare.encode)):
        taken = [timed(partial(embed, question))[0] * 1000 for question in asked]
        print(f"{name} embeds a question in {np.median(taken):.1f} ms (median of {len(asked)})")
    return min(ours) / min(bares)


def _chunk_texts(sources: Path, embedder: Embedder) -> list[str]:
    """The text of every chunk as the index cuts it, repeated until there are enough to time."""
    limit = embedder.max_tokens - _HEADING_TOKENS
    texts = [
        chunk.text
        for document in load_sources(sources)
        if isinstance(document, Document)
        for chunk in split_document(document, limit=limit, count_tokens=embedder.count_tokens)
    ]
    return list(islice(cycle(texts), max(_FEWEST_TEXTS, len(texts))))


def read_questions(path: Path) -> list[Question]:
    """The golden questions of a file with one JSON object per line."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Question(row["question"], gold=row["answers"], kind=row["kind"]) for row in rows]


def print_table(ours: dict[str, str], theirs: dict[str, str]) -> None:
    """Print the two columns side by side as a Markdown table."""
    print("| | Footnote | LlamaIndex + Chroma tutorial |\n|---|---|---|")
    for row, cell in ours.items():
        print(f"| {row} | {cell} | {theirs[row]} |")
    print()


def main() -> int:
    """The exit code, once everything is measured and printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=Path("sources"), help="folder of files (default: sources)")
    parser.add_argument(
        "--data", type=Path, help="folder of public sets: their documents are indexed instead of the sources"
    )
    parser.add_argument("--documents", type=int, default=300, help="how many of them (default: 300)")
    parser.add_argument("--questions", type=Path, help="golden questions, one JSON object per line")
    arguments = parser.parse_args()
    questions = read_questions(arguments.questions) if arguments.questions else _BUILTIN_QUESTIONS
    embedder = open_embedder(BUILTIN)
    # Where other work keeps the cores busy, threads wait for one another and every figure grows.
    print(f"{os.cpu_count()} cores, {torch.get_num_threads()} threads, load {os.getloadavg()[0]:.1f} at the start\n")
    with tempfile.TemporaryDirectory() as folder:
        model = str(restore(MODEL_FILE, TOKENIZER_FILE, Path(folder, "model")))
        sources = (
            write_public_documents(arguments.data, arguments.documents, Path(folder, "sources"))
            if arguments.data
            else arguments.sources
        )
        footnote = Footnote(sources, Path(folder, "footnote"), embedder=embedder)
        tutorial = Tutorial(sources, Path(folder, "tutorial"), model=model)
        print_table(measure(footnote, questions), measure(tutorial, questions))
        ratio = embedding_ratio(sources, embedder=embedder, model=model)
        print(f"Footnote takes {ratio:.2f} times as long as the bare model; the limit is {_LIMIT}.\n")
        print(starting.shown(starting.measure(sources, Path(folder, "footnote"))))
    return 1 if ratio > _LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
