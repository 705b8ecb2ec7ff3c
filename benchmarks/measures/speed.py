"""What a question costs once the models are loaded: finding its passages, and answering it."""

import time
from collections.abc import Callable
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import numpy as np

from bot.answering.answerer import Answerer
from bot.answering.questions import tidy_question
from measures.corpora import Models, indexed, rows, some
from measures.results import Cell, Results, Row, table

CHUNKS = 1_000
_QUESTIONS = 100


def measure(folder: Path, name: str, *, models: Models, results: Results, limit: int = 0) -> dict[str, Row]:
    """A row for each language of the questions. Each is asked once, of about a thousand chunks in both languages."""
    if all(f"cost/{name}/{language}" in results for language in ("en", "zh")):
        return {language: results.once(f"cost/{name}/{language}", dict) for language in ("en", "zh")}
    corpus, queries = rows(folder / name / "corpus.jsonl"), rows(folder / name / "queries.dev.jsonl")
    by_turns = chain.from_iterable(zip_longest(*([r for r in corpus if r["lang"] == lang] for lang in ("en", "zh"))))
    documents = [row for row in by_turns if row][: 10 * limit or CHUNKS]
    with indexed(documents, models) as index:
        answerer = Answerer(retriever=index.retriever)

        def measured(language: str) -> Row:
            asked = some([_question(query) for query in queries if query["lang"] == language], limit or _QUESTIONS)
            for question in asked[:2]:
                answerer.answer(question)
            # All searches before all answers: the vector of a question asked twice in a row is remembered.
            found = {"passages": _times(index.retriever.passages, asked), "answer": _times(answerer.answer, asked)}
            return {"questions": len(asked), "chunks": index.chunks, **found}

        return {
            language: results.once(f"cost/{name}/{language}", lambda language=language: measured(language))
            for language in ("en", "zh")
        }


def _question(query: dict[str, Any]) -> str:
    return tidy_question(query["question"])


def _times(action: Callable[[str], object], questions: list[str]) -> list[float]:
    """Median and 95th percentile, in milliseconds."""
    taken = []
    for question in questions:
        started = time.perf_counter()
        action(question)
        taken.append((time.perf_counter() - started) * 1000)
    return [round(float(value), 1) for value in np.percentile(taken, [50, 95])]


def shown(measured: dict[str, Row]) -> str:
    """Milliseconds by language of the question."""
    head = ["questions in", "n", "chunks", "passages, median ms", "95%", "answer, median ms", "95%"]
    body: list[list[Cell]] = [
        [language, row["questions"], row["chunks"], *map(str, row["passages"] + row["answer"])]
        for language, row in measured.items()
    ]
    return table(head, body)
