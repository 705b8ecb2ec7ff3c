"""Abbreviations and full forms of a question become what the texts have; where that may be something else, they stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.abbreviations import write_abbreviations_as_texts
from index.text import HAN_RUN
from index.vocabulary import tokens


@pytest.fixture
def write(dictionary):
    def as_texts(question, *texts, held=""):
        return write_abbreviations_as_texts(question, texts, dictionary, set(tokens(held)).intersection)

    return as_texts


# One that says the first, and one that says the second.
KNOWN = [
    ("通胀率", "通货膨胀率"), ("流感疫苗", "流行性感冒疫苗"), ("客服", "客户服务"), ("体检", "体格检查"), ("北大", "北京大学"),
    ("世卫组织", "世界卫生组织"), ("驾照", "驾驶执照"), ("环保社", "环境保护社"), ("央行", "中央银行"), ("超市", "超级市场"),
]  # fmt: skip
FORMED = [
    ("高铁", "高速铁路"), ("军训", "军事训练"), ("云大", "云州大学"), ("夜读会", "夜航读书会"), ("星桥志服队", "星桥志愿服务队"),
    ("家委会", "家长委员会"), ("学工处", "学生工作处"), ("年审", "年度审查"),
]  # fmt: skip


@pytest.mark.parametrize(("short", "full"), [*KNOWN, *FORMED])
def test_a_question_says_it_as_the_texts_do(write, short, full):
    assert write(f"今年的{short}怎么样？", f"关于{full}，见附件。") == f"今年的{full}怎么样？"
    assert write(f"今年的{full}怎么样？", f"关于{short}，见附件。") == f"今年的{short}怎么样？"


def test_characters_of_the_other_script_are_the_same_ones(write):
    assert write("客服幾點開通？", "客戶服務熱線九點開通。") == "客户服务幾點開通？"
    assert write("夜讀會在哪裡？", "夜航讀書會在書屋碰面。") == "夜航读书会在哪裡？"


def test_the_form_for_a_city_is_known_by_that_for_the_country(write):
    assert write("市人大何时开会？", "临江市人民代表大会一月开会。") == "市人民代表大会何时开会？"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("中行亏了多少？", "中国旅行社亏了40万元。"), ("中行亏了多少？", "中国行业协会亏了40万元。"), ("北航几点关门？", "北京大学十点关门。"),
        ("体委有几个人？", "体格检查须空腹。"), ("新军有多少人？", "新生参加军训。"), ("苍远队是谁的？", "苍穹远征军集合。"),
        ("人民代表大会何时开？", "一个个人大约花十元。"), ("中国人民大学在哪？", "人大通过了预算。"),
            ("云大在哪？", "云州大学、云南大学都在。"),
        ("飞弹和战机有几架？", "飞机有三架。"), ("夜读会在哪？", "夜读会、夜航读书会都在。"), ("星桥志愿是什么？", "星志队有三人。"),
    ],
    ids=[
        "inner character", "another bank", "another university", "another body", "words apart", "a word missing", "parts of other words",
        "an ambiguous one", "two full forms", "a common word", "both are there",
            "part of the name of something else",
    ],
)  # fmt: skip
def test_what_may_be_something_else_stays(write, question, text):
    assert write(question, text) == question


def test_the_dictionary_has_a_say_on_texts_that_were_not_found(write):
    held = "去年的通货膨胀率是2%。"
    assert write("通胀率是多少？", "粮食价格平稳。", held=held) == "通货膨胀率是多少？"
    assert write("通胀率是多少？", "通胀率未公布。", held=held) == "通胀率是多少？"
    assert write("志服队有谁？", "粮食价格平稳。", held="志愿服务队有43人。") == "志服队有谁？"


@given(st.text("通胀率客服云大的a1，。 ", max_size=30))
def test_only_chinese_changes(dictionary, question):
    text = "通货膨胀率、客户服务和云州大学"
    written = write_abbreviations_as_texts(question, [text], dictionary, lambda _: [])
    assert HAN_RUN.split(written) == HAN_RUN.split(question)
    assert write_abbreviations_as_texts(question, [question], dictionary, lambda _: []) == question
