from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures.numbers import Figure, read_figures

LARGE = st.integers(2, 10**15)
ANYTHING = st.text(
    st.sampled_from("零〇一二两三十百千万亿点分之成月年第负几多个%.,-+:/ 0159aAkm ") | st.characters(), max_size=60
)


def tokens(text: str) -> list[str]:
    return [figure.token for figure in read_figures(text)]


@pytest.mark.parametrize(
    ("token", "notations"),
    [
        ("n_6000000000000", "6万亿|6 trillion|六万亿|6,000,000,000,000|6萬億|６万亿|six trillion|$6tn"),
        ("n_30000000000", "三百亿|30 billion|300亿|$30bn|三百多亿|thirty billion"),
        ("n_150000", "十五万|150,000|150 thousand|15万|150K|150000|a hundred and fifty thousand|１５０，０００"),
        ("n_120000000", "1亿2000万|120 million|1.2亿|1億2000萬"),
        ("n_2000", "两千|2000|two thousand|兩千|Two Thousand"),
        ("n_1000000", "a million|百万|100万|one million|上百万"),
        ("n_500000", "half a million|五十万"),
        ("n_2500000", "two and a half million|2.5m|250万"),
        ("n_400000000", "4个亿|£400m|400 million"),
        ("n_3.7", "3.7倍|3.7 times|三点七"),
        ("n_2024", "2024年|2024|二〇二四年|二零二四年|twenty twenty-four|FY2024"),
        ("n_1990", "1990s|20世纪90年代|90年代|1990年代"),
        ("n_3", "第三|third|3rd|三个|三名|three"),
        ("n_21", "21世纪|二十一世纪|the twenty-first century|21st"),
        ("n_-5", "-5|minus five|minus 5|零下五度|−5"),
        (
            "p_55",
            "百分之五十五|55%|55 per cent|55 percent|五成五|fifty-five per cent|５５％|55个百分点|55 percentage points",
        ),
        ("p_60", "六成|60%|sixty percent|百分之60"),
        ("p_66.67", "三分之二|two-thirds|two thirds"),
        ("p_50", "一半|half of|50%"),
        ("m_9", "September|Sept.|9月|九月|9月份|in september|９月"),
        ("m_5", "in May|五月|until May"),
    ],
)
def test_a_figure_is_the_same_in_every_notation(token, notations):
    assert {notation: tokens(notation) for notation in notations.split("|")} == {
        notation: [token] for notation in notations.split("|")
    }


@pytest.mark.parametrize(
    "texts",
    [
        "一些|一样|十分|万一|千万别|三明治|一旦|百姓|五角大楼|四川|九龙|统一|千万一定|唯一|十全十美|四周|三亚|成千上万",
        "五台山|一五一十|三三两两|九一八|不管三七二十一|几十亿|数百万|七八千|一成不变|第一",
        "192.168.0.1|v3.11|3.11.4|F-16|Covid-19|10:30|13800138000|020-7946-0958|+86 138 0013 8000|http://a.b/c123|007|3DS",
        "you may march|Theresa May said|a second time|hundreds of millions|several hundred|no one|at first|point taken|",
    ],
    ids=["zh-words", "zh-idioms", "codes", "en"],
)
def test_what_only_looks_like_a_figure_is_none(texts):
    assert {text: tokens(text) for text in texts.split("|") if tokens(text)} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10-15%", ["p_10", "p_15"]),
        ("10至15%", ["p_10", "p_15"]),
        ("between 10 and 15 per cent", ["p_10", "p_15"]),
        ("5至6万亿", ["n_5000000000000", "n_6000000000000"]),
        ("5-6 trillion", ["n_5000000000000", "n_6000000000000"]),
        ("2022-24", ["n_2022", "n_2024"]),
        ("9-10月", ["m_9", "m_10"]),
        ("2022年-2023年", ["n_2022", "n_2023"]),
    ],
)
def test_both_ends_of_a_range_have_the_scale_and_kind_of_the_second(text, found):
    assert tokens(text) == found


@pytest.mark.parametrize("text", ["2024-09-01", "2024/9/1", "2024年9月1日", "2024, September 1st", "二〇二四年九月1日"])
def test_a_date_gives_year_month_and_day(text):
    assert tokens(text) == ["n_2024", "m_9", "n_1"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("预算赤字接近６萬億卢布，利率高达27.85%。", ["６萬億", "27.85%"], id="zh"),
        pytest.param("Exports fell by 22.6 per cent in September.", ["22.6 per cent", "September"], id="en"),
        pytest.param("在2024年 exports 下降了两成, to three billion", ["2024", "两成", "three billion"], id="mixed"),
    ],
)
def test_a_figure_is_an_exact_slice_of_its_text(text, printed):
    assert [text[figure.start : figure.end] for figure in read_figures(text)] == printed


@given(LARGE)
def test_a_number_written_in_chinese_is_the_number(number):
    assert tokens(f"约{cn2an.an2cn(number)}元") == [f"n_{number}"]


@given(LARGE)
def test_a_grouped_number_is_the_number(number):
    assert tokens(f"about {number:,} roubles") == [f"n_{number}"]


@given(st.decimals(0, 1000, places=2))
def test_a_percentage_is_the_same_in_both_languages(share):
    assert tokens(f"{share}%") == tokens(f"百分之{share}") == tokens(f"{share} per cent")


@given(st.decimals("-1e12", "1e12", places=3), st.sampled_from(["number", "percent", "month"]))
def test_equal_values_of_a_kind_and_only_they_have_equal_tokens(value, kind):
    token = Figure(value, kind, 0, 1).token
    assert token == Figure(value.normalize(), kind, 5, 9).token
    assert token != Figure(value + Decimal("0.001"), kind, 0, 1).token


@given(ANYTHING)
def test_figures_of_any_text_lie_in_it_in_order_without_overlap(text):
    end = 0
    for figure in read_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end
        assert set(figure.token) <= set("nmp_-.0123456789")


@pytest.mark.parametrize(
    "piece", ["1,", "+1 22", "二点", "A", "two hundred ", "May ", "https", "1.", "一分之", " ", "a "]
)
@pytest.mark.timeout(120)
def test_a_long_text_is_read_to_its_end(piece):
    """Patterns that go back and forth would take hours."""
    text = piece * (10_000 // len(piece))
    assert all(figure.end <= len(text) for figure in read_figures(text))
