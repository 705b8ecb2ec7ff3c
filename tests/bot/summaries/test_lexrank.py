import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.lexrank import lexrank_scores, select_by_mmr


@st.composite
def similarities(draw, least=1):
    count = draw(st.integers(least, 12))
    values = draw(st.lists(st.floats(0, 1.1), min_size=count * count, max_size=count * count))
    square = np.array(values).reshape(count, count)
    return (square + square.T) / 2


@given(similarities(), st.data())
def test_the_most_central_sentence_scores_1_and_none_less_than_0(similarity, data):
    bias = np.array(data.draw(st.lists(st.floats(0, 3), min_size=len(similarity), max_size=len(similarity))))
    scores = lexrank_scores(similarity, bias=bias)
    assert scores.max() == 1
    assert scores.min() >= 0


def test_the_sentence_most_similar_to_the_others_is_the_most_central():
    similarity = np.eye(5) + 0.05
    similarity[2, :] = similarity[:, 2] = 0.8
    assert lexrank_scores(similarity, bias=np.ones(5)).argmax() == 2


def test_where_all_are_equally_similar_the_bias_decides():
    assert lexrank_scores(np.full((4, 4), 0.5), bias=np.array([1, 1, 3, 1])).argmax() == 2


@given(similarities(), st.data())
def test_no_two_selected_sentences_say_the_same_and_no_group_gets_a_second_before_each_has_one(similarity, data):
    size = len(similarity)
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size))
    tiers = data.draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
    count = data.draw(st.integers(1, 14))
    selected = select_by_mmr(np.linspace(1, 0, size), similarity, count=count, tiers=tiers, groups=groups)
    assert len(set(selected)) == len(selected) <= count
    assert all(similarity[a, b] < 1 for i, a in enumerate(selected) for b in selected[:i])
    if (similarity < 1).all():
        assert len(selected) == min(count, size)
        seen = [groups[i] for i in selected]
        assert len(set(seen[: len(set(groups))])) == min(len(set(groups)), len(seen))


def test_a_dependent_sentence_is_selected_after_all_self_contained_ones():
    assert select_by_mmr(np.array([1, 0.2, 0.1]), np.zeros((3, 3)), count=2, tiers=[1, 0, 0], groups="aaa") == [1, 2]


def test_of_two_similarly_central_sentences_the_new_one_is_selected():
    similarity = np.array([[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1]])
    assert select_by_mmr(np.array([1, 0.9, 0.8]), similarity, count=2, tiers=[0, 0, 0], groups="aaa") == [0, 2]
