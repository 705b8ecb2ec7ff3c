"""Turn a BERT model of sentence-transformers into the ONNX file that comes with Footnote.

The matrices of the transformer are stored in eight bits with a scale for each output channel, the embeddings of words with
a scale for each row. Activations are quantized at run time, each token by its own largest value. Two things keep the
result close to the model in 32 bits. Input channels of large values are divided by a factor that their weights are
multiplied by (Xiao et al., "SmoothQuant", 2023), measured on some texts. And no token shares its scale with another.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from training.bert_names import CONFIG, EMBEDDINGS, HEADS, MATRICES, POSITIONS

Array = NDArray[Any]

_MICROSOFT = "com.microsoft"  # the domain of ONNX Runtime's own fused operators
# How much of a channel's range moves from the activation to the weights. Of 0.5, 0.65, 0.7 and 0.85 it gave vectors nearest
# to those in 32 bits, in both languages.
_SMOOTHING = 0.7
# The layers from this one on are there once more for statements, over the states before it. Set by hand.
FIRST_STATEMENT_LAYER = 8
LOWER_STATES = f"encoder.layer.{FIRST_STATEMENT_LAYER - 1}.output"
_KEPT_CONFIG = (
    "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
    "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "pad_token_id",
)  # fmt: skip


class _Graph:
    """The nodes and constants of a BERT encoder for one unpadded text."""

    def __init__(self, weights: dict[str, Array], config: dict[str, Any], maxima: dict[str, Array] | None) -> None:
        self.weights, self.config, self.maxima = weights, config, maxima
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, Array] = {}

    def node(self, kind: str, inputs: Sequence[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], domain=domain, **attributes))
        return output

    def constant(self, name: str, value: Array) -> str:
        self.constants[name] = np.ascontiguousarray(value)
        return name

    def own(self, name: str) -> str:
        """The constant of a vector of the model, under its own name."""
        return self.constant(name, self.weights[name].astype(np.float32))

    def embeddings(self) -> str:
        scale = np.maximum(np.abs(self.weights[EMBEDDINGS]).max(axis=1, keepdims=True), 1e-12) / 127
        rows = np.round(self.weights[EMBEDDINGS] / scale).astype(np.int8)
        ids = self.node("Gather", [self.constant(EMBEDDINGS + ".int8", rows), "input_ids"], "word.int8")
        scales = self.node("Gather", [self.constant(EMBEDDINGS + ".scale", scale), "input_ids"], "word.scale")
        words = self.node("Mul", [self.node("Cast", [ids], "word.cast", to=TensorProto.FLOAT), scales], "word")
        positions = self.weights[POSITIONS] + self.weights["embeddings.token_type_embeddings.weight"][:1]
        zero = self.constant("zero", np.array([0], dtype=np.int64))
        length = self.node("Shape", ["input_ids"], "length", start=1, end=2)
        placed = self.node("Slice", [self.constant(POSITIONS, positions), zero, length, zero], "positions")
        norm = [self.own(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
        total = self.node("Add", [words, placed], "embedded")
        return self.node(
            "LayerNormalization", [total, *norm], "layer.0", epsilon=self.config["layer_norm_eps"], axis=-1
        )

    def linear(self, inputs: str, name: str) -> str:
        """The product with a matrix, without its bias, in eight bits if the range of its inputs is known."""
        layer, own = name.rsplit(":", 1)
        weight = np.concatenate([self.weights[f"{layer}{part}.weight"] for part in MATRICES[own]])
        stored = layer + own
        if self.maxima is None:
            return self.node("MatMul", [inputs, self.constant(stored + ".weight", weight.T)], stored)
        ranges = np.maximum(self.maxima[inputs], 1e-3) ** _SMOOTHING
        factors = ranges / np.maximum(np.abs(weight).max(axis=0), 1e-4) ** (1 - _SMOOTHING)
        factors /= np.exp(np.log(factors).mean())
        weight *= factors
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-12) / 127
        values = np.round(weight / scale[:, None]).astype(np.int8)
        smooth = self.node(
            "Mul", [inputs, self.constant(stored + ".smooth", (1 / factors).astype(np.float32))], stored + ".in"
        )
        absolute = self.node("Abs", [smooth], stored + ".abs")
        largest = self.node("ReduceMax", [absolute], stored + ".max", axes=[-1], keepdims=1)
        token_scale = self.node("Max", [largest, self.constant("tiny", np.array(1e-9, np.float32))], stored + ".token")
        tokens = self.node("Div", [smooth, token_scale], stored + ".unit")
        matrix = [
            self.constant(stored + ".int8", values.T),
            self.constant(stored + ".scale", scale.astype(np.float32)),
            self.constant(stored + ".zero", np.zeros(len(scale), dtype=np.int8)),
        ]
        product = self.node("DynamicQuantizeMatMul", [tokens, *matrix], stored + ".product", domain=_MICROSOFT)
        return self.node("Mul", [product, token_scale], stored)

    def layer(self, number: int, inputs: str) -> str:
        prefix, width = f"encoder.layer.{number}.", self.config["hidden_size"]
        merged = self.linear(inputs, f"{prefix}:attention.self.qkv")
        parts = [f"{prefix}{part}" for part in "qkv"]
        sizes = self.constant("widths", np.array([width] * 3, dtype=np.int64))
        self.nodes.append(helper.make_node("Split", [merged, sizes], parts, axis=-1))
        biases = np.concatenate([self.weights[f"{prefix}{part}.bias"] for part in MATRICES["attention.self.qkv"]])
        attended = self.node(
            "MultiHeadAttention", [*parts, self.constant(prefix + "attention.self.qkv.bias", biases)], prefix + "context",
            domain=_MICROSOFT, num_heads=self.config["num_attention_heads"],
        )  # fmt: skip
        summed = self.add_and_normalize(attended, inputs, prefix, "attention.output")
        wide = self.linear(summed, f"{prefix}:intermediate.dense")
        active = self.node(
            "BiasGelu", [wide, self.own(prefix + "intermediate.dense.bias")], prefix + "gelu", domain=_MICROSOFT
        )
        return self.add_and_normalize(active, summed, prefix, "output")

    def add_and_normalize(self, inputs: str, skip: str, prefix: str, block: str) -> str:
        product = self.linear(inputs, f"{prefix}:{block}.dense")
        norm = [self.own(f"{prefix}{block}.LayerNorm.{part}") for part in ("weight", "bias")]
        return self.node(
            "SkipLayerNormalization", [product, skip, *norm, self.own(f"{prefix}{block}.dense.bias")],
            f"{prefix}{block}", domain=_MICROSOFT, epsilon=self.config["layer_norm_eps"],
        )  # fmt: skip

    def head(self, hidden: str, name: str) -> str:
        """A linear layer over every token, in 32 bits."""
        matrix = self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T.astype(np.float32))
        product = self.node("MatMul", [hidden, matrix], f"{name}.product")
        return self.node("Add", [product, self.own(f"{name}.bias")], name)

    def build(self, *, outputs: bool = False) -> onnx.ModelProto:
        """The model. With ``outputs`` the inputs of every matrix are outputs too, to measure their ranges."""
        hidden = self.embeddings()
        for number in range(self.config["num_hidden_layers"]):
            hidden = self.layer(number, hidden)
        self.node("Identity", [hidden], "token_embeddings")
        heads = [self.head(hidden, name) for name in HEADS if f"{name}.weight" in self.weights]
        ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])
        return self._model([ids], ["token_embeddings", *heads, LOWER_STATES], outputs=outputs)

    def build_statement_layers(self, *, outputs: bool = False) -> onnx.ModelProto:
        """The layers over ``LOWER_STATES`` with the head of the first token alone."""
        hidden = LOWER_STATES
        for number in range(FIRST_STATEMENT_LAYER, self.config["num_hidden_layers"]):
            hidden = self.layer(number, hidden)
        states = helper.make_tensor_value_info(
            LOWER_STATES, TensorProto.FLOAT, [1, "tokens", self.config["hidden_size"]]
        )
        return self._model([states], [self.head(hidden, HEADS[1])], outputs=outputs)

    def _model(self, inputs: list[Any], names: list[str], *, outputs: bool) -> onnx.ModelProto:
        names = [*names, *(sorted(_matrix_inputs(self.nodes) - {LOWER_STATES}) if outputs else [])]
        graph = helper.make_graph(
            self.nodes, "bert", inputs,
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", None]) for name in names],
            [numpy_helper.from_array(value, name) for name, value in self.constants.items()],
        )  # fmt: skip
        model = helper.make_model(
            graph, ir_version=9, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        )
        helper.set_model_props(model, {CONFIG: json.dumps({key: self.config[key] for key in _KEPT_CONFIG})})
        return model


def export_statement_layers(folder: Path, states: Sequence[Array], out: Path) -> None:
    """Write the layers that check statements, of a folder of transformers, as an ONNX file in eight bits.

    ``states`` are lower states of some texts, shape ``(tokens, width)``: the ranges of activations are measured on them.
    """
    weights, config = load_file(folder / "model.safetensors"), json.loads((folder / "config.json").read_text("utf-8"))
    exact = _Graph(weights, config, None).build_statement_layers(outputs=True)
    maxima = _ranges(exact, [{LOWER_STATES: one[None]} for one in states])
    maxima[LOWER_STATES] = np.max([np.abs(one).max(axis=0) for one in states], axis=0)
    onnx.save(_Graph(weights, config, maxima).build_statement_layers(), out)


def _matrix_inputs(nodes: Sequence[onnx.NodeProto]) -> set[str]:
    return {node.input[0] for node in nodes if node.op_type == "MatMul"}


def export(folder: Path, texts: Sequence[str], out: Path, *, max_tokens: int = 256) -> None:
    """Write the model of a sentence-transformers folder as an ONNX file in eight bits."""
    weights, config = load_file(folder / "model.safetensors"), json.loads((folder / "config.json").read_text("utf-8"))
    exact = _Graph(weights, config, None).build(outputs=True)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()
    encodings = tokenizer.encode_batch(list(texts))
    maxima = _ranges(exact, [{"input_ids": np.array([encoding.ids], dtype=np.int64)} for encoding in encodings])
    onnx.save(_Graph(weights, config, maxima).build(), out)


def _ranges(model: onnx.ModelProto, feeds: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """The largest absolute value of each input channel of each matrix over some inputs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        onnx.save(model, path)
        session = onnxruntime.InferenceSession(path)
    names = [output.name for output in session.get_outputs() if output.name.startswith(("layer.", "encoder."))]
    maxima: dict[str, Array] = defaultdict(lambda: np.zeros(1))
    for feed in feeds:
        for name, value in zip(names, session.run(names, feed), strict=True):
            maxima[name] = np.maximum(maxima[name], np.abs(value[0]).max(axis=0))
    return dict(maxima)
