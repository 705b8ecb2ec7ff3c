"""Write what the training taught as the file that comes with Footnote.

    export.py STATE OUT

OUT holds the Chinese rows and every weight of the transformer that differs from all-MiniLM-L6-v2's, matrices in eight bits.
"""

import sys
from pathlib import Path

import torch
from safetensors.numpy import load_file, save_file
from student import BASE

from index.bilingual.assembling import packed


def main() -> None:
    state, out = Path(sys.argv[1]), Path(sys.argv[2])
    base = load_file(BASE / "model.safetensors")
    kept = {}
    for name, tensor in torch.load(state, map_location="cpu")["student"].items():
        own = name.removeprefix("model.")
        values = tensor.float().numpy()
        if own == "rows" or (own in base and (values != base[own]).any()):
            kept |= {own + suffix: part for suffix, part in packed(values).items()}
    save_file(kept, out)
    print(f"{len(kept)} tensors, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
