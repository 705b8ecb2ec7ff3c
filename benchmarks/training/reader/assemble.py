"""The trained weights as a folder of transformers, for ``onnx_files.py export``; and such a folder as the model's weights.

    python -m training.reader.assemble WORK FOLDER

The heads are called ``reader.token_head`` and ``reader.cls_head`` there.
"""

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

WEIGHTS = "trained.safetensors"  # what ``train_reader.py`` writes to WORK

_WORDS = "embeddings.word_embeddings.weight"
_POSITIONS = "embeddings.position_embeddings.weight"
_TYPES = "embeddings.token_type_embeddings.weight"
_NORM = "embeddings.LayerNorm"
_PARTS = ("weight", "bias")
_MERGED = tuple(f"attention.self.{name}" for name in ("query", "key", "value"))
_NAMES = {
    "attention_output": "attention.output.dense", "intermediate": "intermediate.dense", "output": "output.dense",
    "attention_norm": "attention.output.LayerNorm", "output_norm": "output.LayerNorm",
}  # fmt: skip
_HEADS = ("token_head", "cls_head")


def read_base(folder: Path) -> dict[str, Tensor]:
    """A BERT model under the names of ``encoder.Reader``, with its heads if it has any. Positions hold the first token type."""
    stored = load_file(folder / "model.safetensors")
    weights = {"words": stored[_WORDS], "positions": stored[_POSITIONS] + stored[_TYPES][0]}
    weights |= {f"norm.{part}": stored[f"{_NORM}.{part}"] for part in _PARTS}
    for number in range(sum(name.endswith("intermediate.dense.bias") for name in stored)):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for part in _PARTS:
            weights[f"{ours}qkv.{part}"] = torch.cat([stored[f"{theirs}{name}.{part}"] for name in _MERGED])
            weights |= {f"{ours}{own}.{part}": stored[f"{theirs}{name}.{part}"] for own, name in _NAMES.items()}
    heads = {f"{head}.{part}": f"reader.{head}.{part}" for head in _HEADS for part in _PARTS}
    return weights | {name: stored[theirs] for name, theirs in heads.items() if theirs in stored}


def to_transformers(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The model's weights under the names of transformers, heads under ``reader``."""
    positions = weights["positions"]
    stored = {
        _WORDS: weights["words"],
        _POSITIONS: positions,
        _TYPES: torch.zeros(2, positions.shape[1]),
    }
    stored |= {f"{_NORM}.{part}": weights[f"norm.{part}"] for part in _PARTS}
    stored |= {f"reader.{head}.{part}": weights[f"{head}.{part}"] for head in _HEADS for part in _PARTS}
    for number in range(sum(name.endswith("qkv.bias") for name in weights)):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for part in _PARTS:
            merged = weights[f"{ours}qkv.{part}"].chunk(3)
            stored |= {f"{theirs}{name}.{part}": piece.clone() for name, piece in zip(_MERGED, merged, strict=True)}
            stored |= {f"{theirs}{name}.{part}": weights[f"{ours}{own}.{part}"] for own, name in _NAMES.items()}
    return stored


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    weights = to_transformers(load_file(args.work / WEIGHTS))
    save_file(weights, args.folder / "model.safetensors", metadata={"format": "pt"})
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(args.work / "base" / name, args.folder / name)
    print(f"{args.folder}: {len(weights)} tensors")


if __name__ == "__main__":
    main()
