"""Train the layers that check statements, on a processor, in steps that are saved and gone on from.

    python -m training.statements.train FOLDER PASSAGES START WORK [--minutes 70] [--epochs 2.6] [--pairs FILE...]

FOLDER is what we wrote, PASSAGES the public passages (``passages.jsonl.gz``), START a network of transformers whose upper
layers are the first weights (``onnx_files.py restore``). WORK gets ``statements.pt``. Of each of the PAIRS, lines of JSON as in
``turned.jsonl``, the split ``dev`` is looked at on the way.
"""

import argparse
import gzip
import json
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as f

from index.embedding.opening import MODEL_FILE, TOKENIZER_FILE
from training.reader.assemble import read_base
from training.statements.layers import LowerLayers, StatementLayers, States
from training.statements.lessons import StatementLesson, StatementTwins, draw, read_twins

STATE = "statements.pt"
# Set by hand, and not searched.
_TWINS = 16  # a step
_RATE, _WARM_STEPS, _DECAY = 1e-4, 30, 0.01
_TWIN_WEIGHT = 0.5  # of telling the two apart, beside telling each
_LARGEST_GRADIENT = 1.0
_SAVED_EVERY = 240.0  # seconds
_SHOWN_EVERY, _CHECKED_EVERY = 25, 150  # steps
_LOST_TRUE = 0.02  # the share of true statements under the threshold that the pairs are judged at


@dataclass(frozen=True)
class Checks:
    """What a run is judged by on its way."""

    lower: LowerLayers
    kept_out: Sequence[StatementTwins]
    pairs: Sequence[StatementLesson]

    def shown(self, model: StatementLayers) -> str:
        """How often the true one of kept-out twins has the better odds, and the area under the curve; and of the pairs."""
        rng = random.Random(11)  # noqa: S311 - lessons, no secrets
        odds = self._odds(model, [lesson for twins in self.kept_out for lesson in draw(twins, rng)])
        true, false = odds[::2], odds[1::2]
        said = f"kept out: twins told apart {(true > false).mean():.3f}, AUC {_area(true, false):.3f}"
        if not self.pairs:
            return said
        odds, truth = self._odds(model, self.pairs), np.array([pair.is_true for pair in self.pairs])
        true, false = odds[truth], odds[~truth]
        found = (false < np.quantile(true, _LOST_TRUE)).mean()
        return f"{said}; pairs: AUC {_area(true, false):.3f}, found where {_LOST_TRUE:.0%} of the true are lost {found:.3f}"

    def _odds(self, model: StatementLayers, lessons: Sequence[StatementLesson]) -> States:
        with torch.no_grad():
            parts = [model(self.lower.states(lessons[i : i + 32])) for i in range(0, len(lessons), 32)]
        return torch.cat(parts).numpy()


def _area(true: States, false: States) -> float:
    return float((true[:, None] > false[None]).mean())


def read_pairs(paths: Sequence[Path]) -> list[StatementLesson]:
    """The labelled pairs of some files, those of the split ``dev``."""
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return [StatementLesson(row["sentence"], row["passage"], row["supported"]) for row in rows if row["split"] == "dev"]


def loss_of(odds: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Of statements two by two, the true one first."""
    apart = -f.logsigmoid(odds[::2] - odds[1::2]).mean()
    return f.binary_cross_entropy_with_logits(odds, truth) + _TWIN_WEIGHT * apart


def train(
    model: StatementLayers, twins: Sequence[StatementTwins], checks: Checks, saved: Path, *, steps: int, minutes: float
) -> None:
    """Train for so many steps in all, or until the time is over."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=_RATE, weight_decay=_DECAY)
    step = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
    if not step:
        print(checks.shown(model), flush=True)
    started = last = time.monotonic()
    measured: list[torch.Tensor] = []
    while step < steps and time.monotonic() - started < 60 * minutes:
        # The order is the same however often the run is taken up again.
        epoch, place = divmod(step * _TWINS, len(twins))
        order = random.Random(epoch).sample(range(len(twins)), len(twins))  # noqa: S311
        rng = random.Random(step)  # noqa: S311
        lessons = [lesson for i in order[place : place + _TWINS] for lesson in draw(twins[i], rng)]
        for group in optimizer.param_groups:
            group["lr"] = _RATE * min(1.0, (step + 1) / _WARM_STEPS) * 0.5 * (1 + math.cos(math.pi * step / steps))
        odds = model(checks.lower.states(lessons))
        truth = torch.tensor([float(lesson.is_true) for lesson in lessons])
        loss = loss_of(odds, truth)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), _LARGEST_GRADIENT)
        optimizer.step()
        step += 1
        right = ((odds > 0) == (truth > 0.5)).float().mean()
        measured.append(torch.stack([loss.detach(), right, (odds[::2] > odds[1::2]).float().mean()]))
        if step % _SHOWN_EVERY == 0:
            means = torch.stack(measured).mean(0).tolist()
            measured = []
            print(f"step {step} loss {means[0]:.3f} right {means[1]:.3f} twins {means[2]:.3f}", flush=True)
        if step % _CHECKED_EVERY == 0:
            print(checks.shown(model), flush=True)
        if time.monotonic() - last > _SAVED_EVERY or step == steps:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save(state, saved.with_suffix(".new"))
            saved.with_suffix(".new").replace(saved)
            last = time.monotonic()
    print(checks.shown(model), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("folder", "passages", "start", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--epochs", type=float, default=2.6)
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    parser.add_argument("--checked", type=int, default=200, help="kept-out twins to judge by")
    args = parser.parse_args()
    with gzip.open(args.passages, "rt", encoding="utf-8") as lines:
        passages = dict(map(json.loads, lines))
    faults: Counter[str] = Counter()
    twins = read_twins(args.folder, passages, faults)
    trained, kept_out = [t for t in twins if not t.is_kept_out], [t for t in twins if t.is_kept_out]
    random.Random(3).shuffle(kept_out)  # noqa: S311
    steps = int(args.epochs * len(trained) / _TWINS)
    print(f"{len(trained)} trained on, {len(kept_out)} kept out, {steps} steps; left out: {dict(faults)}", flush=True)
    lower = LowerLayers(MODEL_FILE, TOKENIZER_FILE)
    checks = Checks(lower, kept_out[: args.checked], read_pairs(args.pairs))
    train(StatementLayers(read_base(args.start)), trained, checks, args.work / STATE, steps=steps, minutes=args.minutes)


if __name__ == "__main__":
    main()
