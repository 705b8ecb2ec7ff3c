import sqlite3
from contextlib import closing

import numpy as np
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
    arrays = index.arrays(1)
    scores = BM25Search(index, arrays).search(question_pools(question), np.ones(len(arrays.rows), dtype=bool))
    return {int(row): float(score) for row, score in zip(arrays.rows, scores, strict=True) if score}


def postings(index, token):
    arrays = index.arrays(1)
    positions, counts = arrays.postings(index.number(token))
    return dict(zip(arrays.rows[positions].tolist(), counts.tolist(), strict=True))


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
    assert index.arrays(1).rows.tolist() == [2, 3, 4]
    assert "赤字" not in index.vocabulary(index.arrays(1))


@given(PIECES, PIECES)
@settings(max_examples=50)
def test_the_index_counts_the_tokens_of_every_text(first, second):
    texts = {1: first, 2: second}
    counted = {row: tokens(text) for row, text in texts.items()}
    with closing(sqlite3.connect(":memory:")) as connection:
        index = filled(connection, texts)
        arrays = index.arrays(1)
        assert set(index.vocabulary(arrays)) == {token for found in counted.values() for token in found}
        for token in index.vocabulary(arrays):
            assert postings(index, token) == {row: n for row, found in counted.items() if (n := found.count(token))}
        assert arrays.lengths.tolist() == [len(found) for found in counted.values()]


@pytest.mark.parametrize("name", ["O'Brien", "O’Brien", "d'Estaing", "N'Golo"])
def test_a_name_with_an_apostrophe_is_found(name):
    with closing(sqlite3.connect(":memory:")) as connection:
        assert search(filled(connection, {1: f"{name} came to the house.", 2: "Nobody came."}), name) == {
            1: pytest.approx(1, abs=0.5)
        }


def test_arrays_are_kept_for_a_revision_and_made_again_where_they_are_damaged(tmp_path):
    with closing(sqlite3.connect(":memory:")) as connection:
        index = filled(connection, TEXTS)
        kept = KeywordIndex(connection, tmp_path / "words")
        made, opened = kept.arrays(7), kept.arrays(7)
        assert isinstance(opened.positions, np.memmap)
        for name in vars(made):
            assert getattr(made, name).tolist() == getattr(index.arrays(1), name).tolist()
        kept.arrays(8)
        assert [path.name for path in (tmp_path / "words").iterdir()] == ["postings-8"]
        (tmp_path / "words" / "postings-8" / "counts.npy").write_bytes(b"damaged")
        assert kept.arrays(8).counts.tolist() == made.counts.tolist()


def test_where_arrays_cannot_be_kept_they_are_made_each_time(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with closing(sqlite3.connect(":memory:")) as connection:
        filled(connection, TEXTS)
        assert KeywordIndex(connection, tmp_path / "file").arrays(1).rows.tolist() == [1, 2, 3, 4]


ROWS = st.dictionaries(st.integers(1, 60), PIECES, max_size=12)


@given(ROWS, ROWS, st.randoms())
@settings(max_examples=30)
def test_arrays_brought_up_to_date_are_those_made_anew(tmp_path_factory, first, second, random):
    folder = tmp_path_factory.mktemp("words")
    gone = [row for row in first if random.random() < 0.4]
    added = {100 + row: text for row, text in second.items()}  # no row is ever used twice
    with closing(sqlite3.connect(":memory:")) as connection:
        filled(connection, first)
        kept = KeywordIndex(connection, folder)
        kept.arrays(1)
        kept.remove(gone)
        for row, text in added.items():
            kept.add(row, text)
        updated, anew = kept.arrays(2), KeywordIndex(connection).arrays(2)
        assert updated.rows.tolist() == sorted([*(set(first) - set(gone)), *added])
        for name in vars(anew):
            assert getattr(updated, name).tolist() == getattr(anew, name).tolist(), name


def test_names_are_pronounced_when_they_are_added_and_again_where_other_code_did():
    with closing(sqlite3.connect(":memory:")) as connection:
        index = filled(connection, {1: "Budanov spoke of the budget."})
        index.add_foreign_names(1, "布达诺夫说")
        noted = index.latin_names(index.arrays(1)), index.foreign_names()
        assert noted == ([("budanov", "budanov")], [("布达诺夫", "bu da nuo fu")])
        connection.execute("UPDATE pronunciations SET pronunciation = 'other'")
        assert (index.latin_names(index.arrays(1)), index.foreign_names()) == noted
        index.refresh_pronunciations()
        assert ("budanov", "budanov") in connection.execute("SELECT * FROM pronunciations").fetchall()
        assert (index.latin_names(index.arrays(1)), index.foreign_names()) == noted
        index.remove([1])
        assert (index.latin_names(index.arrays(1)), index.foreign_names()) == ([], [])
