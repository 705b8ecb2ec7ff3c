"""The mean of the weights of several runs, as a folder of transformers (Wortsman et al., "Model soups", 2022).

    python -m training.reader.average OUT FOLDER=SHARE FOLDER=SHARE …

Shares add up to one. The rest of the folder, and rows that only the last of them has, are those of the last.
"""

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", nargs="+", metavar="FOLDER=SHARE")
    args = parser.parse_args()
    runs = [(Path(folder), float(share)) for folder, _, share in (run.rpartition("=") for run in args.runs)]
    stored = [(load_file(folder / "model.safetensors"), share) for folder, share in runs]
    last = stored[-1][0]
    mean = {}
    for name, weight in last.items():
        known = min(len(weights[name]) for weights, _ in stored)
        own = sum((share * weights[name][:known].float() for weights, share in stored), torch.zeros(()))
        mean[name] = torch.cat([own, weight[known:].float()]).contiguous()
    args.out.mkdir(parents=True, exist_ok=True)
    save_file(mean, args.out / "model.safetensors", metadata={"format": "pt"})
    for rest in ("config.json", "tokenizer.json"):
        shutil.copy(runs[-1][0] / rest, args.out / rest)


if __name__ == "__main__":
    main()
