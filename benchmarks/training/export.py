"""Write what the training taught as the file that comes with Footnote.

    export.py STATE... OUT

Of several states of one training the mean is taken: it does better than each, and costs nothing (Wortsman et al., "Model
soups", 2022). OUT holds the Chinese rows and every weight of the transformer that differs from all-MiniLM-L6-v2's, matrices in eight bits.
"""

import sys
from pathlib import Path

import torch
from safetensors.numpy import load_file, save_file
from student import BASE

from index.embedding.builtin_model import quantize


def main() -> None:
    *paths, out = map(Path, sys.argv[1:])
    states = [torch.load(path, map_location="cpu")["student"] for path in paths]
    base = load_file(BASE / "model.safetensors")
    kept = {}
    for name in states[0]:
        own = name.removeprefix("model.")
        values = torch.stack([state[name].float() for state in states]).mean(dim=0).numpy()
        if own == "rows" or (own in base and (values != base[own]).any()):
            kept |= {own + suffix: part for suffix, part in quantize(values).items()}
    save_file(kept, out)
    print(f"{len(kept)} tensors, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
