"""Judge a trained reader on files of candidates whose states are stored: it alone, the vectors alone, simple sums.

judge_reader.py WORK NAME [--pairs mlqa.en-en ...] [--limit 240]
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from assembling import PASSAGE, QUERY, Assembler
from judging import Case, Pair, Scores, judge_with, line, read_pair, todays
from numpy.typing import NDArray
from reader import FEATURES, Reader
from states import StateStore

Scorer = Callable[[Case], Scores]
READ = ("reader", "none", "start", "end", *FEATURES)


def read_case(model: Reader, assembler: Assembler, case: Case) -> NDArray[np.float32]:
    """What the reader says of each sentence of a case: (sentences, READ)."""
    if not case.sentences:
        return np.zeros((0, len(READ)), dtype=np.float32)
    order = sorted(range(len(case.sentences)), key=lambda i: (case.sentences[i]["passage"], case.sentences[i]["start"]))
    windows: list[tuple[int, str, list[tuple[int, int]]]] = []
    last = -1
    for i in order:
        sentence = case.sentences[i]
        if sentence["passage"] != last:
            last = sentence["passage"]
            windows.append((0, case.passages[last]["text"], []))
        windows[-1][2].append((sentence["start"], sentence["end"]))
    inputs = assembler.inputs([case.question], windows)
    with torch.no_grad():
        out = model(inputs)
        places = inputs.sentence_of.unsqueeze(1).expand(-1, 2)
        points = torch.full((len(order) + 1, 2), -30.0).scatter_reduce(0, places, out.points, "amax")[:-1]
    rows = torch.cat([out.sentences.unsqueeze(1), out.none.expand(len(order), 1), points, out.features], 1).numpy()
    result = np.zeros_like(rows)
    result[order] = rows
    return result


def is_stored(store: StateStore, pair: Pair) -> bool:
    """Whether everything that a pair needs has been made."""
    cases = [*pair.full, *pair.without]
    return all((QUERY, c.question) in store and all((PASSAGE, p["text"]) in store for p in c.passages) for c in cases)


def read_pair_with(model: Reader, assembler: Assembler, pair: Pair) -> dict[int, NDArray[np.float32]]:
    """What the reader says of every case, by the case's id()."""
    return {id(case): read_case(model, assembler, case) for case in [*pair.full, *pair.without]}


def scorers(said: dict[int, NDArray[np.float32]]) -> dict[str, Scorer]:
    """Ways to score the sentences of a case."""

    def column(name: str) -> Scorer:
        return lambda case: said[id(case)][:, READ.index(name)].astype(float)

    def margin(case: Case) -> Scores:
        return column("reader")(case) - column("none")(case)

    return {
        "today": todays, "vectors": column("cosine"), "match": column("match"), "reader": margin,
        "today + 0.15 reader": lambda case: todays(case) + 0.15 * margin(case),
        "today + 0.3 reader": lambda case: todays(case) + 0.3 * margin(case),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("name")
    parser.add_argument("--pairs", nargs="*")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--states", default="states")
    args = parser.parse_args()
    torch.set_num_threads(1)
    store = StateStore(args.work / args.states, args.work / "encoder.onnx", args.work / "base" / "tokenizer.json")
    assembler = Assembler(store, args.work)
    state = torch.load(args.work / f"{args.name}.pt")
    model = Reader().eval()
    model.load_state_dict(state["model"])
    print(args.name, "step", state["step"], "| right, AUC, refused, right and kept")
    for path in sorted((args.work / "candidates").glob("*.jsonl.gz")):
        pair = read_pair(path, args.limit)
        if (args.pairs and pair.name not in args.pairs) or not is_stored(store, pair):
            continue
        said = read_pair_with(model, assembler, pair)
        print(pair.name, len(pair.full))
        for name, scorer in scorers(said).items():
            print(line("  " + name, judge_with(pair, scorer)), flush=True)


if __name__ == "__main__":
    main()
