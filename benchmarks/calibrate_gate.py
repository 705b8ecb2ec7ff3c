"""Fit the evidence gate, and show what it answers and refuses at several operating points.

    calibrate_gate.py FOLDER [--questions 120]

FOLDER holds public sets as they are measured by ``evaluation.py``. Each question of MLQA, CMRC 2018 and dragonball is
weighed twice: with all passages it retrieves, and with those of the sources that answer it taken away; those of RGB with
the passages that answer and with noise in their place; those of CLAP NQ as people found them to be answerable or not. The
first counts as answerable where the best sentence holds a gold answer; the second is what must be refused. All sets of a
pair of languages count the same.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.answering.questions import tidy_question
from bot.evidence.gate import NAME_COVERAGE_THRESHOLD
from bot.evidence.ranking import Evidence, rank_evidence
from index import Passage, SearchResult
from measures.corpora import Models, indexed, open_models, plain, rows, source_id
from measures.noise import context, golds, name

# Set, language of the questions, language of the documents.
SETS = (
    ("mlqa", "en", "en"), ("dragonball_chunks", "en", "en"), ("cmrc2018", "zh", "zh"), ("dragonball_chunks", "zh", "zh"),
    ("mlqa", "zh", "en"), ("mlqa", "en", "zh"),
)  # fmt: skip
CLAPNQ = "grounded_en_clapnq"
FACTUAL = {"Factual Question", "事实性问题"}
PROBABILITIES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
_PASSAGES = 8


class Example(NamedTuple):
    """Whether a question can be answered, and the best there is to answer it on; None where nothing is of its kind."""

    is_answerable: bool
    best: Evidence | None


class Question(NamedTuple):
    """A question, what may answer it, and the documents that do."""

    text: str
    answers: tuple[str, ...]
    relevant: frozenset[str]


def select(
    folder: Path, set_name: str, asked: str, held: str, count: int
) -> tuple[list[Question], list[dict[str, Any]]]:
    """Some questions of a set with gold answers as the documents word them, and those documents with a hundred others."""
    found = [q for q in rows(folder / set_name / "queries.dev.jsonl") if q["relevant"]]
    golds = {q["id"].replace(f"-{held}-", "-", 1): q["answers"] for q in found if q["lang"] == held}
    questions = []
    for q in found:
        relevant = set((q.get("relevant_by_lang") or {held: q["relevant"]}).get(held, ()))
        answers = golds.get(q["id"].replace(f"-{asked}-", "-", 1))
        if q["lang"] == asked and relevant and answers and q.get("type", "") in FACTUAL | {""}:
            questions.append(Question(q["question"], tuple(map(str, answers)), frozenset(relevant)))
    random.Random(1).shuffle(questions)  # noqa: S311 - a sample, not a secret
    needed = {source for question in questions[:count] for source in question.relevant}
    corpus = [row for row in rows(folder / set_name / "corpus.jsonl") if row["lang"] == held]
    others = [row for row in corpus if row["id"] not in needed][:100]
    return questions[:count], [row for row in corpus if row["id"] in needed] + others


def of_set(folder: Path, chosen: tuple[str, str, str], models: Models, count: int) -> Iterator[Example]:
    """Questions of a set with their evidence, and with that evidence taken away."""
    questions, documents = select(folder, *chosen, count)
    with indexed(documents, models) as index:
        for question in questions:
            found = index.retriever.search(question.text, top_k=12)
            others = keep(found, lambda p, q=question: p.source.id.rpartition("#")[2] not in q.relevant)
            best = best_evidence(question.text, found)
            if best and any(plain(gold) in plain(best.text) for gold in question.answers):
                yield Example(is_answerable=True, best=best)
            yield Example(is_answerable=False, best=best_evidence(question.text, others))


def of_rgb(folder: Path, models: Models, count: int) -> Iterator[tuple[str, Example]]:
    """Questions of RGB by part, asked of passages that answer, and of noise."""
    by_part: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in rows(folder / "rgb" / "gen.dev.jsonl"):
        by_part[item["subset"]].append(item)
    chosen = [item for part in by_part.values() for item in part[:count]]
    documents = {
        name(text): {"id": name(text), "text": text, "lang": item["lang"]}
        for item in chosen
        for ratio in (0.0, 1.0)
        for text in context(item, ratio)
    }
    with indexed(documents.values(), models) as index:
        known = {source.id for source, _ in index.retriever.sources()}
        for item in chosen:
            question = tidy_question(item["question"])
            for ratio in (0.0, 1.0):
                ids = [one for text in context(item, ratio) if (one := source_id(name(text))) in known]
                found = index.retriever.search(question, top_k=_PASSAGES, source_ids=ids) if ids else None
                best = best_evidence(question, found) if found else None
                gold = [plain(str(one)) for group in golds(item) for one in group]
                if ratio or (best and any(one in plain(best.text) for one in gold)):
                    yield item["subset"], Example(is_answerable=not ratio, best=best)


def of_clapnq(folder: Path, models: Models, count: int) -> Iterator[Example]:
    """Questions with the passage people looked for an answer in, and whether they found one."""
    items = rows(folder / CLAPNQ / "items.dev.jsonl")[:count]
    documents = [
        {"id": f"{item['id']}-{i}", "lang": item["lang"], **passage}
        for item in items
        for i, passage in enumerate(item["passages"])
    ]
    with indexed(documents, models) as index:
        for item in items:
            question = tidy_question(item["question"])
            ids = [source_id(f"{item['id']}-{i}") for i in range(len(item["passages"]))]
            found = index.retriever.search(question, top_k=_PASSAGES, source_ids=ids)
            yield Example(item["answerable"], best_evidence(question, found))


def keep(found: SearchResult, is_kept: Callable[[Passage], bool]) -> SearchResult:
    """A search result with some of its passages."""
    kept = [i for i, passage in enumerate(found.passages) if is_kept(passage)]
    near = found.sentence_similarities
    return SearchResult(
        tuple(found.passages[i] for i in kept), found.terms, tuple(near[i] for i in kept) if near else None
    )  # fmt: skip


def best_evidence(question: str, found: SearchResult) -> Evidence | None:
    """The sentence the gate would judge; None where none is of the kind asked for."""
    first = found.passages[:_PASSAGES]
    weighed = rank_evidence(question, keep(found, lambda passage: passage in first))
    return next((evidence for evidence in weighed if evidence.has_expected_type), None)


def facts(evidence: Evidence) -> list[float]:
    """What the gate knows of a sentence, in the order of its weights."""
    return [
        evidence.topic_coverage, evidence.name_coverage, evidence.own_coverage, evidence.lowest_name_coverage, evidence.meaning or 0.0,
    ]  # fmt: skip


def fit(pair: str, found: list[tuple[str, Example]]) -> None:
    """Print the weights and what they answer and refuse."""
    held = [(one, example.is_answerable, example.best) for one, example in found if example.best]
    x = np.array([facts(best) for *_, best in held])
    y = np.array([is_answerable for _, is_answerable, _ in held])
    sizes = Counter((one, is_answerable) for one, is_answerable, _ in held)
    weights = np.array([1 / sizes[one, is_answerable] for one, is_answerable, _ in held])
    apt = np.array([best.name_coverage >= NAME_COVERAGE_THRESHOLD for *_, best in held])
    model = LogisticRegression(C=10).fit(x, y, sample_weight=weights / weights.mean())
    probability = model.predict_proba(x)[:, 1] * apt
    coefficients = np.round(model.coef_[0], 1)
    print(f"\n{pair}: {y.sum()} answerable, {(~y).sum()} not; weights {coefficients}, {model.intercept_[0]:.1f}")
    print("| probability above | answered | refused |\n|---|---|---|")
    for p in PROBABILITIES:
        print(f"| {p} | {(probability[y] > p).mean():.2f} | {(probability[~y] <= p).mean():.2f} |")


def main() -> None:
    """Weigh the questions of every set and fit a gate for sentences in the question's language and one for the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=120, help="of each set")
    args = parser.parse_args()
    models = open_models()
    within = [*of_rgb(args.folder, models, args.questions * 2 // 3)]
    within += [(CLAPNQ, example) for example in of_clapnq(args.folder, models, 2 * args.questions)]
    across: list[tuple[str, Example]] = []
    for one in SETS:
        _, asked, held = one
        found = [("/".join(one), example) for example in of_set(args.folder, one, models, args.questions)]
        (within if asked == held else across).extend(found)
        print(*one, len(found), flush=True)
    for pair, weighed in (("within a language", within), ("across", across)):
        fit(pair, weighed)


if __name__ == "__main__":
    main()
