"""A question that names a row of a table by its first cell is answered by no other row of it."""

import pytest

from answering import opened_answerer

SOURCES = {
    "weather.csv": "城市,一月均温,七月均温,降水(毫米)\n漠河,-28.2,18.4,460\n哈尔滨,-17.6,23.1,569\n昆明,8.9,20.1,980\n三亚,21.9,28.8,1392\n",
    "plans.md": "# Plans\n\n| Plan | Price | Storage |\n|---|---|---|\n| Basic | $5 | 20 GB |\n| Basic Plus | $8 | 60 GB |\n"
    "| Studio | $19 | 500 GB |\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("neighbours"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "row", "others"),
    [
        ("哈尔滨一月平均气温是多少？", "-17.6", ["漠河", "昆明", "三亚"]),
        ("三亚一年降水多少毫米？", "1392", ["漠河", "昆明", "哈尔滨"]),
        ("How much is the Basic plan?", "$5", ["$8", "$19"]),
        ("How much is the Basic Plus plan?", "$8", ["$5", "$19"]),
        ("How much storage does Studio have?", "500 GB", ["20 GB", "60 GB"]),
    ],
)
def test_only_the_row_that_is_named_answers(answerer, question, row, others):
    text = answerer.answer(question).text
    assert row in text
    assert [other for other in others if other in text] == []


@pytest.mark.parametrize("question", ["哪个城市一月比哈尔滨冷？", "Which plan has more storage than Basic Plus?"])
def test_a_question_that_compares_with_a_row_may_be_answered_by_another(answerer, question):
    weighed = answerer.answer(question).explanation.sentences
    assert len({sentence.text for sentence in weighed}) > 1
