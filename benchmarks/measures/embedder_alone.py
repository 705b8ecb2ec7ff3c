"""What the embedding model reaches by itself: whole documents by cosine, and sentences beside their translations."""

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import Embedder
from measures.corpora import rows, some
from measures.results import Cell, Results, Row, table
from measures.retrieval_sets import relevant

PAIRS = (("en", "en"), ("zh", "zh"), ("en", "zh"), ("zh", "en"))
ALIGNED = ("eval-newstest2019", "eval-flores200-devtest")
Vectors = NDArray[np.float32]


def hits(queries: Vectors, documents: Vectors, wanted: Sequence[set[int]], *, top: int) -> float:
    """The share of queries with a wanted document among the ``top`` nearest."""
    nearest = np.argsort(-(queries @ documents.T), axis=1, kind="stable")[:, :top]
    return float(np.mean([bool(set(row.tolist()) & one) for row, one in zip(nearest, wanted, strict=True)]))


def measure(name: str, *, folder: Path, embedder: Embedder, results: Results, limit: int = 0) -> dict[str, Row]:
    """A row for each pair of languages. Documents longer than the model reads lose their end."""
    corpus, queries = rows(folder / name / "corpus.jsonl"), rows(folder / name / "queries.dev.jsonl")
    vectors: dict[str, Vectors] = {}

    def measured(asked: str, held: str) -> Row:
        documents = [row for row in corpus if row["lang"] == held]
        place = {row["id"]: i for i, row in enumerate(documents)}
        if held not in vectors:
            vectors[held] = embedder.embed_documents([row["text"] for row in documents])
        answerable: list[dict[str, Any]] = [q for q in queries if q["lang"] == asked and relevant(q) & place.keys()]
        answerable = some(answerable, limit)
        questions = np.stack([embedder.embed_query(query["question"]) for query in answerable])
        wanted = [{place[one] for one in relevant(query) & place.keys()} for query in answerable]
        found = {f"hits@{k}": round(hits(questions, vectors[held], wanted, top=k), 4) for k in (1, 5)}
        return {"queries": len(answerable), **found}

    return {
        f"{asked}>{held}": results.once(f"embedder/{name}/{asked}>{held}", lambda a=asked, h=held: measured(a, h))
        for asked, held in PAIRS
    }


def measure_translations(folder: Path, *, embedder: Embedder, results: Results, limit: int = 0) -> dict[str, Row]:
    """For each aligned file the share of sentences nearest to their own translation among all, each way."""

    def measured(path: Path) -> Row:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            pairs = [line.rstrip("\n").split("\t")[:2] for line in lines][: limit or None]
        english, chinese = (embedder.embed_documents([pair[i] for pair in pairs]) for i in (0, 1))
        own = [{i} for i in range(len(pairs))]
        return {
            "sentences": len(pairs),
            "en>zh": round(hits(english, chinese, own, top=1), 4),
            "zh>en": round(hits(chinese, english, own, top=1), 4),
        }

    paths = {name: folder / f"{name}.tsv.gz" for name in ALIGNED}
    return {
        name.removeprefix("eval-"): results.once(f"translations/{name}", lambda path=path: measured(path))
        for name, path in paths.items()
        if path.exists()
    }


def documents_table(measured: dict[str, Row]) -> str:
    """Hits by pair of languages."""
    body: list[list[Cell]] = [[pair, row["queries"], row["hits@1"], row["hits@5"]] for pair, row in measured.items()]
    return table(["row", "n", "Hits@1", "Hits@5"], body)


def translations_table(measured: dict[str, Row]) -> str:
    """Accuracy by file."""
    body: list[list[Cell]] = [[name, row["sentences"], row["en>zh"], row["zh>en"]] for name, row in measured.items()]
    return table(["nearest is its translation", "n", "en>zh", "zh>en"], body)
