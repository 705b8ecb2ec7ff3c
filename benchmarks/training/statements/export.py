"""Write the trained layers that check statements as the ONNX file that comes with Footnote, in eight bits.

    python -m training.statements.export FOLDER PASSAGES START WORK STATEMENTS.onnx

FOLDER, PASSAGES, START and WORK as for ``train.py``. The ranges of activations are measured on lessons.
"""

import argparse
import gzip
import json
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import torch
from safetensors.torch import save_file

from index.embedding.opening import MODEL_FILE, TOKENIZER_FILE
from training.onnx_export import export_statement_layers
from training.reader.assemble import read_base, to_transformers
from training.statements.layers import LowerLayers, StatementLayers
from training.statements.lessons import draw, read_twins
from training.statements.train import STATE

_LESSONS = 300  # twins that the ranges are measured on


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("folder", "passages", "start", "work", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    base = read_base(args.start)
    layers = StatementLayers(base)
    layers.load_state_dict(torch.load(args.work / STATE, weights_only=True)["model"])
    with gzip.open(args.passages, "rt", encoding="utf-8") as lines:
        passages = dict(map(json.loads, lines))
    rng = random.Random(5)  # noqa: S311 - lessons, no secrets
    twins = rng.sample(read_twins(args.folder, passages, Counter()), _LESSONS)
    states = LowerLayers(MODEL_FILE, TOKENIZER_FILE).states([lesson for one in twins for lesson in draw(one, rng)])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save_file(to_transformers(layers.merged_with(base)), folder / "model.safetensors")
        shutil.copy(args.start / "config.json", folder / "config.json")
        export_statement_layers(folder, states, args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
