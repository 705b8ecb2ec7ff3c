"""Postings as arrays, kept up to date."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.storage.keyword_arrays import KeywordArrays

TERMS = 6
texts = st.dictionaries(st.integers(1, TERMS), st.integers(1, 9), max_size=4)  # how often each term stands in a row
indexes = st.dictionaries(st.integers(1, 40), texts, max_size=12)  # texts by row


def made(index: dict[int, dict[int, int]], portion: int = 100) -> KeywordArrays:
    rows = [
        (row, np.array(list(text), "<u4").tobytes(), np.array(list(text.values()), "<u2").tobytes())
        for row, text in sorted(index.items())
    ]
    portions = [rows[start : start + portion] for start in range(0, len(rows), portion)]
    last_term = max((term for text in index.values() for term in text), default=0)
    return KeywordArrays.of_postings(lambda: portions, last_term)


def stated(arrays: KeywordArrays) -> tuple[list[int], list[int], dict[int, list[tuple[int, int]]]]:
    terms = {
        term: list(zip(arrays.rows[positions].tolist(), counts.tolist(), strict=True))
        for term in range(1, TERMS + 1)
        for positions, counts in [arrays.postings(term)]
        if len(positions)
    }
    return arrays.rows.tolist(), arrays.lengths.tolist(), terms


@given(before=indexes, after=indexes, fresh=indexes)
def test_arrays_brought_up_to_date_are_as_if_made_anew(before, after, fresh):
    kept = {row: text for row, text in before.items() if row in after and row not in fresh}
    now = kept | fresh
    updated = made(before).updated(np.array(sorted(now), np.int64), made(fresh))
    assert stated(updated) == stated(made(now))


@given(index=indexes)
def test_arrays_state_the_rows_that_hold_a_term_however_these_are_read(index):
    holders = {
        term: [(row, text[term]) for row, text in sorted(index.items()) if term in text] for term in range(1, TERMS + 1)
    }
    wanted = (
        sorted(index),
        [sum(text.values()) for _, text in sorted(index.items())],
        {t: h for t, h in holders.items() if h},
    )
    assert stated(made(index)) == stated(made(index, portion=1)) == wanted
