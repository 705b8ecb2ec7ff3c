"""Questions with the sentences found for them, weighed, as files: what the model that chooses a sentence is fitted on."""

import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.answering.questions import tidy_question
from bot.evidence.choice import FEATURES, WITH_READER, feature_vector, is_excluded
from bot.evidence.ranking import rank_evidence
from index import QueryError, Retriever
from measures.corpora import Models, document_id, indexed, open_models, plain, rows, source_id
from training.reader.preparation.written import KEPT_OUT, Document, read_documents

Array = NDArray[np.float64]
BOTH = "both"  # documents of both languages
_PASSAGES = 8
_NEAR = 10  # documents before and after one that we wrote
_WRITTEN = Path(__file__).parents[1] / "training" / "reader" / "written"
_FACTUAL = ("", "Factual Question", "事实性问题")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the documents that answer it, and the strings an answer must hold."""

    question: str
    relevant: frozenset[str]
    gold: list[str]
    other_gold: Sequence[str] = ()  # strings of an answer in the other language, where there are documents of both


class Case(NamedTuple):
    """The sentences found for a question: their features, and whether each answers; ``group`` keeps documents together.

    ``is_spare``: answers in the other language, which are neither right nor wrong where there is one in the asker's.
    """

    name: str
    is_answerable: bool
    features: Array
    is_gold: NDArray[np.bool_]
    is_spare: NDArray[np.bool_]
    group: int


def sample_of_both(questions: Sequence[dict[str, Any]], asked: str, count: int) -> list[Asked]:
    """Some questions of one language about documents of both."""
    other = "zh" if asked == "en" else "en"
    across = {one.question: one for one in sample(questions, asked, other, len(questions))}
    some = []
    for one in sample(questions, asked, asked, len(questions)):
        there = across.get(one.question)
        some.append(Asked(one.question, one.relevant | there.relevant, one.gold, there.gold) if there else one)
    return some[:count]


def sample(questions: Sequence[dict[str, Any]], asked: str, held: str, count: int) -> list[Asked]:
    """Some questions of one language about documents of one."""
    gold_of = {q["id"]: q["answers"] for q in questions}
    pool = []
    for q in questions:
        if q["lang"] != asked or q.get("type", "") not in _FACTUAL:
            continue
        relevant = frozenset((q.get("relevant_by_lang") or {asked: q["relevant"]}).get(held, ()))
        gold = q["answers"] if asked == held else gold_of.get(q["id"].replace(f"-{asked}-", f"-{held}-", 1)) or []
        gold = [plain(str(g)) for g in gold if plain(str(g))]
        if relevant and gold:
            pool.append(Asked(q["question"].replace("\n", " "), relevant, gold))
    random.Random(7).shuffle(pool)  # noqa: S311 - a sample, not a secret
    return pool[:count]


def weigh(retriever: Retriever, asked: Asked, source_ids: Sequence[str], *, is_answerable: bool, name: str) -> Case:
    """What is known of the sentences found for a question in some sources, or in all."""
    question = tidy_question(asked.question)
    try:
        found = retriever.search(question, top_k=_PASSAGES, source_ids=source_ids)
        evidence = [e for e in rank_evidence(question, found, reader=retriever.reader) if not is_excluded(e)]
    except QueryError:
        evidence = []
    features = np.array([feature_vector(e) for e in evidence]).reshape(-1, len(FEATURES))
    holds = [
        tuple(
            is_answerable
            and any(g in plain(e.text) for g in gold)
            and document_id(e.passage.source.id) in asked.relevant
            for gold in (asked.gold, asked.other_gold)
        )
        for e in evidence
    ]
    gold = np.array([own for own, _ in holds], dtype=bool)
    spare = np.array([other and not own for own, other in holds], dtype=bool)
    group = zlib.crc32(min(asked.relevant).removesuffix("-en").rpartition("-")[2].encode())
    return Case(name, is_answerable, features, gold if gold.any() else spare, spare & gold.any(), group)


def cases_of(folder: Path, set_name: str, asked: str, held: str, *, models: Models, count: int) -> list[Case]:
    """Questions of a set weighed twice: over all its documents of a language or both, and without those that answer them."""
    documents = [row for row in rows(folder / set_name / "corpus.jsonl") if held in (row["lang"], BOTH)]
    questions = rows(folder / set_name / "queries.dev.jsonl")
    some = sample_of_both(questions, asked, count) if held == BOTH else sample(questions, asked, held, count)
    if not documents or not some:
        return []
    away = frozenset[str]().union(*(one.relevant for one in some))
    others = [source_id(row["id"]) for row in documents if row["id"] not in away]
    name = f"{set_name}.{asked}-{held}"
    with indexed(documents, models) as index:
        return [
            weigh(index.retriever, one, ids, is_answerable=is_answerable, name=name)
            for one in some
            for ids, is_answerable in (((), True), (others, False))
        ]


def collect(benchmarks: Path, work: Path, sets: Sequence[str], count: int, held: str) -> None:
    """Write the cases of some sets, a file for each pair of languages that has none yet."""
    models = open_models()
    work.mkdir(parents=True, exist_ok=True)
    for set_name in sets:
        for asked in ("en", "zh"):
            path = work / f"{set_name}.{asked}-{held}.npz"
            cases = [] if path.exists() else cases_of(benchmarks, set_name, asked, held, models=models, count=count)
            write_cases(path, cases)


def write_cases(path: Path, cases: Sequence[Case]) -> None:
    """Write cases of one name, if there are any."""
    if cases:
        np.savez(
            path, answerable=[c.is_answerable for c in cases], groups=[c.group for c in cases],
            counts=[len(c.features) for c in cases], features=np.concatenate([c.features for c in cases]),
            gold=np.concatenate([c.is_gold for c in cases]), spare=np.concatenate([c.is_spare for c in cases]),
        )  # fmt: skip
        print(path.stem, len(cases), flush=True)


def collect_written(work: Path, count: int) -> None:
    """Write cases of what we wrote and kept out of training: some questions, each among the documents near it in its file.

    They are in both languages, about as many as a small community has.
    """
    documents: list[dict[str, Any]] = []
    asked = []
    for path in sorted((_WRITTEN / KEPT_OUT).glob("*.txt")):
        written = list(read_documents(path, Counter()))
        for number, document in enumerate(written):
            key = f"{path.stem}-{number}"
            for side, language in enumerate(("en", "zh")):
                lines = [pair[side] for pair in document.sentences]
                row = {
                    "id": f"{key}-{language}",
                    "lang": language,
                    "title": document.title[side],
                    "text": "\n".join(lines),
                }
                documents.append(row)
            near = range(max(number - _NEAR, 0), min(number + _NEAR + 1, len(written)))
            ids = [source_id(f"{path.stem}-{other}-{language}") for other in near for language in ("en", "zh")]
            asked += [(key, document, ids, question) for question in document.questions]
    random.Random(7).shuffle(asked)  # noqa: S311 - a sample, not a secret
    with indexed(documents, open_models()) as index:
        for side, language in enumerate(("en", "zh")):
            cases = []
            for key, document, ids, (numbers, texts, answers) in asked[:count]:
                own, other = (_gold(document, numbers, answers[s], s) for s in (side, 1 - side))
                one = Asked(texts[side], frozenset({f"{key}-en", f"{key}-zh"}), own, other)
                name = f"written.{language}-{BOTH}"
                cases.append(weigh(index.retriever, one, ids, is_answerable=bool(numbers), name=name))
            write_cases(work / f"written.{language}-{BOTH}.npz", cases)


def _gold(document: Document, numbers: Sequence[int], answer: str, side: int) -> list[str]:
    """What a sentence that answers holds: the words of the answer if no other sentence has them, else all of its own."""
    sentences = [plain(pair[side]) for pair in document.sentences]
    others = [sentence for number, sentence in enumerate(sentences) if number not in numbers]
    short = plain(answer)
    is_telling = bool(short) and not any(short in sentence for sentence in others)
    return [short] * is_telling + [sentences[number] for number in numbers]


def best_probability(case: Case) -> float:
    """The probability of the best sentence against none, as the weights in use have it; 0 where none was found."""
    if not len(case.features):
        return 0.0
    return float(1 / (1 + np.exp(-(case.features @ np.array(WITH_READER)).max())))


def answers_right(case: Case) -> bool:
    """Whether the sentence that those weights choose answers."""
    return bool(len(case.features) and case.is_gold[int((case.features @ np.array(WITH_READER)).argmax())])


def read_cases(work: Path) -> Iterator[Case]:
    """The cases that ``collect`` wrote."""
    for path in sorted(work.glob("*.npz")):
        stored = np.load(path)
        ends = np.cumsum(stored["counts"])
        for end, count, answerable, group in zip(
            ends, stored["counts"], stored["answerable"], stored["groups"], strict=True
        ):
            part = slice(end - count, end)
            gold, spare = stored["gold"][part], stored["spare"][part]
            yield Case(path.stem, bool(answerable), stored["features"][part], gold, spare, int(group))
