"""Write what the training taught as a folder of sentence-transformers, in 32 bits.

    export.py VOCABULARY STATE... FOLDER

Of several states of one training the mean is taken: it does better than each, and costs nothing (Wortsman et al., "Model
soups", 2022). ``onnx_files.py`` turns the folder into the file that comes with Footnote.
"""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from chinese_tokenizer import add_chinese_words
from safetensors.numpy import load_file, save_file
from student import BASE

_EMBEDDINGS = "embeddings.word_embeddings.weight"
_MAX_TOKENS = 256  # the limit of all-MiniLM-L6-v2


def main() -> None:
    vocabulary, *paths, folder = map(Path, sys.argv[1:])
    states = [torch.load(path, map_location="cpu", weights_only=True)["student"] for path in paths]
    weights = load_file(BASE / "model.safetensors")
    for name in states[0]:
        values = torch.stack([state[name].float() for state in states]).mean(dim=0).numpy()
        own = name.removeprefix("model.")
        if own == "rows":
            weights[_EMBEDDINGS] = np.concatenate([weights[_EMBEDDINGS], values])
        elif own in weights:
            weights[own] = values
    shutil.copytree(BASE, folder, ignore=shutil.ignore_patterns("model.safetensors", "tokenizer*", "vocab.txt"))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    rows = [line.split() for line in vocabulary.read_text("utf-8").splitlines()]
    tokenizer = add_chinese_words(json.loads((BASE / "tokenizer.json").read_text("utf-8")), rows)
    _write_json(folder / "tokenizer.json", tokenizer)
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": _MAX_TOKENS, "do_lower_case": False})
    config = json.loads((BASE / "config.json").read_text("utf-8"))
    _write_json(folder / "config.json", config | {"vocab_size": len(weights[_EMBEDDINGS])})
    # This class uses tokenizer.json as it is. BERT's own class would rebuild it without the Chinese words.
    names = json.loads((BASE / "tokenizer_config.json").read_text("utf-8"))
    kept = {key: names[key] for key in ("unk_token", "sep_token", "pad_token", "cls_token", "mask_token")}
    _write_json(
        folder / "tokenizer_config.json",
        kept | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": _MAX_TOKENS},
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
