import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import noise, retrieval_sets
from measures.corpora import some

RANKINGS = st.lists(st.sampled_from("abcdefghijklmnop"), max_size=30)


WANTED = st.sets(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=12)


@given(WANTED, RANKINGS)
def test_nothing_ranks_better_than_all_that_is_wanted_at_the_top(wanted, rest):
    perfect = retrieval_sets.rank_scores([*sorted(wanted), *rest], wanted, reachable=len(wanted))
    assert set(perfect.values()) == {1.0}
    other = retrieval_sets.rank_scores(rest, wanted, reachable=len(wanted))
    assert all(0.0 <= other[name] <= value for name, value in perfect.items())


@given(RANKINGS, WANTED)
def test_a_hit_stays_one_further_down_and_scores_agree_on_whether_there_is_one(found, wanted):
    scores = retrieval_sets.rank_scores(found, wanted, reachable=len(wanted))
    assert scores["hit@1"] <= scores["hit@5"] <= scores["hit@10"]
    assert scores["hit@1"] <= scores["mrr@10"] <= scores["hit@10"]
    assert (scores["ndcg@10"] > 0) == bool(scores["hit@10"])


@given(RANKINGS, WANTED)
def test_a_source_counts_once_at_its_best_place(found, wanted):
    once = list(dict.fromkeys(found))
    twice = [one for each in found for one in (each, each)]
    expected = retrieval_sets.rank_scores(once, wanted, reachable=len(wanted))
    assert retrieval_sets.rank_scores(twice, wanted, reachable=len(wanted)) == expected


def test_what_cannot_be_found_is_not_missed():
    scores = retrieval_sets.rank_scores(["other", "held"], {"held", "elsewhere"}, reachable=1)
    assert scores["ndcg@10"] == pytest.approx(1 / math.log2(3))
    assert scores["mrr@10"] == 0.5


@pytest.mark.parametrize(
    ("text", "gold", "is_held"),
    [
        ("It cost $ 1,200 .", "$1,200", True),
        ("全长 186 米。", "186米", True),
        ("It cost nothing.", "...", False),
        ("It cost nothing.", "nothing else", False),
    ],
    ids=["marks", "spaces", "a gold of marks alone", "more than there is"],
)
def test_a_gold_answer_is_found_marks_and_case_aside(text, gold, is_held):
    assert retrieval_sets.holds_answer([text], [gold]) == is_held


@given(st.lists(st.integers(), unique=True, max_size=50), st.integers(min_value=0, max_value=60))
def test_a_sample_is_in_order_and_no_larger_than_asked_for(items, limit):
    chosen = some(items, limit)
    assert len(chosen) == (min(limit, len(items)) if limit else len(items))
    assert chosen == [item for item in items if item in chosen]


@pytest.mark.parametrize("ratio", [0.0, 0.4, 0.8, 1.0])
@pytest.mark.parametrize("counts", [(9, 9), (1, 9), (9, 1), (2, 2)], ids=str)
def test_a_context_is_noise_in_the_share_asked_for_as_far_as_there_is_any(ratio, counts):
    positive, negative = ([f"{kind}{i}" for i in range(n)] for kind, n in zip("pn", counts, strict=True))
    chosen = noise.context({"positive": positive, "negative": negative}, ratio)
    of_noise = sum(text.startswith("n") for text in chosen)
    assert len(chosen) == len(set(chosen)) <= noise.PASSAGES
    if ratio == 1.0:
        assert of_noise == len(chosen)
    else:
        assert len(chosen) == min(noise.PASSAGES, sum(counts))
        assert any(text.startswith("p") for text in chosen)
    if counts == (9, 9):
        assert of_noise == math.ceil(noise.PASSAGES * ratio)


def test_every_fact_asked_for_has_a_passage_whatever_the_noise():
    item = {"positive": [["a1", "a2"], ["b1"]], "negative": list("wxyz")}
    assert noise.context(item, 0.8) == ["a1", "b1", "w", "x", "y"]
    assert noise.context(item, 0.4) == ["a1", "b1", "a2", "w", "x"]


@pytest.mark.parametrize(
    ("answers", "text", "is_right"),
    [
        ("Norway", "It was norway [1]", True),
        (["1月3日", "1月12日"], "1 月 3 日宣誓[1]", False),
        (["1月3日", "1月12日"], "1 月 3 日和1月12日[1]", True),
        ([["90", "ninety"]], "Ninety seats", True),
    ],
    ids=["a string", "one of two", "both of two", "an alternative"],
)
def test_an_answer_needs_a_gold_string_of_every_group(answers, text, is_right):
    item = {"answers": answers, "lang": "zh" if "月" in text else "en"}
    assert noise.holds_gold(text, item) == is_right
