import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.questions.translation import question_pools
from index.search.bm25 import BM25Search
from index.storage.keyword_index import KeywordIndex
from index.vocabulary.tokenizer import tokens

TEXTS = {
    1: "俄罗斯的预算赤字接近6万亿卢布，利率高达27.85%。",
    2: "Russia posted a record deficit of 3.7 trillion roubles; coal employs 150,000 people.",
    3: "俄羅斯賣掉了大量黃金儲備。",
    4: "Exports fell by 22.6 per cent in September.",
}
PIECES = st.lists(
    st.sampled_from(["预算赤字", "6万亿", "3.7", "coal's", "，", " ", "22.6%", "lion-dogs", "9月", "_", "\n", "卢布"])
    | st.text(max_size=5),
    max_size=8,
).map("".join)


def filled(connection, texts):
    index = KeywordIndex(connection)
    index.create()
    for row, text in texts.items():
        index.add(row, text)
    return index


@pytest.fixture
def index():
    with closing(sqlite3.connect(":memory:")) as connection:
        yield filled(connection, TEXTS)


def search(index, question):
    return BM25Search(index).search(question_pools(question), frozenset(index.lengths()))


@pytest.mark.parametrize(
    ("query", "row"),
    [
        pytest.param("预算赤字", 1, id="zh-word"),
        pytest.param("赤字有多大", 1, id="zh-part"),
        pytest.param("employing", 2, id="en-stem"),
        pytest.param("150000", 2, id="grouped-figure"),
        pytest.param("22.6%", 4, id="percent-as-words"),
        pytest.param("27.85%", 1, id="percent"),
        pytest.param("黄金储备", 3, id="simplified-finds-traditional"),
        pytest.param("RUSSIA'S COAL", 2, id="case-and-possessive"),
        pytest.param("３.７ trillion", 2, id="full-width"),
        pytest.param("6 trillion", 1, id="en-figure-finds-zh"),
        pytest.param("15万人", 2, id="zh-scale-finds-grouped"),
        pytest.param("百分之22.6", 4, id="zh-percent-finds-en"),
        pytest.param("9月", 4, id="zh-month-finds-en"),
    ],
)
def test_a_term_finds_the_text_that_holds_it(index, query, row):
    found = search(index, query)
    assert max(found, key=found.__getitem__) == row


@pytest.mark.parametrize(
    "query", ["submarine", "核潜艇舰队", "99.9%", "?!", "\"' OR *"], ids=["en", "zh", "figure", "marks", "syntax"]
)
def test_a_text_that_shares_no_token_is_never_returned(index, query):
    shared = {row for row, text in TEXTS.items() if set(tokens(query)) & set(tokens(text))}
    assert set(search(index, query)) == shared


def test_a_removed_text_is_not_found(index):
    assert 1 in search(index, "预算赤字")
    index.remove([1])
    assert 1 not in search(index, "预算赤字")
    assert set(index.lengths()) == {2, 3, 4}
    assert "赤字" not in index.vocabulary()


@given(PIECES, PIECES)
@settings(max_examples=50)
def test_the_index_counts_the_tokens_of_every_text(first, second):
    texts = {1: first, 2: second}
    counted = {row: tokens(text) for row, text in texts.items()}
    with closing(sqlite3.connect(":memory:")) as connection:
        index = filled(connection, texts)
        assert set(index.vocabulary()) == {token for found in counted.values() for token in found}
        for token in index.vocabulary():
            assert index.postings(token) == {row: n for row, found in counted.items() if (n := found.count(token))}
        assert {row: n for row, n in index.lengths().items() if counted[row]} == {
            row: len(found) for row, found in counted.items() if found
        }


@pytest.mark.parametrize("name", ["O'Brien", "O’Brien", "d'Estaing", "N'Golo"])
def test_a_name_with_an_apostrophe_is_found(name):
    with closing(sqlite3.connect(":memory:")) as connection:
        assert search(filled(connection, {1: f"{name} came to the house.", 2: "Nobody came."}), name) == {
            1: pytest.approx(1, abs=0.5)
        }
