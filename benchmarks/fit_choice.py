"""Fit the model that chooses the sentence which answers, or refuses: ``bot/evidence/choice.py``.

    fit_choice.py collect BENCHMARKS WORK [--sets mlqa xquad ...] [--count 120] [--held en zh both]
    fit_choice.py collect-written WORK [--count 600]
    fit_choice.py fit WORK

``collect`` asks questions of the dev halves, of a whole corpus and of the corpus without the documents that answer one of
them, and writes what is known of every sentence found to WORK. The corpus is that of one language, or of both: then an
answer in the asker's language is right, and one in the other where there is none. ``collect-written`` asks what we wrote
ourselves and kept out of training (``training/reader/written``). ``fit`` finds the weights: of all sentences and *none*
the right one shall be the most probable. It prints what the weights would do to documents they were not fitted on (five
folds), for each set, then the weights for all of them.
"""

import argparse
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bot.answering.questions import tidy_question
from bot.evidence.choice import FEATURES, WITH_READER, feature_vector, is_excluded
from bot.evidence.ranking import rank_evidence
from index import QueryError, Retriever
from measures.corpora import Models, document_id, indexed, open_models, plain, rows, source_id
from training.reader.preparation.written import KEPT_OUT, Document, read_documents

Array = NDArray[np.float64]
_PASSAGES = 8
_BOTH = "both"
# What we wrote is asked as people ask. Of 1, 3 and 8: 3 costs the other sets nothing on the mean and gives it four points.
_WRITTEN_WEIGHT = 3
_NEAR = 10  # documents before and after one that we wrote
_WRITTEN = Path(__file__).parent / "training" / "reader" / "written"
_FACTUAL = ("", "Factual Question", "事实性问题")
_FOLDS = 5
# The weight of the squares of the weights, of standardised features. Of 0.0003 to 0.01 all gave the same to a point.
_PENALTY = 1e-3
_READING = ("reading", "pointing")
_THRESHOLDS = (-1.5, -1.0, -0.85, -0.6, -0.4, 0.0)


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
    documents = [row for row in rows(folder / set_name / "corpus.jsonl") if held in (row["lang"], _BOTH)]
    questions = rows(folder / set_name / "queries.dev.jsonl")
    some = sample_of_both(questions, asked, count) if held == _BOTH else sample(questions, asked, held, count)
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
                name = f"written.{language}-{_BOTH}"
                cases.append(weigh(index.retriever, one, ids, is_answerable=bool(numbers), name=name))
            write_cases(work / f"written.{language}-{_BOTH}.npz", cases)


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


def across(cases: Sequence[Case]) -> list[Case]:
    """The cases over documents of both languages, as if the answer stood in the other language alone.

    Those that nothing answers are there as often, so that an answer across languages is not more likely than another.
    """
    made = []
    for case in cases:
        if not case.name.endswith(_BOTH):
            continue
        name, is_foreign = f"{case.name}-across", case.features[:, FEATURES.index("is_cross_language")] > 0
        kept = is_foreign | ~case.is_gold
        gold = (case.is_spare | case.is_gold) & is_foreign
        if not case.is_answerable:
            made += [case._replace(name=name)] * (2 if name.startswith("written") else 1)
        elif not kept.all() and gold.any():
            no_spare = np.zeros(kept.sum(), dtype=bool)
            made.append(case._replace(name=name, features=case.features[kept], is_gold=gold[kept], is_spare=no_spare))
    return made


def fit(cases: Sequence[Case], used: Sequence[int]) -> Array:
    """The weights of the used features, over features as they are."""
    cases = [case for case in cases if len(case.features)]
    everything = np.concatenate([case.features[:, used] for case in cases])
    middle, spread = everything.mean(0), everything.std(0) + 1e-9
    middle[-1], spread[-1] = 0.0, 1.0  # the constant
    longest = max(len(case.features) for case in cases)
    inputs = torch.zeros(len(cases), longest, len(used), dtype=torch.float64)
    is_there = torch.zeros(len(cases), longest + 1, dtype=torch.bool)
    is_right = torch.zeros(len(cases), longest + 1, dtype=torch.bool)
    for i, case in enumerate(cases):
        count = len(case.features)
        inputs[i, :count] = torch.from_numpy((case.features[:, used] - middle) / spread)
        is_there[i, : count + 1] = True
        is_there[i, 1 : count + 1] &= torch.from_numpy(~case.is_spare)
        is_right[i, 1 : count + 1] = torch.from_numpy(case.is_gold)
        is_right[i, 0] = not case.is_gold.any()
    # Sets and pairs of languages count the same, whatever their size, but for what we wrote.
    names = [case.name for case in cases]
    counts = Counter(names)
    share = torch.tensor(
        [(_WRITTEN_WEIGHT if name.startswith("written") else 1) / counts[name] for name in names], dtype=torch.float64
    )
    weights = torch.zeros(len(used), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        logits = torch.cat([torch.zeros(len(cases), 1, dtype=torch.float64), inputs @ weights], 1)
        probabilities = logits.masked_fill(~is_there, -1e9).log_softmax(1)
        missed = -probabilities.masked_fill(~is_right, -1e9).logsumexp(1)
        total = (missed * share).sum() / share.sum() + _PENALTY * (weights[:-1] ** 2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    found = weights.detach().numpy() / spread
    found[-1] -= (found[:-1] * middle[:-1]).sum()
    return np.asarray(found)


def table(cases: Sequence[Case], used: Sequence[int]) -> list[str]:
    """For each set what weights do that were fitted without its documents."""
    by_name: dict[str, list[tuple[bool, float, bool]]] = {}
    for fold in range(_FOLDS):
        weights = fit([case for case in cases if case.group % _FOLDS != fold], used)
        for case in cases:
            if case.group % _FOLDS == fold:
                odds = case.features[:, used] @ weights if len(case.features) else np.array([-99.0])
                best = int(odds.argmax())
                is_right = bool(len(case.is_gold) and case.is_gold[best])
                by_name.setdefault(case.name, []).append((case.is_answerable, float(odds[best]), is_right))
    lines = ["| | right | AUC | " + " | ".join(f"at {t}: right, refused" for t in _THRESHOLDS) + " |"]
    for name, found in sorted(by_name.items()):
        yes = np.array([odds for answerable, odds, _ in found if answerable])
        no = np.array([odds for answerable, odds, _ in found if not answerable])
        right = np.array([right for answerable, _, right in found if answerable])
        points = " | ".join(f"{(right & (yes > t)).mean():.3f}, {(no <= t).mean():.3f}" for t in _THRESHOLDS)
        lines.append(f"| {name} | {right.mean():.3f} | {(yes[:, None] > no).mean():.3f} | {points} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    collecting = commands.add_parser("collect")
    collecting.add_argument("benchmarks", type=Path)
    collecting.add_argument("work", type=Path)
    collecting.add_argument("--sets", nargs="+", default=["mlqa", "xquad", "cmrc2018", "drcd", "dragonball_chunks"])
    collecting.add_argument("--count", type=int, default=120)
    collecting.add_argument("--held", nargs="+", default=["en", "zh", _BOTH], help="languages of the documents")
    written = commands.add_parser("collect-written")
    written.add_argument("work", type=Path)
    written.add_argument("--count", type=int, default=600)
    fitting = commands.add_parser("fit")
    fitting.add_argument("work", type=Path)
    args = parser.parse_args()
    if args.command == "collect":
        for held in args.held:
            collect(args.benchmarks, args.work, args.sets, args.count, held)
        return
    if args.command == "collect-written":
        collect_written(args.work, args.count)
        return
    cases = list(read_cases(args.work))
    cases += across(cases)
    every = list(range(len(FEATURES)))
    for label, used in (("with", every), ("without", [i for i in every if FEATURES[i] not in _READING])):
        print(f"{label} the reader", *table(cases, used), sep="\n")
        weights = fit(cases, used)
        print({FEATURES[i]: round(float(weight), 3) for i, weight in zip(used, weights, strict=True)})


if __name__ == "__main__":
    main()
