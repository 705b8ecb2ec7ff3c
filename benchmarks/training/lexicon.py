"""Learn from aligned text which search token of one language stands for which of the other, and how often.

    lexicon.py PARALLEL OUT [--rounds 4]

Candidates are the pairs that keep company most (log-likelihood ratio: Dunning, 1993) and what CC-CEDICT says; their
probabilities come from IBM Model 1 in both directions (Brown et al., "The Mathematics of Statistical Machine
Translation", 1993), over those candidates only. One line a Chinese word: the word, then ``token:p(token|word):p(word|token)``.
"""

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import jieba
import numpy as np
from scipy import sparse

from index.text import HAN_RUN
from index.text.folding import fold
from index.vocabulary.tokenizer import tokens

LEFT_OUT = {"cedict", "names"}
CANDIDATES = 12
LEAST = 0.02


def aligned(folder: Path, name: str = "train") -> Iterator[list[str]]:
    """The rows of an aligned file: English, Chinese, and where it says so the source."""
    with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def numbered(texts: list[list[str]], *, least: int) -> tuple[list[str], sparse.csr_matrix]:
    """The words that are in at least so many texts, and a matrix (texts, words) of which text has which."""
    counts = Counter(word for text in texts for word in set(text))
    words = sorted(word for word, count in counts.items() if count >= least)
    number = {word: i for i, word in enumerate(words)}
    held = [sorted({number[word] for word in text if word in number}) for text in texts]
    starts = np.cumsum([0, *map(len, held)])
    columns = np.fromiter((i for row in held for i in row), dtype=np.int32)
    return words, sparse.csr_matrix(
        (np.ones(len(columns), np.float32), columns, starts), shape=(len(texts), len(words))
    )


def log_likelihood(both: np.ndarray, left: np.ndarray, right: np.ndarray, total: int) -> np.ndarray:
    """Dunning's ratio for pairs seen together ``both`` times, of words seen ``left`` and ``right`` times."""

    def part(seen: np.ndarray, expected: np.ndarray) -> np.ndarray:
        return np.where(seen > 0, seen * np.log(np.maximum(seen, 1e-9) / expected), 0.0)

    expected = left * right / total
    rest = part(left - both, left - expected) + part(right - both, right - expected)
    rest = rest + part(total - left - right + both, total - left - right + expected)
    return np.where(both > expected, 2 * (part(both, expected) + rest), 0.0)


def candidates(chinese: sparse.csr_matrix, english: sparse.csr_matrix) -> sparse.csr_matrix:
    """For each Chinese word the English tokens it keeps company with most, and the reverse; ones where there is a pair."""
    total = chinese.shape[0]
    left, right = np.asarray(chinese.sum(0)).ravel(), np.asarray(english.sum(0)).ravel()
    kept: list[sparse.coo_matrix] = []
    for start in range(0, chinese.shape[1], 2000):
        together = (chinese[:, start : start + 2000].T @ english).tocsr()
        together.data[together.data < 2] = 0
        together.eliminate_zeros()
        coo = together.tocoo()
        ratio = log_likelihood(coo.data, left[start + coo.row], right[coo.col], total)
        scored = sparse.csr_matrix((ratio, (coo.row, coo.col)), shape=together.shape)
        picked_rows, picked_columns = [], []
        for row in range(scored.shape[0]):
            part = slice(scored.indptr[row], scored.indptr[row + 1])
            best = np.argsort(-scored.data[part])[:CANDIDATES]
            best = best[scored.data[part][best] > 15]
            picked_rows += [start + row] * len(best)
            picked_columns += scored.indices[part][best].tolist()
        kept.append(
            sparse.coo_matrix(
                (np.ones(len(picked_rows)), (picked_rows, picked_columns)), shape=(chinese.shape[1], english.shape[1])
            )
        )
        print("candidates", start, flush=True)
    return sum(kept[1:], kept[0]).tocsr()


def model_one(
    source: sparse.csr_matrix, target: sparse.csr_matrix, allowed: sparse.csr_matrix, rounds: int
) -> sparse.csr_matrix:
    """p(target|source) after so many rounds of expectation-maximisation, over the allowed pairs only."""
    links_text, links_pair, links_target = [], [], []
    pairs = allowed.tocoo()
    number = sparse.csr_matrix((np.arange(1, pairs.nnz + 1), (pairs.row, pairs.col)), shape=allowed.shape)
    for text in range(source.shape[0]):
        left = source.indices[source.indptr[text] : source.indptr[text + 1]]
        right = target.indices[target.indptr[text] : target.indptr[text + 1]]
        if not len(left) or not len(right):
            continue
        spots = [
            (number.indices[a:b], number.data[a:b]) for a, b in ((number.indptr[w], number.indptr[w + 1]) for w in left)
        ]
        columns, numbers = np.concatenate([s[0] for s in spots]), np.concatenate([s[1] for s in spots])
        here = np.isin(columns, right)
        links_pair.append(numbers[here] - 1)
        links_target.append(columns[here])
        links_text.append(np.full(int(here.sum()), text))
    pair, goal, text = (np.concatenate(parts) for parts in (links_pair, links_target, links_text))
    spot = np.unique(text.astype(np.int64) * target.shape[1] + goal, return_inverse=True)[1]
    probability = np.ones(pairs.nnz)
    unexplained = 0.05  # what a token has of its own accord, translated or not
    for _ in range(rounds):
        weight = probability[pair]
        share = weight / (np.bincount(spot, weight)[spot] + unexplained)
        counts = np.bincount(pair, share, minlength=pairs.nnz)
        of_source = np.bincount(pairs.row, counts, minlength=allowed.shape[0])
        probability = counts / (of_source[pairs.row] + 0.5)
    return sparse.csr_matrix((probability, (pairs.row, pairs.col)), shape=allowed.shape)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    args = parser.parse_args()
    pairs, law = [], 0
    for english, chinese, source in aligned(args.parallel):
        law += source == "twlaw"
        if source not in LEFT_OUT and (source != "twlaw" or law % 4 == 0) and len(chinese) < 200:
            pairs.append((english, chinese))
    print(len(pairs), "pairs", flush=True)
    chinese_words, chinese = numbered(
        [[w for w in jieba.cut_for_search(fold(c)) if HAN_RUN.fullmatch(w)] for _, c in pairs], least=3
    )
    english_words, english = numbered(
        [[t for t in tokens(e) if t.isalpha() and t.isascii()] for e, _ in pairs], least=3
    )
    print(len(chinese_words), len(english_words), "words", flush=True)
    allowed = candidates(chinese, english)
    forward = model_one(chinese, english, allowed, args.rounds)
    backward = model_one(english, chinese, allowed.T.tocsr(), args.rounds).T.tocsr()
    found: dict[str, list[str]] = defaultdict(list)
    entries = forward.tocoo()
    order = np.argsort(-entries.data)
    for row, column, p in zip(entries.row[order], entries.col[order], entries.data[order], strict=True):
        back = backward[row, column]
        if max(p, back) >= LEAST and len(found[chinese_words[row]]) < 10:
            found[chinese_words[row]].append(f"{english_words[column]}:{p:.2f}:{back:.2f}")
    with gzip.open(args.out, "wt", encoding="utf-8") as out:
        for word in chinese_words:
            if found[word]:
                out.write(f"{word} {' '.join(found[word])}\n")


if __name__ == "__main__":
    main()
