import sqlite3

import pytest

from index.words import KeywordIndex, tokens

TEXTS = {
    1: "俄罗斯的预算赤字接近6万亿卢布，利率高达27.85%。",
    2: "Russia posted a record deficit of 3.7 trillion roubles; coal employs 150,000 people.",
    3: "俄羅斯賣掉了大量黃金儲備。",
    4: "Exports fell by 22.6 per cent in September.",
}


@pytest.fixture
def index():
    index = KeywordIndex(sqlite3.connect(":memory:"))
    index.create()
    for row, text in TEXTS.items():
        index.add(row, text)
    return index


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
    ],
)
def test_a_term_finds_the_text_that_holds_it(index, query, row):
    found = index.search(query)
    assert max(found, key=found.__getitem__) == row


@pytest.mark.parametrize(
    "query", ["submarine", "核潜艇舰队", "99.9%", "?!", "\"' OR *"], ids=["en", "zh", "figure", "marks", "syntax"]
)
def test_a_text_that_shares_no_token_is_never_returned(index, query):
    shared = {row for row, text in TEXTS.items() if set(tokens(query)) & set(tokens(text))}
    assert set(index.search(query)) == shared


def test_a_removed_text_is_not_found(index):
    index.remove([1])
    assert 1 not in index.search("预算赤字")


def test_figures_stay_whole():
    assert "3.7" in tokens("3.7 trillion")
    assert "22.6%" in tokens("22.6 per cent")
    assert "7" not in tokens("3.7 trillion")
