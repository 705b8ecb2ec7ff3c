"""Draw the new rows towards English before any transformer is run: bags of rows against bags of word pieces.

    warm_start.py PARALLEL OUT [--rounds 2]

A sentence is the weighted mean of its tokens' rows, rare tokens weighing more (Arora et al., "A Simple but Tough-to-Beat
Baseline for Sentence Embeddings", 2017); the Chinese rows move, the English ones stay. It costs minutes on all pairs,
and the distillation starts from rows that already stand near their translations.
"""

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from student import Encoder, first_rows, tokenizers
from torch import Tensor
from vocabulary import aligned

BATCH = 1024
RARITY = 1e-3


def bags(sequences: list[list[int]], weights: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Ids in one row, where each bag starts, and each id's share of its bag."""
    ids = torch.tensor([i for sequence in sequences for i in sequence])
    sizes = torch.tensor([len(sequence) for sequence in sequences])
    starts = torch.cat([torch.zeros(1, dtype=torch.long), sizes.cumsum(0)[:-1]])
    held = weights[ids]
    total = torch.zeros(len(sequences)).index_add_(
        0, torch.repeat_interleave(torch.arange(len(sequences)), sizes), held
    )
    return ids, starts, held / torch.repeat_interleave(total, sizes)


def rarity(sequences: list[list[int]], size: int) -> Tensor:
    counts = np.bincount([i for sequence in sequences for i in sequence], minlength=size) + 1
    return torch.tensor(RARITY / (RARITY + counts / counts.sum()), dtype=torch.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    words = [line.split() for line in args.vocabulary.read_text("utf-8").splitlines()]
    of_teacher, of_student = tokenizers(words, longest=128)
    pairs = list(aligned(args.parallel))
    kept, law = [], 0
    for english, chinese, source in pairs:
        law += source == "twlaw"
        if source != "twlaw" or law % 3 == 0:
            kept.append((english, chinese))
    english = [e.ids or [100] for e in of_teacher.encode_batch([e for e, _ in kept], add_special_tokens=False)]
    chinese = [e.ids or [100] for e in of_student.encode_batch([c for _, c in kept], add_special_tokens=False)]
    start = first_rows(words, [(e, c) for e, c, s in pairs if s in {"cedict", "names"}])
    encoder = Encoder(start.clone())
    size = len(encoder.base) + len(words)
    of_english, of_chinese = rarity(english, size), rarity(chinese, size)
    optimizer = torch.optim.Adam([encoder.rows], lr=2e-3, fused=True)
    middle = encoder.base.mean(0)
    steps = args.rounds * len(kept) // BATCH
    print(f"{len(kept)} pairs, {steps} steps", flush=True)
    order: list[int] = []
    for step in range(steps):
        if len(order) < BATCH:
            order = list(range(len(kept)))
            random.Random(step).shuffle(order)  # noqa: S311
        numbers, order = order[:BATCH], order[BATCH:]
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - step / steps)
        weight = torch.cat([encoder.base, encoder.rows])
        ids, starts, shares = bags([english[i] for i in numbers], of_english)
        with torch.no_grad():
            target = (
                torch.nn.functional.embedding_bag(ids, encoder.base, starts, mode="sum", per_sample_weights=shares)
                - middle
            )
        ids, starts, shares = bags([chinese[i] for i in numbers], of_chinese)
        made = torch.nn.functional.embedding_bag(ids, weight, starts, mode="sum", per_sample_weights=shares) - middle
        cosine = torch.nn.functional.normalize(made, dim=-1) @ torch.nn.functional.normalize(target, dim=-1).T
        contrast = torch.nn.functional.cross_entropy(cosine / 0.07, torch.arange(len(numbers)))
        distance = ((made - target) ** 2).sum(-1).mean() / (target**2).sum(-1).mean()
        loss = distance + 0.3 * contrast
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(step, round(distance.item(), 3), round(contrast.item(), 3), flush=True)
    torch.save({"student": encoder.state_dict(), "step": 0}, args.out)
    encoder.rows.data = start
    torch.save({"student": encoder.state_dict(), "step": 0}, args.out.with_suffix(".start.pt"))


if __name__ == "__main__":
    main()
