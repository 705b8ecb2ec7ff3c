"""Stored states with the last layer made anew by trained upper layers, for the texts of files of candidates.

    derive_states.py WORK NAME [--sets mlqa ...] [--from states]

Writes WORK/states-NAME, which judge_reader.py and join.py read with ``--states states-NAME``.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from cache_states import candidate_texts
from states import StateStore, key_of
from upper import UpperLayers

_TEXTS_A_BATCH = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("name")
    parser.add_argument("--sets", nargs="+", default=["mlqa", "xquad"])
    args = parser.parse_args()
    torch.set_num_threads(1)
    store = StateStore(args.work / "states", args.work / "encoder.onnx", args.work / "base" / "tokenizer.json")
    upper = UpperLayers(args.work / "base")
    upper.load_state_dict(torch.load(args.work / f"{args.name}.pt")["upper"])
    texts = dict.fromkeys(
        (prompt, text)
        for path in sorted((args.work / "candidates").glob("*.jsonl.gz"))
        if path.name.split(".")[0] in args.sets
        for prompt, found in candidate_texts(path)
        for text in found
    )
    stored = sorted((t for t in texts if t in store), key=lambda t: len(store.get(*t).ids))
    print(len(stored), "of", len(texts), "texts", flush=True)
    folder, place = args.work / f"states-{args.name}", 0
    folder.mkdir(exist_ok=True)
    with (
        (folder / "states.f16").open("wb") as states,
        (folder / "tokens.i32").open("wb") as tokens,
        (folder / "index.jsonl").open("w", encoding="utf-8") as index,
        torch.no_grad(),
    ):
        for first in range(0, len(stored), _TEXTS_A_BATCH):
            some = stored[first : first + _TEXTS_A_BATCH]
            read = [store.get(*text) for text in some]
            sizes = [len(one.ids) for one in read]
            lower = torch.from_numpy(np.concatenate([one.states[:, 0] for one in read]))
            made = upper(lower, torch.tensor(sizes)).half()
            states.write(torch.stack([lower, made], 1).numpy().tobytes())
            for (prompt, text), one in zip(some, read, strict=True):
                rows = np.column_stack([one.ids, one.places + len(prompt)]).astype(np.int32)
                tokens.write(rows.tobytes())
                index.write(json.dumps((key_of(prompt, text), place, len(rows))) + "\n")
                place += len(rows)
    print(place, "tokens", flush=True)


if __name__ == "__main__":
    main()
