"""Teach the base model that a question lies near the sentence that answers it, in its own language and the other.

    train_encoder.py PARALLEL READER WORK [--steps 400] [--start WORK/base]

Passages are read whole, sentences are pooled from them (late chunking, as the index does), and a question is drawn to the
sentence that answers it and to its passage, away from all others of the batch (InfoNCE). Two questions in five have words
switched by dictionary; a quarter of the lessons are aligned text: a sentence asks for its translation. The batch of a step
depends on its number alone, so a run that was stopped goes on as if it had not been. State: WORK/encoder.pt.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from checkpoints import Keeper, save
from lessons import CodeSwitcher, Lesson, read_aligned, read_questions, to_traditional, window
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize
from transformers import BertModel

_TEMPERATURE = 0.02
_BATCH = 32
_FROZEN_LAYERS = 3
_RATE = 3e-5
_WARM_UP = 30
_CHARACTERS = {"en": 520, "zh": 190, "zh-Hant": 190}  # of a passage: about 120 tokens
_TAKEN = {
    "cmrc2018-train": 2, "drcd-train-subset": 2, "nq-open-oracle": 2, "qed-dev(nq)": 2, "selqa-dev": 1, "selqa-test": 1,
    "squad1-nqg-test": 0.35, "squad2-train-subset": 2, "covid-qa": 1, "squadshifts-new_wiki": 1,
    "squadshifts-reddit": 0.35, "squadshifts-amazon_reviews": 0.3,
}  # fmt: skip


class Batches:
    """The lessons of each step."""

    def __init__(self, parallel: Path, reader: Path) -> None:
        random_ = random.Random(5)  # noqa: S311
        self._questions: list[Lesson] = []
        for lesson in read_questions(reader, kept_out=False):
            share = _TAKEN[lesson.source]
            self._questions += [lesson] * (int(share) + (random_.random() < share % 1))
        random_.shuffle(self._questions)
        self._aligned = read_aligned(parallel, seed=6)
        self._switcher = CodeSwitcher()

    def __len__(self) -> int:
        return len(self._questions)

    def batch(self, step: int) -> list[tuple[str, str, list[tuple[int, int]], int, list[bool]]]:
        """Question, passage, spans of its sentences, which answers, and which are no counterexamples."""
        random_ = random.Random(1_000_003 * step)  # noqa: S311
        aligned = _BATCH // 4
        chosen = [
            self._questions[(step * (_BATCH - aligned) + i) % len(self._questions)] for i in range(_BATCH - aligned)
        ]
        chosen += [self._aligned[(step * aligned + i) % len(self._aligned)] for i in range(aligned)]
        made, seen = [], set()
        for lesson in chosen:
            text, spans, target = window(lesson, random_, characters=_CHARACTERS[lesson.language])
            if lesson.passage in seen or len(spans) < 1:
                continue
            seen.add(lesson.passage)
            ignored = [
                i != target and bool(lesson.answer_text) and lesson.answer_text in text[a:b]
                for i, (a, b) in enumerate(spans)
            ]
            question = lesson.question[:240]
            if not lesson.is_sentence or lesson.answer_text or "squad" in lesson.source or "selqa" in lesson.source:
                chance = random_.random()
                if chance < 0.4:
                    question = self._switcher.switch(question, random_, share=random_.choice((0.5, 0.9)))
            if lesson.language == "zh" and random_.random() < 0.12:
                text = to_traditional(text)
            elif lesson.language == "en" and random_.random() < 0.2:
                question = question.lower()
            made.append((question, text, spans, target, ignored))
        return made


def encode(model: BertModel, ids: list[list[int]]) -> Tensor:
    """The token embeddings of a batch, zero where it is padded."""
    length = max(map(len, ids))
    padded = torch.tensor([row + [1] * (length - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in ids])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model(padded, mask).last_hidden_state
    return hidden.float() * mask.unsqueeze(-1)


class Pooled:
    """Vectors of passages and of their sentences, from one reading."""

    def __init__(
        self, model: BertModel, tokenizer: Tokenizer, texts: list[str], spans: list[list[tuple[int, int]]]
    ) -> None:
        prompt = "passage: "
        encoded = tokenizer.encode_batch([prompt + text for text in texts])
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i].ids))
        wholes: list[Tensor] = [torch.empty(0)] * len(texts)
        parts: list[Tensor] = [torch.empty(0)] * len(texts)
        for k in range(0, len(order), 16):
            some = order[k : k + 16]
            hidden = encode(model, [encoded[i].ids[:256] for i in some])
            for row, i in zip(hidden, some, strict=True):
                offsets = torch.tensor(encoded[i].offsets)[:256] - len(prompt)
                tokens = row[: len(offsets)]
                wholes[i] = tokens.mean(0)
                picks = torch.stack(
                    [
                        ((offsets[:, 0] >= a) & (offsets[:, 1] <= b) & (offsets[:, 1] > offsets[:, 0])).float()
                        for a, b in spans[i]
                    ]
                )
                parts[i] = picks @ tokens / picks.sum(1, keepdim=True).clamp(min=1)
        self.wholes = normalize(torch.stack(wholes), dim=-1)
        self.parts = normalize(torch.cat(parts), dim=-1)


def loss_of(
    model: BertModel, tokenizer: Tokenizer, batch: list[tuple[str, str, list[tuple[int, int]], int, list[bool]]]
) -> tuple[Tensor, float, float]:
    """The loss, the share of questions nearest to their sentence within its passage, and among all."""
    encoded = tokenizer.encode_batch(["query: " + question for question, *_ in batch])
    hidden = encode(model, [e.ids[:96] for e in encoded])
    lengths = torch.tensor([min(len(e.ids), 96) for e in encoded]).unsqueeze(1)
    questions = normalize(hidden.sum(1) / lengths, dim=-1)
    pooled = Pooled(model, tokenizer, [text for _, text, *_ in batch], [spans for _, _, spans, *_ in batch])
    first, targets, ignored = 0, [], []
    owner: list[int] = []
    for i, (_, _, spans, target, skipped) in enumerate(batch):
        targets.append(first + target)
        ignored += [(i, first + j) for j, skip in enumerate(skipped) if skip]
        owner += [i] * len(spans)
        first += len(spans)
    scores = questions @ pooled.parts.T / _TEMPERATURE
    if ignored:
        rows, columns = zip(*ignored, strict=True)
        hide = torch.zeros_like(scores, dtype=torch.bool)
        hide[list(rows), list(columns)] = True
        scores = scores.masked_fill(hide, -1e4)
    wanted = torch.tensor(targets)
    own = scores.masked_fill(torch.tensor(owner).unsqueeze(0) != torch.arange(len(batch)).unsqueeze(1), -1e4)
    across = questions @ pooled.wholes.T / _TEMPERATURE
    loss = cross_entropy(scores, wanted) + 0.5 * cross_entropy(own, wanted)
    loss = (
        loss
        + 0.5 * cross_entropy(across, torch.arange(len(batch)))
        + 0.25 * cross_entropy(across.T, torch.arange(len(batch)))
    )
    return loss, (own.argmax(1) == wanted).float().mean().item(), (scores.argmax(1) == wanted).float().mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=400, help="the rate falls to nothing at this step")
    args = parser.parse_args()
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(args.work / "base" / "tokenizer.json"))
    model = BertModel.from_pretrained(
        args.work / "base", add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    model.train()
    frozen = [model.embeddings, *model.encoder.layer[:_FROZEN_LAYERS]]
    for part in frozen:
        part.requires_grad_(requires_grad=False)
    learning = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=_RATE, weight_decay=0.01, betas=(0.9, 0.98))
    path, step = args.work / "encoder.pt", 0
    if path.exists():
        state = torch.load(path)
        model.load_state_dict(state["model"], strict=False)
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]

    def state_now() -> dict[str, object]:
        weights = {name: value for name, value in model.state_dict().items() if not name.startswith("embeddings")}
        return {"model": weights, "optimizer": optimizer.state_dict(), "step": step}

    batches, keeper, started = Batches(args.parallel, args.reader), Keeper(170), time.monotonic()
    print(f"{len(batches)} questions, from step {step}", flush=True)
    while step < args.steps:
        rate = _RATE * min(1.0, (step + 1) / _WARM_UP) * min(1.0, max(0.03, (args.steps - step) / (0.6 * args.steps)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss, own, among_all = loss_of(model, tokenizer, batches.batch(step))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        step += 1
        with (args.work / "encoder-log.jsonl").open("a") as log:
            log.write(
                json.dumps(
                    {
                        "step": step,
                        "loss": round(loss.item(), 4),
                        "own": own,
                        "all": among_all,
                        "seconds": round(time.monotonic() - started),
                    }
                )
                + "\n"
            )
        if keeper.is_due() or step == args.steps:
            save(path, state_now())
        if step % 100 == 0:
            save(args.work / f"encoder-{step}.pt", {"model": state_now()["model"], "step": step})


if __name__ == "__main__":
    main()
