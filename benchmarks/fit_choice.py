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
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from bot.evidence.choice import FEATURES
from measures.choice_cases import BOTH, Array, Case, collect, collect_written, read_cases

# What we wrote is asked as people ask. Of 1, 3 and 8: 3 costs the other sets nothing on the mean and gives it four points.
_WRITTEN_WEIGHT = 3
_FOLDS = 5
# The weight of the squares of the weights, of standardised features. Of 0.0003 to 0.01 all gave the same to a point.
_PENALTY = 1e-3
_READING = ("reading", "pointing")
_THRESHOLDS = (-1.5, -1.0, -0.85, -0.6, -0.4, 0.0)


def across(cases: Sequence[Case]) -> list[Case]:
    """The cases over documents of both languages, as if the answer stood in the other language alone.

    Those that nothing answers are there as often, so that an answer across languages is not more likely than another.
    """
    made = []
    for case in cases:
        if not case.name.endswith(BOTH):
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
    collecting.add_argument("--held", nargs="+", default=["en", "zh", BOTH], help="languages of the documents")
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
