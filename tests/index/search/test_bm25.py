import math
import sqlite3
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.questions.translation import question_pools
from index.search.bm25 import BM25Search
from index.storage.keyword_index import KeywordIndex
from index.vocabulary.tokenizer import tokens

WORDS = ["tea", "tram", "moon", "桥", "河", "42", "金"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8)
POOLS = st.lists(
    st.dictionaries(st.sampled_from([*WORDS, "absent"]), st.floats(0.1, 1), min_size=1, max_size=3), max_size=5
)
few = settings(max_examples=60)


@contextmanager
def index(texts):
    """A real keyword index of texts, numbered from 1, and the numbers."""
    connection = sqlite3.connect(":memory:")
    words = KeywordIndex(connection)
    words.create()
    for row, text in enumerate(texts, 1):
        words.add(row, text)
    yield Search(words), frozenset(range(1, len(texts) + 1))
    connection.close()


class Search:
    """BM25 over what is in a keyword index now, by row."""

    def __init__(self, words):
        self._arrays = words.arrays(1)
        self._search = BM25Search(words, self._arrays)

    def search(self, pools, rows):
        scores = self._search.search(pools, np.isin(self._arrays.rows, list(rows)))
        return {int(row): float(score) for row, score in zip(self._arrays.rows, scores, strict=True) if score}


def bm25(question, texts):
    """BM25 as the textbook has it, over the rarity of all that is asked."""
    counted = [tokens(text) for text in texts]
    usual = sum(map(len, counted)) / len(counted)
    scores, asked = [0.0] * len(texts), 0.0
    for token in dict.fromkeys(tokens(question)):
        holding = sum(token in found for found in counted)
        rarity = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        asked += rarity
        for i, found in enumerate(counted):
            often = found.count(token)
            scores[i] += rarity * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * len(found) / usual))
    return {row: score / asked for row, score in enumerate(scores, 1) if score}


@given(TEXTS, st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))
@few
def test_pools_of_single_words_are_plain_bm25(texts, question):
    with index(texts) as (search, rows):
        assert search.search(question_pools(question), rows) == pytest.approx(bm25(question, texts))


@given(TEXTS, st.lists(st.sampled_from(["tea", "tram", "桥"]), min_size=1, max_size=4, unique=True))
@few
def test_synonyms_in_a_pool_count_as_one_word(texts, asked):
    """As if the texts had been written with one word for both: tram for moon, tea for tea, 桥 for 河."""
    together = {"tea": {"tea": 1.0}, "tram": {"tram": 1.0, "moon": 1.0}, "桥": {"桥": 1.0, "河": 1.0}}
    with index(texts) as (search, rows):
        pooled = search.search([together[word] for word in asked], rows)
    with index([text.replace("moon", "tram").replace("河", "桥") for text in texts]) as (search, rows):
        assert pooled == pytest.approx(search.search([{word: 1.0} for word in asked], rows))


@given(TEXTS, POOLS, st.sets(st.integers(1, 9)))
@few
def test_only_the_given_rows_that_hold_something_are_scored_from_0_to_2_2(texts, asked, given_rows):
    with index(texts) as (search, rows):
        found = search.search(asked, frozenset(given_rows))
    wanted = {token for pool in asked for token in pool}
    assert set(found) == {row for row in rows & given_rows if wanted & set(tokens(texts[row - 1]))}
    assert all(0 < score < 2.2 for score in found.values())


@given(TEXTS, POOLS)
@few
def test_rows_left_out_say_nothing_about_what_is_rare_among_the_others(texts, asked):
    with index(texts) as (search, rows):
        alone = search.search(asked, rows)
    with index([*texts, "tea tea tea", "桥"]) as (search, _):
        assert search.search(asked, rows) == pytest.approx(alone)


@given(TEXTS, POOLS.filter(bool))
@few
def test_a_word_that_no_text_holds_lowers_all_alike(texts, asked):
    with index(texts) as (search, rows):
        without, with_it = (search.search(pools, rows) for pools in (asked, [*asked, {"absent": 1.0}]))
    assert set(without) == set(with_it)
    shares = {round(with_it[row] / without[row], 9) for row in without}
    assert len(shares) <= 1
    assert all(share < 1 for share in shares)


@given(TEXTS, st.sampled_from(WORDS), st.floats(0.1, 0.9))
@few
def test_an_unlikely_translation_scores_less_than_a_sure_one(texts, word, weight):
    other = "absent"
    with index([*texts, word, other]) as (search, rows):
        row = len(rows) - 1
        unlikely, sure = (search.search([{word: share, other: 1.0}], rows)[row] for share in (weight, 1.0))
        assert unlikely < sure


def test_what_was_read_before_is_answered_from_memory_until_a_new_search_is_made():
    connection = sqlite3.connect(":memory:")
    words = KeywordIndex(connection)
    words.create()
    words.add(1, "tea")
    search = Search(words)
    before = search.search([{"tea": 1.0}], frozenset({1, 2}))
    words.add(2, "tea tea")
    assert search.search([{"tea": 1.0}], frozenset({1, 2})) == before
    assert set(Search(words).search([{"tea": 1.0}], frozenset({1, 2}))) == {1, 2}
    connection.close()


@pytest.mark.parametrize("asked", [[], [{}], [{"absent": 1.0}]], ids=["nothing", "empty-pool", "absent"])
def test_a_question_of_nothing_finds_nothing(asked):
    with index(["tea 桥"]) as (search, rows):
        assert search.search(asked, rows) == {}
        assert search.search([{"tea": 1.0}], frozenset()) == {}
