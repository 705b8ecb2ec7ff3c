"""MinHash signatures of texts (Broder 1997), which tell near-duplicates apart from other texts without comparing them."""

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import regex

from index.text.folding import fold

Signature = npt.NDArray[np.uint32]
SIGNATURE_LENGTH = 64  # the standard error of a similarity is 1/√64
_SHINGLE = 3  # words, or Chinese characters; set by hand
_BATCH = 4096  # shingles hashed at a time, to bound the memory
_PRIME = np.uint64((1 << 61) - 1)
_WORD = regex.compile(r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]+", regex.V1)
_FACTORS, _SHIFTS = np.random.default_rng(1997).integers(1, 1 << 29, size=(2, SIGNATURE_LENGTH, 1), dtype=np.uint64)


def text_signature(text: str) -> Signature:
    """The signature of a text: for each of 64 hash functions the least hash of its shingles of three words."""
    words = _WORD.findall(fold(text))
    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(max(len(words) - _SHINGLE + 1, 1))}
    hashes = np.fromiter((zlib.crc32(shingle.encode()) for shingle in shingles), np.uint64, len(shingles))
    least = np.full(SIGNATURE_LENGTH, 0xFFFFFFFF, np.uint32)
    for start in range(0, len(hashes), _BATCH):
        mixed: npt.NDArray[Any] = (_FACTORS * hashes[start : start + _BATCH] + _SHIFTS) % _PRIME
        least = np.minimum(least, (mixed & np.uint64(0xFFFFFFFF)).min(axis=1).astype(np.uint32))
    return least


def signature_similarities(signature: Signature, others: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
    """The estimated Jaccard similarity of a text's shingles with those of others, whose signatures are rows."""
    similarities: npt.NDArray[np.float64] = (others == signature).mean(axis=1)
    return similarities
