import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.lexrank import lexrank_scores, select_by_mmr


@st.composite
def likenesses(draw, least=1):
    count = draw(st.integers(least, 12))
    values = draw(st.lists(st.floats(0, 1.1), min_size=count * count, max_size=count * count))
    square = np.array(values).reshape(count, count)
    return (square + square.T) / 2


@given(likenesses(), st.data())
def test_the_most_central_sentence_has_1_and_none_has_less_than_nothing(among, data):
    bias = np.array(data.draw(st.lists(st.floats(0, 3), min_size=len(among), max_size=len(among))))
    scores = lexrank_scores(among, bias=bias)
    assert scores.max() == 1
    assert scores.min() >= 0


def test_the_sentence_most_others_are_like_is_the_most_central():
    among = np.eye(5) + 0.05
    among[2, :] = among[:, 2] = 0.8
    assert lexrank_scores(among, bias=np.ones(5)).argmax() == 2


def test_where_all_are_equally_alike_the_bias_decides():
    assert lexrank_scores(np.full((4, 4), 0.5), bias=np.array([1, 1, 3, 1])).argmax() == 2


@given(likenesses(), st.data())
def test_no_two_chosen_sentences_say_the_same_and_no_group_gets_a_second_before_each_has_one(among, data):
    size = len(among)
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size))
    tiers = data.draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
    count = data.draw(st.integers(1, 14))
    chosen = select_by_mmr(np.linspace(1, 0, size), among, count=count, tiers=tiers, groups=groups)
    assert len(set(chosen)) == len(chosen) <= count
    assert all(among[a, b] < 1 for i, a in enumerate(chosen) for b in chosen[:i])
    if (among < 1).all():
        assert len(chosen) == min(count, size)
        seen = [groups[i] for i in chosen]
        assert len(set(seen[: len(set(groups))])) == min(len(set(groups)), len(seen))


def test_a_sentence_that_leans_on_another_waits_until_those_that_stand_alone_are_used_up():
    assert select_by_mmr(np.array([1, 0.2, 0.1]), np.zeros((3, 3)), count=2, tiers=[1, 0, 0], groups="aaa") == [1, 2]


def test_of_two_equally_central_sentences_the_one_that_is_new_is_chosen():
    among = np.array([[1, 0.9, 0], [0.9, 1, 0], [0, 0, 1]])
    assert select_by_mmr(np.array([1, 0.9, 0.8]), among, count=2, tiers=[0, 0, 0], groups="aaa") == [0, 2]
