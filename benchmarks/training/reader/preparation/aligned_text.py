"""Aligned text: passages of neighbouring sentences in both languages, and single pairs."""

import gzip
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import regex

Pair = tuple[str, str]  # English, Chinese

_HAN = regex.compile(r"\p{Han}")
_RESEARCH_ONLY = "wmt_news_train"
# Sources whose lines are in the order of their documents, so that neighbouring lines make a passage.
_IN_ORDER = {
    "twlaw", "docs_open", "k8s_docs", "python_docs", "tensorflow_docs", "tico19", "un_devset", "mlqe_pe", "ud_pud",
}  # fmt: skip
# How many passages are taken of the large sources, which are laws and software; and what share of their pairs. Set by hand.
_TAKEN = {"twlaw": 9000, "docs_open": 5000, "k8s_docs": 2500, "python_docs": 3000, "tensorflow_docs": 2500}
_SHARES = {
    "twlaw": 0.3, "python_docs": 0.4, "docs_open": 0.5, "k8s_docs": 0.4, "tensorflow_docs": 0.5, "cedict": 0.08,
}  # fmt: skip
_SENTENCES = (2, 7)  # of a passage. Set by hand.
# What fitted in one file that could be carried to the GPU, the kept-out tails included.
_GROUPS, _PAIRS = 21_000, 210_000


@dataclass(frozen=True, slots=True)
class AlignedPassage:
    """Neighbouring sentences in both languages, and the number of the one that is asked for."""

    sentences: list[Pair]
    target: int

    def text(self, side: int) -> tuple[str, list[tuple[int, int]]]:
        """The text of a language and the spans of its sentences."""
        joint, parts = (" ", "")[side], [pair[side] for pair in self.sentences]
        spans, at = [], 0
        for part in parts:
            spans.append((at, at + len(part)))
            at += len(part) + len(joint)
        return joint.join(parts), spans

    def questions(self, rng: random.Random) -> list[str]:
        """For each language: the whole target sentence, and half of it."""
        asked = []
        for side, sentence in enumerate(self.sentences[self.target]):
            asked += [sentence, _half(sentence, side, rng)]
        return asked


def read_aligned(folder: Path, rng: random.Random) -> tuple[list[AlignedPassage], list[Pair]]:
    """Passages and pairs, both in random order."""
    in_order: dict[str, list[Pair]] = defaultdict(list)
    pairs: list[Pair] = []
    with gzip.open(folder / "train.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            english, chinese, source = line.rstrip("\n").split("\t")[:3]
            if source == _RESEARCH_ONLY:
                continue
            if source in _IN_ORDER and 15 < len(english) < 500 and len(_HAN.findall(chinese)) >= 5:
                in_order[source].append((english, chinese))
            is_long_enough = source in {"cedict", "names"} or 8 < len(english) < 400
            if is_long_enough and rng.random() < _SHARES.get(source, 1):
                pairs.append((english, chinese))
    groups = []
    for source, lines_in_order in in_order.items():
        own = list(_in_groups(lines_in_order, rng))
        groups += rng.sample(own, min(len(own), _TAKEN.get(source, len(own))))
    rng.shuffle(groups)
    rng.shuffle(pairs)
    return [AlignedPassage(group, rng.randrange(len(group))) for group in groups[:_GROUPS]], pairs[:_PAIRS]


def _in_groups(pairs: list[Pair], rng: random.Random) -> list[list[Pair]]:
    groups, start = [], 0
    while start < len(pairs):
        count = rng.randint(*_SENTENCES)
        groups.append(pairs[start : start + count])
        start += count
    return groups


def _half(sentence: str, side: int, rng: random.Random) -> str:
    """Half of the words or characters, four or eight at least, from anywhere."""
    parts = sentence.split() if side == 0 else list(sentence)
    count = max(4 if side == 0 else 8, len(parts) // 2)
    start = rng.randint(0, max(0, len(parts) - count))
    return (" " if side == 0 else "").join(parts[start : start + count])
