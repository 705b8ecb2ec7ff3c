"""The training pairs: sentences, questions, words and passages, in the proportions the model is taught in."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from vocabulary import aligned

from index.text import HAN

Pair = tuple[str, str]

# Source -> (how often a sentence is taken a round, how often a question is). What reads like news and encyclopaedias
# is taken most; law and software, of which there is most, least.
_TAKEN = {
    "wmt_news_train": (2, 3), "mlqe_pe": (3, 3), "ud_pud": (3, 3), "tico19": (2, 2), "un_devset": (1, 2), "sdg": (2, 2),
    "tatoeba": (1, 3), "names": (2, 2), "gnome_help": (1, 2),
}  # fmt: skip
_SAMPLED = {
    "twlaw": 25_000, "docs_open": 30_000, "k8s_docs": 6_000, "python_docs": 9_000, "tensorflow_docs": 8_000,
    "cedict": 60_000,
}  # fmt: skip
# Source -> how many passages are made of its neighbouring sentences, in which order the files hold them.
_IN_ORDER = {"wmt_news_train": 8_000, "tico19": 800, "un_devset": 1_000, "docs_open": 5_000, "mlqe_pe": 1_500}
_LAW_PASSAGES = 5_000


def read(folder: Path) -> tuple[list[Pair], list[int]]:
    """All pairs ever taught, and for one round the numbers of those it takes, repeats and all."""
    random_ = random.Random(17)  # noqa: S311 - a shuffle, not a secret
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for english, chinese, source in aligned(folder):
        if source in {"cedict", "names"} or (len(HAN.findall(chinese)) >= 2 and len(chinese) < 400):
            by_source[source].append((english, chinese))
    pairs: list[Pair] = []
    taken: list[int] = []
    for source, found in by_source.items():
        once, asked = _TAKEN.get(source, (1, 2))
        for english, chinese in random_.sample(found, min(len(found), _SAMPLED.get(source, len(found)))):
            taken += [len(pairs)] * (asked if english.endswith("?") else once)
            pairs.append((english, chinese))
    passages = random_.sample([(row[0], row[1]) for row in aligned(folder, "passages")], _LAW_PASSAGES)
    for source, most in _IN_ORDER.items():
        passages += grouped(by_source[source], random_, most=most)
    for passage in passages:
        taken.append(len(pairs))
        pairs.append(passage)
    return pairs, taken


def grouped(pairs: Sequence[Pair], random_: random.Random, *, most: int) -> list[Pair]:
    """Neighbouring sentences joined into passages of two to seven, at most so many."""
    made, start = [], 0
    while start < len(pairs):
        count = random_.randint(2, 7)
        group = pairs[start : start + count]
        made.append((" ".join(english for english, _ in group), "".join(chinese for _, chinese in group)))
        start += count
    return random_.sample(made, min(most, len(made)))


def batches(lengths: Sequence[int], taken: Sequence[int], *, tokens: int, seed: int) -> Iterator[list[int]]:
    """One round's batches: pairs of like length together, about so many tokens each, in random order."""
    random_ = random.Random(seed)  # noqa: S311
    order = sorted(taken, key=lambda i: lengths[i] * random_.uniform(0.8, 1.25))
    made: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, lengths[i])
        if made[-1] and (longest * (len(made[-1]) + 1) > tokens or len(made[-1]) >= 512):
            made.append([])
            longest = lengths[i]
        made[-1].append(i)
    random_.shuffle(made)
    yield from made
