"""A quotation never exceeds its length and is cut where a clause or a sentence ends."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from bot.evidence import LONGEST_QUOTE, cut_at_sentence_end, cut_quote, grow_around_best
from index import clause_spans, sentence_spans

CLAUSES = st.lists(
    st.sampled_from(["tea, ", "茶很古老，", "it came by ship; ", "坐船来的", "word " * 60, "字" * 300]),
    min_size=1,
    max_size=30,
)


@given(CLAUSES, st.integers(0, 29))
def test_a_quotation_is_cut_to_its_length_around_the_best_clause(clauses, best):
    text = "".join(clauses)
    spans = clause_spans(text)
    best_span = spans[best % len(spans)]
    grow = partial(grow_around_best, score=lambda span: span == best_span)
    start, end = cut_quote(text, 0, len(text), best_clauses=grow)
    assert 0 <= start < end <= len(text)
    assert end - start <= LONGEST_QUOTE
    assert not text[end - 1].isspace() or end == start + 1
    if best_span[1] - best_span[0] <= LONGEST_QUOTE < len(text):
        assert start <= best_span[0]
        assert end >= best_span[0] + len(text[slice(*best_span)].rstrip())


def test_a_quotation_that_is_short_enough_is_not_cut():
    assert cut_quote("Tea, and ships. ", 0, 16, best_clauses=lambda clauses: clauses[0]) == (0, 15)


@given(st.integers(1, 60))
def test_a_text_is_cut_at_the_last_sentence_end_that_fits(length):
    text = "Tea is old. It came by ship. 茶很古老。茶是坐船来的。"
    cut = cut_at_sentence_end(text, fits=lambda beginning: len(beginning) <= length)
    assert len(cut) <= length
    assert len(cut) in {0, *(end for _, end in sentence_spans(text))}
    assert bool(cut) == (length >= len("Tea is old."))
