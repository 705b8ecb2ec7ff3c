"""A question that nothing answers is read once more with its abbreviations as the sources write them."""

from contextlib import ExitStack

import pytest

from answering import opened_answerer

ZH = """# 青溪镇简报

去年全镇的通货膨胀率是1.8%。

夜航读书会由罗思敏主持，每周四碰面。

中国旅行社青溪营业部亏损40万元。
"""
EN = """# Harbour report

The United Nations lent the town 12 tents.

The Harbour Youth Orchestra is conducted by Lena Ostrow.

The ETA of the ferry is 18:40 on weekdays.
"""


@pytest.fixture(scope="module")
def answerers(tmp_path_factory, builtin):
    with ExitStack() as stack:
        found = {}
        for language, name, text in (("zh", "town.md", ZH), ("en", "harbour.md", EN)):
            opened = opened_answerer(tmp_path_factory.mktemp(language), builtin, {name: text})
            found[language] = stack.enter_context(opened)
        yield found


@pytest.mark.parametrize(
    ("language", "question", "read_as", "held"),
    [
        ("zh", "去年的通胀率是多少？", "通货膨胀率", "1.8%"), ("zh", "夜读会由谁主持？", "夜航读书会", "罗思敏"),
        ("en", "How many tents did the UN lend?", "United Nations", "12"), ("en", "Who conducts the HYO?", "Harbour Youth Orchestra", "Ostrow"),
    ],
)  # fmt: skip
def test_the_answer_says_how_the_question_was_read(answerers, language, question, read_as, held):
    answer = answerers[language].answer(question)
    assert answer.question == question
    assert read_as in answer.text.splitlines()[0]
    assert held in answer.citations[0].quote


@pytest.mark.parametrize(
    ("language", "question"), [("zh", "中行亏损了多少？"), ("en", "How many tents did the UNESCO lend?")]
)
def test_another_thing_stays_unanswered(answerers, language, question):
    assert answerers[language].answer(question).is_refused
