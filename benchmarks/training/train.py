"""Teach all-MiniLM-L6-v2 Chinese: distil it on aligned text, in steps that can be stopped and taken up again.

    train.py PARALLEL WORK [--minutes 30] [--all] [--rounds 2] [--rate 1e-3]

The student's vector of a Chinese text is drawn to the teacher's vector of its English side, and away from the other
texts' of the batch (Reimers and Gurevych, "Making Monolingual Sentence Embeddings Multilingual using Knowledge
Distillation", 2020; van den Oord et al., InfoNCE, 2018). By default only the new rows are trained; ``--all`` trains the
transformer too, with English texts among the Chinese ones that must stay where the teacher puts them.
The state is kept in WORK; a run goes on from it, until ``--minutes`` are over or ``--rounds`` are done.
"""

import argparse
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import batches, read
from student import Encoder, first_rows, padded, tokenizers
from torch import Tensor
from vocabulary import aligned

LONGEST = 192
TEMPERATURE = 0.05
ENGLISH = 0.12
NEAR = 0.92  # two teacher vectors this close say the same: neither is the other's counterexample


def loss_of(student: Tensor, teacher: Tensor) -> Tensor:
    """The distance to the teacher's vector, and InfoNCE against the batch's other vectors."""
    similar = teacher @ teacher.T
    same = (similar > NEAR) & ~torch.eye(len(teacher), dtype=torch.bool, device=teacher.device)
    scores = (student @ teacher.T / TEMPERATURE).masked_fill(same, -1e4)
    contrast = torch.nn.functional.cross_entropy(scores, torch.arange(len(teacher), device=teacher.device))
    return 4 * (1 - (student * teacher).sum(-1)).mean() + contrast * 0.5


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rounds", type=float, default=1)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--tokens", type=int, default=6000)
    parser.add_argument("--start", type=Path, help="begin from this state's model")
    return parser.parse_args()


class Lessons:
    """The pairs as tensors: what the teacher made of an English side is kept on disk in ``work``."""

    def __init__(self, args: argparse.Namespace, rows: list[list[str]], *, device: str) -> None:
        self._of_teacher, self._of_student = tokenizers(rows, longest=LONGEST)
        args.work.mkdir(parents=True, exist_ok=True)
        self.pairs, self.taken = read(args.parallel)
        self.lengths = [len(e.ids) for e in self._of_student.encode_batch([chinese for _, chinese in self.pairs])]
        self._taught = np.lib.format.open_memmap(
            args.work / "teacher.npy",
            mode="r+" if (args.work / "teacher.npy").exists() else "w+",
            dtype=np.float16,
            shape=(len(self.pairs), 384),
        )
        self._teacher = Encoder().to(device).eval()
        self._device = device

    def targets(self, numbers: list[int]) -> Tensor:
        """The teacher's vectors of the English sides, of shape (pairs, 384)."""
        unknown = [i for i in numbers if not self._taught[i].any()]
        if unknown:
            with torch.no_grad():
                vectors = self._teacher.encode(self._of_teacher, [self.pairs[i][0] for i in unknown])
                self._taught[unknown] = vectors.cpu().numpy()
        return torch.tensor(self._taught[numbers].astype(np.float32), device=self._device)

    def inputs(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        """Token ids and attention mask as the student reads them."""
        return padded([e.ids for e in self._of_student.encode_batch(texts)], self._device)

    def plan(self, *, rounds: float, tokens: int) -> list[list[int]]:
        """The batches of all rounds, the last of which may be cut short."""
        made: list[list[int]] = []
        for number in range(math.ceil(rounds)):
            made += list(batches(self.lengths, self.taken, tokens=tokens, seed=number))
        return made[: int(len(made) * rounds / math.ceil(rounds))]

    def flush(self) -> None:
        """Write what the teacher made to disk."""
        self._taught.flush()


def new_student(args: argparse.Namespace, rows: list[list[str]], *, device: str) -> Encoder:
    glosses = [(e, c) for e, c, s in aligned(args.parallel) if s in {"cedict", "names"}]
    student = Encoder(first_rows(rows, glosses)).to(device)
    if args.start:
        student.load_state_dict(torch.load(args.start, map_location=device)["student"])
    return student


def new_optimizer(args: argparse.Namespace, student: Encoder) -> torch.optim.Optimizer:
    """AdamW over the new rows, and with ``--all`` over the layers at an eighth of the rate."""
    layers = [p for name, p in student.named_parameters() if name != "rows"]
    for parameter in layers:
        parameter.requires_grad_(args.all)
    groups = [{"params": [student.rows], "lr": args.rate, "weight_decay": 0.0}]
    if args.all:
        groups.append({"params": layers, "lr": args.rate / 8, "weight_decay": 0.01})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def share_of_rate(step: int, steps: int) -> float:
    """How much of its rate a step learns at: rising over the first 200, falling over the second half."""
    return min(1.0, step / 200) * min(1.0, max(0.02, (steps - step) / (steps * 0.5)))


def learn(
    student: Encoder, lessons: Lessons, numbers: list[int], *, kept_english: list[int], device: str
) -> tuple[Tensor, float, int]:
    """The loss of one batch, how near it came to the teacher, and how many texts it had.

    ``kept_english`` are the places in the batch whose English side the student reads too.
    """
    with torch.autocast(device, dtype=torch.bfloat16):
        targets = lessons.targets(numbers)
        texts = [lessons.pairs[i][1] for i in numbers] + [lessons.pairs[numbers[i]][0] for i in kept_english]
        vectors = student(*lessons.inputs(texts))
    chinese, english = vectors[: len(numbers)], vectors[len(numbers) :]
    loss = loss_of(chinese, targets)
    if kept_english:
        strayed = (1 - (english * targets[kept_english]).sum(-1)).mean()
        loss = loss + 4 * (len(kept_english) / len(numbers)) * strayed * 2
    return loss, (chinese.detach() * targets).sum(-1).mean().item(), len(texts)


def main() -> None:
    args = arguments()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    end = time.monotonic() + args.minutes * 60
    rows = [line.split() for line in args.vocabulary.read_text("utf-8").splitlines()]
    lessons = Lessons(args, rows, device=device)
    student = new_student(args, rows, device=device)
    optimizer = new_optimizer(args, student)
    rates = [group["lr"] for group in optimizer.param_groups]
    step, state = 0, args.work / ("all.pt" if args.all else "rows.pt")
    if state.exists():
        kept = torch.load(state, map_location=device)
        student.load_state_dict(kept["student"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    plan = lessons.plan(rounds=args.rounds, tokens=args.tokens)
    counts = f"{len(lessons.pairs)} pairs, {len(lessons.taken)} a round, {len(plan)} steps"
    print(f"{counts}, from step {step}, on {device}", flush=True)
    began, recent, seen = time.monotonic(), [], 0
    while step < len(plan) and time.monotonic() < end:
        numbers = plan[step]
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share_of_rate(step, len(plan))
        kept_english = list(range(step % 8, len(numbers), 8)) if args.all else []
        loss, cosine, texts = learn(student, lessons, numbers, kept_english=kept_english, device=device)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        step += 1
        seen += texts
        recent.append(cosine)
        if step % 50 == 0:
            report(step, cosine=np.mean(recent[-50:]), loss=loss.item(), speed=seen / (time.monotonic() - began))
            save(state, student, optimizer, step)
    save(state, student, optimizer, step)
    lessons.flush()
    print("done" if step >= len(plan) else "stopped", flush=True)


def report(step: int, *, cosine: float, loss: float, speed: float) -> None:
    """One line of JSON on how the training goes."""
    line = {"step": step, "cosine": round(float(cosine), 4), "loss": round(loss, 3), "texts/s": round(speed)}
    print(json.dumps(line), flush=True)


def save(state: Path, student: Encoder, optimizer: torch.optim.Optimizer, step: int) -> None:
    """Keep what a later run goes on from; the old state stays until the new one is whole."""
    fresh = state.with_suffix(".new")
    torch.save({"student": student.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, fresh)
    fresh.replace(state)


if __name__ == "__main__":
    sys.exit(main())
