import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vocabulary import name_tokens, tokens

PIECES = st.lists(
    st.sampled_from(["预算赤字", "6万亿", "3.7", "coal's", "，", " ", "22.6%", "lion-dogs", "9月", "_", "\n", "卢布"])
    | st.text(max_size=5),
    max_size=8,
).map("".join)


def test_figures_stay_whole():
    assert "3.7" in tokens("3.7 trillion")
    assert "22.6%" in tokens("22.6 per cent")
    assert "7" not in tokens("3.7 trillion")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        pytest.param("6万亿", "6 trillion", "6000000000000", id="scale"),
        pytest.param("十五万", "150,000", "150000", id="zh-numeral"),
        pytest.param("百分之五十五", "fifty-five per cent", "55%", id="percent"),
        pytest.param("九月", "September", "m_9", id="month"),
        pytest.param("2.5亿", "a quarter of 250 million", "250000000", id="decimal"),
    ],
)
def test_a_figure_has_one_token_in_both_languages(one, other, shared):
    assert shared in tokens(one)
    assert shared in tokens(other)


@given(PIECES)
def test_no_token_is_empty_or_holds_a_blank(text):
    assert all(token and not any(c.isspace() for c in token) for token in tokens(text))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bank of England's", ("bank", "england")),
        ("U.S.", ("us",)),
        ("WHO", ("who",)),
        ("Rostov-on-Don", ("rostov", "don")),
        ("A380", ("a380",)),
        ("", ()),
    ],
)
def test_each_word_of_a_name_but_stop_words_gives_one_token(name, expected):
    assert name_tokens(name) == expected
