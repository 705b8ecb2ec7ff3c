"""What a state of the training reaches by itself: passages found by questions, sentences by their translations.

    evaluate.py BENCHMARKS PARALLEL STATE... --vocabulary FILE [--sets xquad,belebele]

Prints Hits@1 (share of questions whose best passage by cosine is the right one) for each pair of languages, and how many
of newstest2019's sentences are nearest to their own translation. A STATE ``-`` is the model as it starts.
"""

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from student import Encoder, tokenizers
from tokenizers import Tokenizer
from vocabulary import aligned


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@torch.inference_mode()
def embedded(model: Encoder, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    order = sorted(range(len(texts)), key=lambda i: len(texts[i].encode()))
    made = np.zeros((len(texts), 384), dtype=np.float32)
    for start in range(0, len(texts), 64):
        part = order[start : start + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made[part] = model.encode(tokenizer, [texts[i] for i in part]).numpy()
    return made


def hits(folder: Path, name: str, model: Encoder, tokenizer: Tokenizer) -> dict[str, float]:
    corpus, queries = rows(folder / name / "corpus.jsonl.gz"), rows(folder / name / "queries.dev.jsonl.gz")
    found = {}
    passages = {lang: [row for row in corpus if row["lang"] == lang] for lang in ("en", "zh")}
    vectors = {lang: embedded(model, tokenizer, [p["text"] for p in passages[lang]]) for lang in passages}
    for asked in ("en", "zh"):
        questions = [q for q in queries if q["lang"] == asked]
        queried = embedded(model, tokenizer, [q["question"] for q in questions])
        for held in ("en", "zh"):
            best = (queried @ vectors[held].T).argmax(1)
            ids = {p["id"] for p in passages[held]}
            right = [
                (passages[held][b]["id"] in wanted, bool(wanted & ids))
                for b, q in zip(best, questions, strict=True)
                for wanted in [set(q["relevant"]).union(*(q.get("relevant_by_lang") or {}).values())]
            ]
            asked_here = [hit for hit, can in right if can]
            if asked_here:
                found[f"{name} {asked}>{held}"] = round(100 * sum(asked_here) / len(asked_here), 1)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmarks", type=Path)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("states", nargs="+")
    parser.add_argument("--sets", default="xquad")
    parser.add_argument("--vocabulary", type=Path, required=True)
    args = parser.parse_args()
    words = [line.split() for line in args.vocabulary.read_text("utf-8").splitlines()]
    _, tokenizer = tokenizers(words, longest=256)
    model = Encoder(torch.zeros(len(words), 384)).eval()
    for state in args.states:
        kept = torch.load(state, map_location="cpu")
        model.load_state_dict(kept.get("student", kept))
        found = {}
        for name in args.sets.split(","):
            found |= hits(args.benchmarks, name, model, tokenizer)
        pairs = list(aligned(args.parallel, "eval-newstest2019"))[:1000]
        english, chinese = (embedded(model, tokenizer, [pair[i] for pair in pairs]) for i in (0, 1))
        found["newstest zh>en"] = round(
            100 * float(((chinese @ english.T).argmax(1) == np.arange(len(pairs))).mean()), 1
        )
        print(json.dumps({"state": state, "step": kept.get("step"), **found}), flush=True)


if __name__ == "__main__":
    main()
