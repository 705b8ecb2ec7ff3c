from hypothesis import given
from hypothesis import strategies as st

from index.search.fusion import CANDIDATES, fuse, top_rows

SCORES = st.dictionaries(st.integers(1, 30), st.floats(0.01, 50), max_size=30)
APART = SCORES.filter(lambda scores: len({round(score, 6) for score in scores.values()}) == len(scores))
WAYS = st.lists(SCORES, min_size=1, max_size=3)
WEIGHT = st.floats(0.1, 3)


def order(scores):
    return sorted(scores, key=lambda row: (-scores[row], row))


@given(APART, WEIGHT)
def test_a_silent_leg_leaves_the_order_of_the_other(scores, weight):
    assert order(fuse([scores], {}, weight=weight)) == order(scores)
    assert order(fuse([{}], scores, weight=weight)) == order(scores)
    assert order(fuse([], scores, weight=weight)) == order(scores)


@given(WAYS, SCORES, WEIGHT)
def test_what_is_better_in_words_and_in_meaning_ranks_higher(ways, meaning, weight):
    words = {row: max(scores.get(row, 0) for scores in ways) for row in {row for scores in ways for row in scores}}
    scores = fuse(ways, meaning, weight=weight)
    for a in scores:
        for b in scores:
            if words.get(a, 0) > words.get(b, 0) + 1e-6 and meaning.get(a, 0) > meaning.get(b, 0) + 1e-6:
                assert scores[a] >= scores[b]


@given(WAYS, SCORES)
def test_all_that_words_or_meaning_know_is_a_candidate(ways, meaning):
    assert set(fuse(ways, meaning)) == {*meaning, *(row for scores in ways for row in scores)}


@given(st.dictionaries(st.integers(1, 500), st.floats(0.01, 50), min_size=CANDIDATES + 1, max_size=120))
def test_of_many_rows_that_hold_words_only_the_best_are_candidates(scores):
    assert set(fuse([scores], {})) == set(top_rows(scores))
    assert len(top_rows(scores)) == CANDIDATES


@given(WAYS, SCORES)
def test_the_order_of_the_ways_of_finding_words_does_not_matter(ways, meaning):
    assert fuse(ways, meaning) == fuse(ways[::-1], meaning)


@given(APART.filter(lambda scores: len(scores) > 1))
def test_a_row_found_in_two_ways_counts_once_by_the_better(scores):
    weaker = {row: score / 2 for row, score in scores.items()}
    assert fuse([scores, weaker], {}) == fuse([scores], {})


@given(SCORES.filter(bool), SCORES.filter(bool))
def test_a_candidate_without_meaning_has_the_lowest(words, meaning):
    candidates = {*words, *meaning}
    lowest = min(meaning.values())
    filled = {row: meaning.get(row, lowest) for row in candidates}
    assert fuse([words], meaning) == fuse([words], filled)


@given(APART.filter(lambda scores: len(scores) > 1), WEIGHT)
def test_a_heavier_meaning_never_lowers_what_means_most(words, weight):
    """Meaning that contradicts words: the row it likes top_rows gains on all the others as its weight grows."""
    meaning = {row: -score for row, score in words.items()}
    first = order(meaning)[0]
    lighter, heavier = (order(fuse([words], meaning, weight=w)).index(first) for w in (weight, weight * 4))
    assert heavier <= lighter


def test_nothing_found_gives_nothing():
    assert fuse([], {}) == fuse([{}, {}], {}) == {}


@given(SCORES, st.integers(0, 40))
def test_the_best_are_the_highest_scores_best_first_and_ties_by_row(scores, count):
    found = top_rows(scores, count)
    assert found == order(scores)[:count]
