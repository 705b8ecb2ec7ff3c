"""Postings as arrays, which are mapped into memory: a question reads those of its own words and no others."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from secrets import token_hex

import numpy as np
from numpy.typing import NDArray

_PREFIX = "postings-"
_OWN_PREFIXES = (_PREFIX, "words-")  # the latter of earlier versions, which used the number of a deleted row again
# The numbers of a row's terms, and how often each stands there, as they are stored.
Posting = tuple[int, bytes, bytes]


@dataclass(frozen=True)
class KeywordArrays:
    """The postings of an index by term. A position is a place in ``rows``; ``starts`` has one for each term and the end."""

    rows: NDArray[np.int64]  # of all chunks, ascending
    lengths: NDArray[np.int64]  # tokens of each
    starts: NDArray[np.int64]
    positions: NDArray[np.int32]
    counts: NDArray[np.uint16]

    @classmethod
    def of_postings(cls, read: Callable[[], Iterable[Sequence[Posting]]], last_term: int) -> "KeywordArrays":
        """The arrays of rows with the numbers of their terms and how often each stands there.

        ``read`` gives the rows in their order, in portions, and is called twice: first they are counted, then each posting is
        put in its place. So memory holds the arrays and one portion.
        """
        rows: list[int] = []
        lengths = [np.empty(0, np.int64)]
        sizes = np.zeros(last_term + 1, np.int64)
        for portion in read():
            terms, owners, counts = _columns(portion)
            rows += [row for row, _, _ in portion]
            lengths.append(np.bincount(owners, weights=counts, minlength=len(portion)).astype(np.int64))
            sizes += np.bincount(terms, minlength=last_term + 1)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        positions, all_counts = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.uint16)
        free, before = starts[:-1].copy(), 0
        for portion in read():
            terms, owners, counts = _columns(portion)
            order = np.argsort(terms, kind="stable")  # within a term the rows stay in their order
            terms = terms[order]
            at = free[terms] + np.arange(len(terms)) - np.searchsorted(terms, terms)
            positions[at], all_counts[at] = owners[order] + before, counts[order]
            free += np.bincount(terms, minlength=last_term + 1)
            before += len(portion)
        return cls(np.array(rows, np.int64), np.concatenate(lengths), starts, positions, all_counts)

    def updated(self, rows: NDArray[np.int64], fresh: "KeywordArrays") -> "KeywordArrays":
        """The arrays of other rows: ``fresh`` has those of them that are not in these, or takes their place.

        Costs a copy of the arrays, not the sorting of all postings.
        """
        is_kept = np.isin(self.rows, np.setdiff1d(rows, fresh.rows))
        places = np.searchsorted(rows, self.rows).astype(np.int32)
        its_places = np.searchsorted(rows, fresh.rows).astype(np.int32)
        lengths = np.zeros(len(rows), np.int64)
        lengths[places[is_kept]] = self.lengths[is_kept]
        lengths[its_places] = fresh.lengths
        gone = np.flatnonzero(~is_kept[self.positions])
        positions = places[np.delete(self.positions, gone)]
        terms = max(len(self.starts), len(fresh.starts)) - 1
        starts = np.full(terms + 1, len(positions))
        starts[: len(self.starts)] = self.starts - gone.searchsorted(self.starts)
        sizes = np.zeros(terms, np.int64)
        sizes[: len(fresh.starts) - 1] = np.diff(fresh.starts)
        # Both are in order within a term: which position comes before which does not change.
        at = np.zeros(len(fresh.positions), np.int64)
        for term in np.flatnonzero(sizes).tolist():
            own, its = slice(*starts[term : term + 2]), slice(*fresh.starts[term : term + 2])
            at[its] = starts[term] + positions[own].searchsorted(its_places[fresh.positions[its]])
        return KeywordArrays(
            rows=rows,
            lengths=lengths,
            starts=starts + np.concatenate([[0], np.cumsum(sizes)]),
            positions=np.insert(positions, at, its_places[fresh.positions]),
            counts=np.insert(np.delete(self.counts, gone), at, fresh.counts),
        )

    def postings(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """The positions that hold a term, ascending, and how often each does."""
        start, end = self.starts[term : term + 2] if 0 < term < len(self.starts) - 1 else (0, 0)
        return self.positions[start:end], self.counts[start:end]

    def row_count(self, term: int) -> int:
        """How many rows hold a term."""
        return len(self.postings(term)[0])


def _columns(postings: Sequence[Posting]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint16]]:
    """The term of each posting, the place of its row among these rows, and how often the term stands there."""
    terms = np.frombuffer(b"".join(terms for _, terms, _ in postings), "<u4").astype(np.int64)
    counts = np.frombuffer(b"".join(counts for _, _, counts in postings), "<u2").astype(np.uint16)
    owners = np.repeat(np.arange(len(postings)), [len(counts) // 2 for _, _, counts in postings])
    return terms, owners, counts


def open_latest_arrays(folder: Path) -> KeywordArrays | None:
    """The arrays kept for any earlier revision of the index; None where there are none or they are damaged."""
    for place in sorted(folder.glob(f"{_PREFIX}*")):
        if kept := open_arrays(folder, int(place.name.removeprefix(_PREFIX))):
            return kept
    return None


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
        for other in folder.iterdir():
            if other.name.startswith(_OWN_PREFIXES) and other != place:
                shutil.rmtree(other, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
