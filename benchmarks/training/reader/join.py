"""Join today's evidence and what the reader says into one probability, by cross-validation over groups of documents.

    join.py WORK NAME [--pairs ...]

Two small models: one for which sentence answers, among all of a question; one for whether the best one does. Judged on
documents that neither was fitted on (five folds); questions of both sets, all pairs of languages together.
"""

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from assembling import Assembler
from judge_reader import READ, is_stored, read_pair_with
from judging import Case, Judgement, Pair, judge, judge_with, line, read_pair, todays
from numpy.typing import NDArray
from reader import Reader
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from states import StateStore

Matrix = NDArray[np.float64]
_SCORE, _READER = 11, 13 + READ.index("reader")  # columns of today's score and of the reader's
_FOLDS = 5
_FITTED = 10  # the best sentences of a case by today's score and the reader's: the others decide nothing


def sentence_features(case: Case, said: NDArray[np.float32]) -> Matrix:
    """Of each sentence: today's features and score, the reader's, those of its passage, and how far each is behind."""
    if not case.sentences:
        return np.zeros((0, 0))
    today = np.array([[*s["features"], s["score"], s["probability"]] for s in case.sentences], dtype=float)
    margin = said[:, READ.index("reader")] - said[:, READ.index("none")]
    passages = [case.passages[s["passage"]] for s in case.sentences]
    around = np.array([[p["score"], p["meaning"], p["words"]] for p in passages], dtype=float)
    length = np.log([s["end"] - s["start"] for s in case.sentences])
    scored = np.column_stack([today[:, -2], margin, said[:, READ.index("cosine")], said[:, READ.index("match_near")]])
    behind = scored - scored.max(0)
    spread = (scored - scored.mean(0)) / (scored.std(0) + 1e-6)
    # How sure the reader is among all sentences and none.
    chance = np.exp(said[:, 0] - np.logaddexp.reduce([*said[:, 0], said[0, 1]]))
    rank = np.argsort(np.argsort(-margin))
    return np.column_stack([
        today, said, around, margin, behind, spread, chance, np.log(chance + 1e-4), np.minimum(rank, 8), length,
        np.full(len(length), case.language == "zh"),
    ])  # fmt: skip


def question_features(features: Matrix, chosen: NDArray[np.float64]) -> Matrix:
    """Of the best sentence of a case: its features, its score and the next one's."""
    order = np.argsort(-chosen)
    second = chosen[order[1]] if len(order) > 1 else -9.0
    return np.array([*features[order[0]], chosen[order[0]], chosen[order[0]] - second])


def fold_of(group: str) -> int:
    return zlib.crc32(group.encode()) % _FOLDS


def _likely(features: Matrix) -> NDArray[np.int64]:
    """The numbers of the sentences that today's score and the reader's put first."""
    together = features[:, _SCORE] + 0.15 * (features[:, _READER] - features[:, _READER + 1])
    return np.argsort(-together)[:_FITTED]


class Joined:
    """The two models, fitted on cases."""

    def __init__(self, kind: str) -> None:
        def made() -> Any:
            if kind == "logistic":
                return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=300))
            return HistGradientBoostingClassifier(
                max_iter=150, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=40, l2_regularization=2.0
            )  # fmt: skip

        self._sentence, self._question = made(), made()

    def fit(self, rows: Sequence[tuple[Matrix, NDArray[np.bool_]]]) -> None:
        """Features and golds of each case."""
        rows = [row for row in rows if len(row[0])]
        some = [(f[top], g[top]) for f, g in rows for top in [_likely(f)]]
        x, y = np.concatenate([f for f, _ in some]), np.concatenate([g for _, g in some])
        self._sentence.fit(x, y)
        best, right = [], []
        for features, gold in rows:
            chosen = self.choose(features)
            best.append(question_features(features, chosen))
            right.append(gold[int(np.argmax(chosen))])
        self._question.fit(np.array(best), np.array(right))

    def choose(self, features: Matrix) -> NDArray[np.float64]:
        """The logit of each sentence."""
        p = np.full(len(features), 1e-6)
        top = _likely(features)
        p[top] = np.clip(self._sentence.predict_proba(features[top])[:, 1], 1e-6, 1 - 1e-6)
        return np.asarray(np.log(p / (1 - p)))

    def score(self, features: Matrix) -> NDArray[np.float64]:
        """The scores of a case's sentences; the best one's is the probability that it answers."""
        if not len(features):
            return np.zeros(0)
        chosen = self.choose(features)
        sure = self._question.predict_proba(question_features(features, chosen)[None])[0, 1]
        scores = chosen - chosen.max() - 10
        scores[int(np.argmax(chosen))] = sure
        return np.asarray(scores)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("name")
    parser.add_argument("--states", default="states")
    parser.add_argument("--also", nargs="*", type=Path, default=[], help="what other readers said (WORK/said-*.npz)")
    parser.add_argument("--kinds", nargs="+", default=["logistic", "trees"])
    args = parser.parse_args()
    torch.set_num_threads(1)
    store = StateStore(args.work / args.states, args.work / "encoder.onnx", args.work / "base" / "tokenizer.json")
    assembler, model = Assembler(store, args.work), Reader().eval()
    state = torch.load(args.work / f"{args.name}.pt")
    model.load_state_dict(state["model"])
    print(args.name, "step", state["step"], "| right, AUC, refused, right and kept")
    pairs: list[Pair] = []
    for path in sorted((args.work / "candidates").glob("*.jsonl.gz")):
        pair = read_pair(path)
        if is_stored(store, pair):
            pairs.append(pair)
    features: dict[int, Matrix] = {}
    kept = args.work / f"said-{args.name}-{state['step']}.npz"
    cases = [case for pair in pairs for case in [*pair.full, *pair.without]]
    if not kept.exists():
        found = {key: value for pair in pairs for key, value in read_pair_with(model, assembler, pair).items()}
        np.savez_compressed(kept, *(found[id(case)] for case in cases))
    said = _load(kept, len(cases))
    others = [_load(path, len(cases)) for path in args.also]
    for i, case in enumerate(cases):
        made = sentence_features(case, said[i])
        for other in others if len(made) else []:
            margin = other[i][:, :1] - other[i][:, 1:2]
            made = np.column_stack([made, other[i], margin, margin - margin.max()])
        features[id(case)] = made
    judged = {kind: cross_validate(pairs, features, kind) for kind in args.kinds}
    reader = 13 + READ.index("reader")
    for i, pair in enumerate(pairs):
        print(
            pair.name, len(pair.full), "gold among the sentences", round(np.mean([c.gold.any() for c in pair.full]), 3)
        )
        print(line("  today", judge_with(pair, todays)))
        print(line("  vectors", judge_with(pair, lambda c: _column(features[id(c)], 13 + READ.index("cosine")))))
        print(
            line(
                "  reader",
                judge_with(pair, lambda c: _column(features[id(c)], reader) - _column(features[id(c)], reader + 1)),
            )
        )
        for kind in args.kinds:
            print(line(f"  joined, {kind}", judged[kind][i]), flush=True)


def _load(path: Path, count: int) -> list[NDArray[np.float32]]:
    """What a reader said of every case, in their order."""
    with np.load(path) as stored:
        return [stored[f"arr_{i}"] for i in range(count)]


def _column(features: Matrix, number: int) -> NDArray[np.float64]:
    return features[:, number] if len(features) else np.zeros(0)


def cross_validate(pairs: Sequence[Pair], features: dict[int, Matrix], kind: str) -> list[Judgement]:
    """The judgement of each pair, each case scored by models that were fitted on other folds."""
    scored: dict[int, NDArray[np.float64]] = {}
    for fold in range(_FOLDS):
        rows, held = [], []
        for pair in pairs:
            for full, without, group in zip(pair.full, pair.without, pair.groups, strict=True):
                if fold_of(group.split("-")[-1]) == fold:
                    held += [full, without]
                else:
                    rows += [
                        (features[id(full)], full.gold),
                        (features[id(without)], np.zeros(len(without.sentences), bool)),
                    ]
        joined = Joined(kind)
        joined.fit(rows)
        for case in held:
            scored[id(case)] = joined.score(features[id(case)])
    return [
        judge([(scored[id(c)], c.gold) for c in pair.full], [scored[id(c)] for c in pair.without]) for pair in pairs
    ]


if __name__ == "__main__":
    main()
