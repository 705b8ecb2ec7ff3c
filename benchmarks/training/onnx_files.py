"""Turn a BERT model of sentence-transformers into the ONNX file that comes with Footnote, and back.

    onnx_files.py export FOLDER TEXTS MODEL.onnx     FOLDER as sentence-transformers saves it
    onnx_files.py restore MODEL.onnx TOKENIZER.json FOLDER

The matrices of the transformer are stored in eight bits with a scale for each output channel, the embeddings of words with
a scale for each row. Activations are quantized at run time, each token by its own largest value. Two things keep the
result close to the model in 32 bits. Input channels of large values are divided by a factor that their weights are
multiplied by (Xiao et al., "SmoothQuant", 2023), measured on TEXTS: one text a line, tab-separated columns are texts too.
And no token shares its scale with another.

``restore`` writes the model that the file holds as an ordinary folder of sentence-transformers, in 32 bits.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

Array = NDArray[Any]

_MICROSOFT = "com.microsoft"  # the domain of ONNX Runtime's own fused operators
# How much of a channel's range moves from the activation to the weights. Of 0.5, 0.65, 0.7 and 0.85 it gave vectors nearest
# to those in 32 bits, in both languages.
_SMOOTHING = 0.7
_EMBEDDINGS = "embeddings.word_embeddings.weight"
_POSITIONS = "embeddings.position_embeddings.weight"
_CONFIG = "bert"  # the key of the configuration in the metadata of the ONNX file
# The name of each stored matrix after `encoder.layer.N.`, and the matrices of BERT that it consists of.
_MATRICES = {
    "attention.self.qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attention.output.dense": ("attention.output.dense",),
    "intermediate.dense": ("intermediate.dense",),
    "output.dense": ("output.dense",),
}
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
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
        scale = np.maximum(np.abs(self.weights[_EMBEDDINGS]).max(axis=1, keepdims=True), 1e-12) / 127
        rows = np.round(self.weights[_EMBEDDINGS] / scale).astype(np.int8)
        ids = self.node("Gather", [self.constant(_EMBEDDINGS + ".int8", rows), "input_ids"], "word.int8")
        scales = self.node("Gather", [self.constant(_EMBEDDINGS + ".scale", scale), "input_ids"], "word.scale")
        words = self.node("Mul", [self.node("Cast", [ids], "word.cast", to=TensorProto.FLOAT), scales], "word")
        positions = self.weights[_POSITIONS] + self.weights["embeddings.token_type_embeddings.weight"][:1]
        zero = self.constant("zero", np.array([0], dtype=np.int64))
        length = self.node("Shape", ["input_ids"], "length", start=1, end=2)
        placed = self.node("Slice", [self.constant(_POSITIONS, positions), zero, length, zero], "positions")
        norm = [self.own(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
        total = self.node("Add", [words, placed], "embedded")
        return self.node(
            "LayerNormalization", [total, *norm], "layer.0", epsilon=self.config["layer_norm_eps"], axis=-1
        )

    def linear(self, inputs: str, name: str) -> str:
        """The product with a matrix, without its bias, in eight bits if the range of its inputs is known."""
        layer, own = name.rsplit(":", 1)
        weight = np.concatenate([self.weights[f"{layer}{part}.weight"] for part in _MATRICES[own]])
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
        biases = np.concatenate([self.weights[f"{prefix}{part}.bias"] for part in _MATRICES["attention.self.qkv"]])
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

    def build(self, *, outputs: bool = False) -> onnx.ModelProto:
        """The model. With ``outputs`` the inputs of every matrix are outputs too, to measure their ranges."""
        hidden = self.embeddings()
        for number in range(self.config["num_hidden_layers"]):
            hidden = self.layer(number, hidden)
        self.node("Identity", [hidden], "token_embeddings")
        names = ["token_embeddings", *(sorted(_matrix_inputs(self.nodes)) if outputs else [])]
        graph = helper.make_graph(
            self.nodes, "bert",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "tokens", None]) for name in names],
            [numpy_helper.from_array(value, name) for name, value in self.constants.items()],
        )  # fmt: skip
        model = helper.make_model(
            graph, ir_version=9, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        )
        helper.set_model_props(model, {_CONFIG: json.dumps({key: self.config[key] for key in _KEPT_CONFIG})})
        return model


def _matrix_inputs(nodes: Sequence[onnx.NodeProto]) -> set[str]:
    return {node.input[0] for node in nodes if node.op_type == "MatMul"}


def export(folder: Path, texts: Sequence[str], out: Path, *, max_tokens: int = 256) -> None:
    """Write the model of a sentence-transformers folder as an ONNX file in eight bits."""
    weights, config = load_file(folder / "model.safetensors"), json.loads((folder / "config.json").read_text("utf-8"))
    exact = _Graph(weights, config, None).build(outputs=True)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()
    maxima = _ranges(exact, [encoding.ids for encoding in tokenizer.encode_batch(list(texts))])
    onnx.save(_Graph(weights, config, maxima).build(), out)


def _ranges(model: onnx.ModelProto, sequences: Sequence[Sequence[int]]) -> dict[str, Array]:
    """The largest absolute value of each input channel of each matrix over some texts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        onnx.save(model, path)
        session = onnxruntime.InferenceSession(path)
    names = [output.name for output in session.get_outputs()][1:]
    maxima: dict[str, Array] = defaultdict(lambda: np.zeros(1))
    for ids in sequences:
        outputs = session.run(names, {"input_ids": np.array([ids], dtype=np.int64)})
        for name, value in zip(names, outputs, strict=True):
            maxima[name] = np.maximum(maxima[name], np.abs(value[0]).max(axis=0))
    return dict(maxima)


def restore(model_file: Path, tokenizer_file: Path, folder: Path, *, max_tokens: int = 256) -> Path:
    """Write the model that an ONNX file holds as a folder that sentence-transformers reads. Returns the folder."""
    model = onnx.load(model_file)
    config = json.loads({prop.key: prop.value for prop in model.metadata_props}[_CONFIG])
    folder.mkdir(parents=True, exist_ok=True)
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    save_file(dict(_dequantized(stored, config)), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_bytes(tokenizer_file.read_bytes())
    special = {
        key: f"[{key[:-6].upper()}]" for key in ("unk_token", "sep_token", "pad_token", "cls_token", "mask_token")
    }
    _write_json(
        folder / "config.json", config | {"architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu"}
    )
    # This class uses tokenizer.json as it is. BERT's own class would rebuild it without the Chinese words.
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
    yield _EMBEDDINGS, stored[_EMBEDDINGS + ".int8"].astype(np.float32) * stored[_EMBEDDINGS + ".scale"]
    yield _POSITIONS, stored[_POSITIONS]  # they hold the embedding of the first token type
    yield "embeddings.token_type_embeddings.weight", np.zeros((config["type_vocab_size"], width), dtype=np.float32)
    names = ["embeddings.LayerNorm.weight", "embeddings.LayerNorm.bias"]
    for number in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{number}."
        for name, parts in _MATRICES.items():
            values = stored[f"{layer}{name}.int8"].T.astype(np.float32) * stored[f"{layer}{name}.scale"][:, None]
            pieces = np.split(values * stored[f"{layer}{name}.smooth"], len(parts))
            yield from (
                (f"{layer}{part}.weight", np.ascontiguousarray(piece))
                for part, piece in zip(parts, pieces, strict=True)
            )
        biases = np.split(stored[layer + "attention.self.qkv.bias"], 3)
        parts = _MATRICES["attention.self.qkv"]
        yield from (
            (f"{layer}{part}.bias", np.ascontiguousarray(bias)) for part, bias in zip(parts, biases, strict=True)
        )
        names += [f"{layer}{part}.bias" for part in ("attention.output.dense", "intermediate.dense", "output.dense")]
        names += [f"{layer}{norm}.{part}" for norm in _NORMS for part in ("weight", "bias")]
    yield from ((name, stored[name]) for name in names)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, paths in {"export": ("folder", "texts", "model"), "restore": ("model", "tokenizer", "folder")}.items():
        command = commands.add_parser(name)
        for path in paths:
            command.add_argument(path, type=Path)
    args = parser.parse_args()
    if args.command == "restore":
        restore(args.model, args.tokenizer, args.folder)
        return
    lines = args.texts.read_text("utf-8").splitlines()
    export(args.folder, [text for line in lines for text in line.split("\t") if text.strip()], args.model)
    print(f"{args.model}: {args.model.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
