"""How long the encoder and the reader take for a question, on the cores given: milliseconds, the median of several.

speed.py WORK NAME [--threads 1]
"""

import argparse
import statistics
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from assembling import Assembler
from judge_reader import read_case
from judging import read_pair
from reader import Reader
from states import StateStore


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("name")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random_ = np.random.default_rng(1)
    for graph in ("encoder-f32.onnx", "encoder.onnx"):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = args.threads
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(args.work / graph), options, providers=["CPUExecutionProvider"])
        for texts, tokens in ((1, 20), (8, 80), (8, 220)):
            feed = {"ids": random_.integers(5, 50_000, (texts, tokens)), "mask": np.ones((texts, tokens), np.int64)}
            wall, used = _timed(lambda f=feed, s=session: s.run(None, f))
            print(f"{graph}: {texts} x {tokens} tokens {wall:.0f} ms, {used:.0f} of processor", flush=True)
    store = StateStore(args.work / "states", args.work / "encoder.onnx", args.work / "base" / "tokenizer.json")
    model = Reader().eval()
    model.load_state_dict(torch.load(args.work / f"{args.name}.pt")["model"])
    assembler = Assembler(store, args.work)
    for pair in ("mlqa.en-en", "mlqa.zh-zh"):
        case = read_pair(args.work / "candidates" / f"{pair}.jsonl.gz", 3).full[1]
        wall, used = _timed(lambda c=case: read_case(model, assembler, c))
        print(
            f"reader, {pair}: {len(case.sentences)} sentences of {len(case.passages)} passages {wall:.0f} ms, {used:.0f}"
        )


def _timed(run: object) -> tuple[float, float]:
    """Wall and processor milliseconds, the least of the wall and the median of the other."""
    walls, used = [], []
    for _ in range(7):
        wall, processor = time.perf_counter(), time.process_time()
        run()  # type: ignore[operator]
        walls.append(time.perf_counter() - wall)
        used.append(time.process_time() - processor)
    return 1000 * min(walls), 1000 * statistics.median(used)


if __name__ == "__main__":
    main()
