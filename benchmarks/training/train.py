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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--vocabulary", type=Path, default=Path("index/bilingual/vocabulary.txt"))
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rounds", type=float, default=1)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--tokens", type=int, default=6000)
    parser.add_argument("--start", type=Path, help="begin from this state's model")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    end = time.monotonic() + args.minutes * 60
    rows = [line.split() for line in args.vocabulary.read_text("utf-8").splitlines()]
    of_teacher, of_student = tokenizers(rows, longest=LONGEST)
    args.work.mkdir(parents=True, exist_ok=True)
    pairs, taken = read(args.parallel)
    lengths = [len(e.ids) for e in of_student.encode_batch([chinese for _, chinese in pairs])]
    taught = np.lib.format.open_memmap(
        args.work / "teacher.npy",
        mode="r+" if (args.work / "teacher.npy").exists() else "w+",
        dtype=np.float16,
        shape=(len(pairs), 384),
    )
    teacher = Encoder().to(device).eval()
    student = Encoder(first_rows(rows, [(e, c) for e, c, s in aligned(args.parallel) if s in {"cedict", "names"}])).to(
        device
    )
    if args.start:
        student.load_state_dict(torch.load(args.start, map_location=device)["student"])
    layers = [p for name, p in student.named_parameters() if name != "rows"]
    for parameter in layers:
        parameter.requires_grad_(args.all)
    groups = [{"params": [student.rows], "lr": args.rate, "weight_decay": 0.0}]
    if args.all:
        groups.append({"params": layers, "lr": args.rate / 8, "weight_decay": 0.01})
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in groups]
    step, state = 0, args.work / ("all.pt" if args.all else "rows.pt")
    if state.exists():
        kept = torch.load(state, map_location=device)
        student.load_state_dict(kept["student"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    plan = []
    for number in range(math.ceil(args.rounds)):
        plan += list(batches(lengths, taken, tokens=args.tokens, seed=number))
    plan = plan[: int(len(plan) * args.rounds / math.ceil(args.rounds))]
    print(f"{len(pairs)} pairs, {len(taken)} a round, {len(plan)} steps, from step {step}, on {device}", flush=True)
    began, recent, seen = time.monotonic(), [], 0
    while step < len(plan) and time.monotonic() < end:
        numbers = plan[step]
        share = min(1.0, step / 200) * min(1.0, max(0.02, (len(plan) - step) / (len(plan) * 0.5)))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast(device, dtype=torch.bfloat16):
            unknown = [i for i in numbers if not taught[i].any()]
            if unknown:
                with torch.no_grad():
                    taught[unknown] = teacher.encode(of_teacher, [pairs[i][0] for i in unknown]).cpu().numpy()
            texts = [pairs[i][1] for i in numbers]
            targets = torch.tensor(taught[numbers].astype(np.float32), device=device)
            if args.all:
                same = list(range(step % 8, len(numbers), 8))
                texts += [pairs[numbers[i]][0] for i in same]
            vectors = student(*padded([e.ids for e in of_student.encode_batch(texts)], device))
        loss = loss_of(vectors[: len(numbers)], targets)
        if args.all:
            loss = (
                loss
                + 4 * (len(same) / len(numbers)) * (1 - (vectors[len(numbers) :] * targets[same]).sum(-1)).mean() * 2
            )
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        step += 1
        seen += len(texts)
        recent.append((vectors[: len(numbers)].detach() * targets).sum(-1).mean().item())
        if step % 50 == 0:
            print(
                json.dumps(
                    {
                        "step": step,
                        "cosine": round(float(np.mean(recent[-50:])), 4),
                        "loss": round(loss.item(), 3),
                        "texts/s": round(seen / (time.monotonic() - began)),
                    }
                ),
                flush=True,
            )
        if step % 50 == 0:
            save(state, student, optimizer, step)
    save(state, student, optimizer, step)
    taught.flush()
    print("done" if step >= len(plan) else "stopped", flush=True)


def save(state: Path, student: Encoder, optimizer: torch.optim.Optimizer, step: int) -> None:
    """Keep what a later run goes on from; the old state stays until the new one is whole."""
    fresh = state.with_suffix(".new")
    torch.save({"student": student.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, fresh)
    fresh.replace(state)


if __name__ == "__main__":
    sys.exit(main())
