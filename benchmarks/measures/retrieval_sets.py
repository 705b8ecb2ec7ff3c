"""Does a question find the passage that answers it: public sets, each pair of languages, and both languages together.

A row ``xx>yy`` asks questions in one language where only the other (or the same) holds the answer, ``xx>all`` where
both do. Sources are ranked, each at its best passage.
"""

import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bot.answering.questions import tidy_question
from index import Passage, QueryError, Retriever
from measures.corpora import Models, document_id, indexed, plain, rows, some
from measures.results import Cell, Results, Row, table

_TOP = 10
ORDER = ("en>en", "zh>zh", "en>zh", "zh>en", "en>all", "zh>all")
_SHOWN = ("hit@1", "mrr@10", "ndcg@10", "answer@5")


def relevant(query: dict[str, Any]) -> set[str]:
    """The documents that answer a question, in either language."""
    return set(query["relevant"]).union(*(query.get("relevant_by_lang") or {}).values())


def rank_scores(found: Sequence[str], wanted: set[str], *, reachable: int) -> dict[str, float]:
    """Scores of one ranking of documents, of which ``reachable`` wanted ones could have been found.

    A document counts once, at its best place.
    """
    ranks = [rank for rank, one in enumerate(list(dict.fromkeys(found))[:_TOP], start=1) if one in wanted]
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(_TOP, reachable) + 1))
    return {
        **{f"hit@{k}": float(bool(ranks) and ranks[0] <= k) for k in (1, 5, 10)},
        "mrr@10": 1 / ranks[0] if ranks else 0.0,
        "ndcg@10": sum(1 / math.log2(rank + 1) for rank in ranks) / ideal,
    }


def holds_answer(texts: Sequence[str], answers: Sequence[Any]) -> bool:
    """Whether a gold answer stands in one of the texts, marks and case aside."""
    text = plain(" ".join(texts))
    return any(gold in text for answer in answers if (gold := plain(str(answer))))


def score(query: dict[str, Any], passages: Sequence[Passage], languages: dict[str, str]) -> dict[str, float]:
    """All scores of one question; ``languages`` names every document that is there, with its language."""
    found, wanted = [document_id(passage.source.id) for passage in passages], relevant(query)
    own = [languages[one] == query["lang"] for one in found]
    return {
        **rank_scores(found, wanted, reachable=len(wanted & set(languages))),
        "answer@5": float(holds_answer([p.chunk.text for p in passages[:5]], query.get("answers", []))),
        "own": statistics.fmean(own) if own else 0.0,
    }


def measure(name: str, *, folder: Path, models: Models, results: Results, limit: int = 0) -> dict[str, Row]:
    """The rows of a set. An index is made only where a row on it is not yet there."""
    corpus = rows(folder / name / "corpus.jsonl")
    queries = [query for query in rows(folder / name / "queries.dev.jsonl") if query.get("relevant")]
    held_in = sorted({row["lang"] for row in corpus})
    measured: dict[str, Row] = {}
    for pool in [*held_in, *(["all"] if len(held_in) > 1 else [])]:
        documents = [row for row in corpus if pool in (row["lang"], "all")]
        asked = dict(_rows_of(queries, pool, {row["id"] for row in documents}, limit))
        keys = {row: f"retrieval/{name}/{row}" for row in asked}
        if all(key in results for key in keys.values()):
            measured |= {row: results.once(key, dict) for row, key in keys.items()}
        else:
            with _pool(documents, models) as measure_row:
                measured |= {row: results.once(key, partial(measure_row, asked[row])) for row, key in keys.items()}
    return measured


def _rows_of(
    queries: Sequence[dict[str, Any]], pool: str, ids: set[str], limit: int
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows over a pool, each with those questions the pool can answer."""
    for language in sorted({query["lang"] for query in queries}):
        asked = some([query for query in queries if query["lang"] == language and ids & relevant(query)], limit)
        if asked:
            yield f"{language}>{pool}", asked


@contextmanager
def _pool(documents: list[dict[str, Any]], models: Models) -> Iterator[Callable[[list[dict[str, Any]]], Row]]:
    """What measures a row over documents, which are indexed for it."""
    languages = {row["id"]: row["lang"] for row in documents}
    models.embedder.embed_documents(["warm up"])  # loading the model is no part of indexing
    with indexed(documents, models) as index:
        of_index = {"documents": len(documents), "chunks": index.chunks, "index seconds": round(index.seconds, 1)}
        for question in ("warm up", "先热身一下"):
            index.retriever.passages(question)
        yield lambda queries: _measure_row(queries, index.retriever, languages) | of_index


def _measure_row(queries: Sequence[dict[str, Any]], retriever: Retriever, languages: dict[str, str]) -> Row:
    scores, milliseconds = [], []
    for query in queries:
        started = time.perf_counter()
        try:
            found = retriever.passages(tidy_question(query["question"]), top_k=_TOP)
        except QueryError:
            found = []  # nothing to search for in it: counts as not found
        milliseconds.append((time.perf_counter() - started) * 1000)
        scores.append(score(query, found, languages))
    means = {name: round(statistics.fmean(one[name] for one in scores), 4) for name in scores[0]}
    return {"queries": len(queries), **means, "ms": round(statistics.median(milliseconds), 1)}


def tables(measured: dict[str, Row], published: dict[str, dict[str, float]]) -> str:
    """The rows of a set, and nDCG@10 beside that of the systems it was published of."""
    ordered = sorted(measured, key=lambda row: (ORDER.index(row) if row in ORDER else len(ORDER), row))
    head = ["row", "n", "hit@1", "MRR@10", "nDCG@10", "answer@5", "in the asker's language", "ms", "chunks", "index s"]
    body: list[list[Cell]] = [
        [
            row, measured[row]["queries"], *(measured[row][name] for name in _SHOWN),
            measured[row]["own"] if row.endswith(">all") else None,
            *(str(measured[row][name]) for name in ("ms", "chunks", "index seconds")),
        ]
        for row in ordered
    ]  # fmt: skip
    shown = table(head, body)
    if published:
        pairs = [row for row in ordered if not row.endswith(">all")]
        others: list[list[Cell]] = [[system, *map(of.get, pairs)] for system, of in published.items()]
        ours: list[Cell] = ["**Footnote**", *(measured[row]["ndcg@10"] for row in pairs)]
        shown += "\n\n" + table(["nDCG@10", *pairs], [*others, ours])
    return shown
