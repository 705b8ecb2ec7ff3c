"""Questions that ask several things at once, and what they say of the sources to use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.parts import split_question
from bot.answering.questions import remove_source_words

SEVERAL = [
    ("Who wrote it and when was it published?", ["Who wrote it", "when was it published?"]),
    ("Which cities did he visit, and how long did he stay?", ["Which cities did he visit", "how long did he stay?"]),
    ("春季市集什么时候办,谁负责场地?", ["春季市集什么时候办", "谁负责场地?"]),
    ("桥有多长？上面有多少只石狮子？", ["桥有多长？", "上面有多少只石狮子？"]),
    ("GDP 是多少，who said so?", ["GDP 是多少", "who said so?"]),
    ("老码头什么时候封闭？渡船要钱吗？", ["老码头什么时候封闭？", "渡船要钱吗？"]),
    ("Do you sell tea, and can I pay by card?", ["Do you sell tea", "can I pay by card?"]),
]
ONE = [
    "What is black and white?", "When, where and why did it happen?", "How many people live in Rome, Italy?", "And then?",
    "如果下雨,活动改到哪天?", "退会了，还能回来吗？", "If I leave, can I come back?", "Who has keys and is allowed to lock up?",
    "谁预言俄罗斯会破产?", "苹果、梨和桃子哪个最贵?", "?", "", "为什么?",
]  # fmt: skip


@pytest.mark.parametrize(("question", "parts"), SEVERAL)
def test_each_of_several_questions_is_a_part(question, parts):
    assert split_question(question) == parts


@pytest.mark.parametrize("question", ONE)
def test_one_question_stays_whole(question):
    assert split_question(question) == [question]


@given(st.text())
def test_no_question_loses_a_letter_by_being_split(text):
    def letters(text):
        return sorted(c for c in text if c.isalnum())

    left = letters("".join(split_question(text)))
    assert len(letters(text)) - len(left) <= 3 * len("and")


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("Why is Russia negotiating, according to all three sources?", "Why is Russia negotiating?"),
        ("根据这两篇文章，黄金卖了多少？", "黄金卖了多少？"),
        ("What do both articles say about gold?", "What do both articles say about gold?"),
        ("这些文章的共同看法是什么?", "这些文章的共同看法是什么?"),
        ("According to all sources", "According to all sources"),
    ],
)
def test_where_to_look_is_not_what_to_look_for(question, rest):
    assert remove_source_words(question) == rest
