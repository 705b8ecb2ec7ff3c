import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import PhraseKind, country_code, country_name, is_relative_time, read_phrases, substitute_time

WORDS = st.lists(
    st.sampled_from(
        ["Russia", "俄罗斯", "的", "2022年11月", "in May 2024", "gold", "how many", "多少", "吨", "did",
            "National Bank's", "？", " ", "卖掉", "Ünlü", "三年后", "½"]
    )
    | st.text(max_size=4),
    max_size=9,
).map(" ".join)  # fmt: skip


def kinds(question):
    return {phrase.text: phrase.kind.value for phrase in read_phrases(question)}


def asked_for(question):
    return [phrase.text for phrase in read_phrases(question) if phrase.is_asked]


@given(WORDS | WORDS.map(lambda text: text.replace(" ", "")) | st.text(max_size=40))
def test_phrases_are_slices_of_the_question_in_order(question):
    end = 0
    for phrase in read_phrases(question):
        assert end <= phrase.start < phrase.end
        assert question[phrase.start : phrase.end] == phrase.text == phrase.text.strip() != ""
        end = phrase.end


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How many jobs did coal provide in Norway in May 2024?",
            {"jobs": "thing", "coal": "thing", "provide": "action", "Norway": "place", "May 2024": "time"},
        ),
        (
            "Who rejected the National Bank's peace plan?",
            {"rejected": "action", "National Bank": "name", "peace plan": "thing"},
        ),
        ("How did the fishing village vote?", {"fishing village": "thing", "vote": "action"}),
        ("2022年初挪威央行有多少吨黄金？", {"2022年初": "time", "挪威": "place", "央行": "name", "黄金": "thing"}),
        ("德国从前買多少天然氣?", {"德国": "place", "从前": "time", "買": "action", "天然氣": "thing"}),
    ],
)
def test_the_kind_of_a_phrase_is_read_from_its_wording(question, expected):
    assert kinds(question) == expected


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many tonnes of gold did Norway sell?", ["tonnes"]),
        ("What was the average price of crude in 2022?", ["average price"]),
        ("Which countries joined the union?", ["countries"]),
        ("Who is Mirela Kostova?", []),
        ("挪威央行有多少吨黄金？", ["黄金"]),
        ("原油的均价是多少？", ["均价"]),
        ("挪威的通胀率是多少？", ["通胀率"]),
        ("青石桥全长多少米？", ["全长"]),
        ("谁建了这座桥？", []),
    ],
)
def test_the_phrase_a_question_asks_for_is_marked(question, asked):
    assert asked_for(question) == asked


def test_a_capital_makes_a_first_word_a_name_only_where_words_went_before():
    assert read_phrases("Huawei")[0].kind is PhraseKind.THING
    assert read_phrases("Huawei", is_opening=False)[0].kind is PhraseKind.NAME


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Russia", "Russian", "RUSSIA", "俄罗斯", "俄羅斯"], "RU"),
        (["China", "Chinese", "中国", "中國"], "CN"),
        (["Brazil", "Brazilian", "巴西"], "BR"),
        (["US", "USA", "America", "United States", "美国"], "US"),
        (["European Union", "EU", "欧盟"], "EU"),
        (["English", "Putin", "bank", "黄金", "", "world"], None),
    ],
)
def test_a_country_is_one_by_any_of_its_names(names, code):
    assert {country_code(name) for name in names} == {code}


@pytest.mark.parametrize("name", ["Norway", "挪威"])
def test_a_country_has_a_name_in_each_language(name):
    code = country_code(name)
    assert code
    assert {country_name(code, language="en"), country_name(code, language="zh")} == {"Norway", "挪威"}


@pytest.mark.parametrize(
    ("time", "earlier", "whole"),
    [
        ("June", "May 2024", "June 2024"), ("2025", "in 2024", "2025"), ("2025", "2024年", "2025年"), ("2025年", "May 2024", "2025"),
        ("年中", "2024年全年", "2024年年中"), ("全年", "2024年5月", "2024年全年"), ("5月", "2024年4月", "2024年5月"), ("now", "2024", "now"),
        ("last year", "May 2024", "last year"), ("2023年5月", "2024年", "2023年5月"),
    ],
)  # fmt: skip
def test_a_time_in_place_of_another_keeps_the_year_it_does_not_name(time, earlier, whole):
    assert substitute_time(time, earlier) == whole


def test_a_time_is_relative_where_it_counts_from_another():
    assert all(map(is_relative_time, ["three years later", "a month before", "三年后", "两个月之前"]))
    assert not any(map(is_relative_time, ["2024", "now", "从前", "May", "2024年以前", "last year"]))
