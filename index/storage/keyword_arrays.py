"""Postings as arrays, which are mapped into memory: a question reads those of its own words and no others."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from secrets import token_hex

import numpy as np
from numpy.typing import NDArray

_PREFIX = "words-"
# A posting is sorted as one number: 24 bits of its term, 24 of its position, 16 of its count.
_BITS, _COUNT_BITS = 24, 16
_MOST = 1 << _BITS


@dataclass(frozen=True)
class KeywordArrays:
    """The postings of an index by term. A position is a place in ``rows``; ``starts`` has one for each term and the end."""

    rows: NDArray[np.int64]  # of all chunks, ascending
    lengths: NDArray[np.int64]  # tokens of each
    starts: NDArray[np.int64]
    positions: NDArray[np.int32]
    counts: NDArray[np.uint16]

    @classmethod
    def of_postings(cls, postings: Sequence[tuple[int, bytes, bytes]], last_term: int) -> "KeywordArrays":
        """The arrays of rows with the numbers of their terms and how often each stands there."""
        terms = np.frombuffer(b"".join(row[1] for row in postings), "<u4").astype(np.uint64)
        counts = np.frombuffer(b"".join(row[2] for row in postings), "<u2")
        sizes = np.array([len(row[2]) // 2 for row in postings], np.int64)
        if len(postings) >= _MOST or last_term >= _MOST:
            raise ValueError(f"more than {_MOST:,} chunks or words")
        positions = np.repeat(np.arange(len(postings), dtype=np.uint64), sizes)
        lengths = np.bincount(positions.astype(np.int64), weights=counts, minlength=len(postings)).astype(np.int64)
        keys = terms << np.uint64(_BITS + _COUNT_BITS)
        keys |= positions << np.uint64(_COUNT_BITS)
        keys |= counts
        keys.sort()
        per_term = np.bincount((keys >> np.uint64(_BITS + _COUNT_BITS)).astype(np.int64), minlength=last_term + 1)
        return cls(
            rows=np.array([row[0] for row in postings], np.int64),
            lengths=lengths,
            starts=np.concatenate([[0], np.cumsum(per_term)]),
            positions=((keys >> np.uint64(_COUNT_BITS)) & np.uint64(_MOST - 1)).astype(np.int32),
            counts=(keys & np.uint64((1 << _COUNT_BITS) - 1)).astype(np.uint16),
        )

    def postings(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """The positions that hold a term, ascending, and how often each does."""
        start, end = self.starts[term : term + 2] if 0 < term < len(self.starts) - 1 else (0, 0)
        return self.positions[start:end], self.counts[start:end]

    def row_count(self, term: int) -> int:
        """How many rows hold a term."""
        return len(self.postings(term)[0])


def open_arrays(folder: Path, revision: int) -> KeywordArrays | None:
    """The arrays kept for a revision of the index, mapped into memory; None where there are none or they are damaged."""
    place = folder / f"{_PREFIX}{revision}"
    try:
        return KeywordArrays(**{
            field.name: np.load(place / f"{field.name}.npy", mmap_mode="r") for field in fields(KeywordArrays)
        })  # fmt: skip
    except (OSError, ValueError):
        return None


def save_arrays(folder: Path, revision: int, arrays: KeywordArrays) -> None:
    """Keep the arrays of a revision in place of earlier ones. Where that is impossible, nothing is kept."""
    place = folder / f"{_PREFIX}{revision}"
    fresh = folder / f"new-{_PREFIX}{token_hex(4)}"
    with suppress(OSError):
        fresh.mkdir(parents=True)
        for field in fields(KeywordArrays):
            np.save(fresh / f"{field.name}.npy", getattr(arrays, field.name))
        shutil.rmtree(place, ignore_errors=True)  # damaged, or it would have been used
        fresh.rename(place)
        for other in folder.glob(f"{_PREFIX}*"):
            if other != place:
                shutil.rmtree(other, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
