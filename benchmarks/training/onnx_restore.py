"""Write the model that Footnote's ONNX file holds as an ordinary folder of sentence-transformers, in 32 bits."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import save_file

from training.bert_names import CONFIG, EMBEDDINGS, HEADS, MATRICES, NORMS, POSITIONS

Array = NDArray[Any]


def restore(model_file: Path, tokenizer_file: Path, folder: Path, *, max_tokens: int = 256) -> Path:
    """Write the model that an ONNX file holds as a folder that sentence-transformers reads. Returns the folder."""
    model = onnx.load(model_file)
    config = json.loads({prop.key: prop.value for prop in model.metadata_props}[CONFIG])
    folder.mkdir(parents=True, exist_ok=True)
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    save_file(dict(_dequantized(stored, config)), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_bytes(tokenizer_file.read_bytes())
    special = {"unk_token": "<unk>", "sep_token": "</s>", "pad_token": "<pad>", "cls_token": "<s>"}
    _write_json(
        folder / "config.json", config | {"architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu"}
    )
    # This class uses tokenizer.json as it is. BERT's own class would build a tokenizer of word pieces instead.
    _write_json(
        folder / "tokenizer_config.json",
        special | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": max_tokens},
    )
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": max_tokens, "do_lower_case": False})
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(kinds)
        ],
    )
    (folder / "1_Pooling").mkdir(exist_ok=True)
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": config["hidden_size"], "pooling_mode_mean_tokens": True},
    )
    return folder


def _dequantized(stored: dict[str, Array], config: dict[str, Any]) -> Iterator[tuple[str, Array]]:
    width = config["hidden_size"]
    yield EMBEDDINGS, stored[EMBEDDINGS + ".int8"].astype(np.float32) * stored[EMBEDDINGS + ".scale"]
    yield POSITIONS, stored[POSITIONS]  # they hold the embedding of the first token type
    yield "embeddings.token_type_embeddings.weight", np.zeros((config["type_vocab_size"], width), dtype=np.float32)
    names = ["embeddings.LayerNorm.weight", "embeddings.LayerNorm.bias"]
    for number in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{number}."
        for name, parts in MATRICES.items():
            values = stored[f"{layer}{name}.int8"].T.astype(np.float32) * stored[f"{layer}{name}.scale"][:, None]
            pieces = np.split(values * stored[f"{layer}{name}.smooth"], len(parts))
            yield from (
                (f"{layer}{part}.weight", np.ascontiguousarray(piece))
                for part, piece in zip(parts, pieces, strict=True)
            )
        biases = np.split(stored[layer + "attention.self.qkv.bias"], 3)
        parts = MATRICES["attention.self.qkv"]
        yield from (
            (f"{layer}{part}.bias", np.ascontiguousarray(bias)) for part, bias in zip(parts, biases, strict=True)
        )
        names += [f"{layer}{part}.bias" for part in ("attention.output.dense", "intermediate.dense", "output.dense")]
        names += [f"{layer}{norm}.{part}" for norm in NORMS for part in ("weight", "bias")]
    yield from ((name, stored[name]) for name in names)
    for head in HEADS:
        if f"{head}.weight" in stored:
            yield f"{head}.weight", np.ascontiguousarray(stored[f"{head}.weight"].T)
            yield f"{head}.bias", stored[f"{head}.bias"]


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
