"""A sentence that ends in a colon is quoted with what it introduces, and never alone."""

import pytest

from answering import opened_answerer
from bot.answering.answerer import Answerer

LIBRARY = """# Town library

To get a card you need:

- a photo
- proof of address
- five dollars

**Opening hours:**

Monday to Friday, 9 am to 6 pm

**Late fee:**

20 cents a day for each book.

Groups should call before they come.
"""
GYM = """健身房须知

办卡需要：
身份证
一张照片
押金五十元

闭馆日：
每周一及法定节假日

器材：
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("labels"), builtin, {"library.md": LIBRARY, "gym.txt": GYM}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What do I need to get a card?", ["a photo", "proof of address", "five dollars"]),
        ("When is the library open?", ["9 am to 6 pm"]),
        ("What are the opening hours?", ["9 am to 6 pm"]),
        ("办卡需要什么？", ["身份证", "一张照片", "押金五十元"]),
        ("健身房哪天闭馆？", ["每周一及法定节假日"]),
    ],
)
def test_what_a_label_introduces_is_in_the_answer(answerer: Answerer, question: str, held: list[str]) -> None:
    answer = answerer.answer(question)
    assert all(words in answer.text for words in held)
    assert all(citation.quote in citation.chunk.text for citation in answer.citations)


@pytest.mark.parametrize("question", ["How much is the late fee?", "What is the late fee for a book?"])
def test_a_question_for_a_figure_gets_no_more_of_what_stands_under_its_label(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert "20 cents" in answer.text
    assert "Groups" not in answer.text


@pytest.mark.parametrize("question", ["健身房有什么器材？", "器材有哪些？", "What equipment is there?"])
def test_a_label_under_which_nothing_stands_is_no_answer(answerer: Answerer, question: str) -> None:
    assert not any(citation.quote.endswith(("：", ":")) for citation in answerer.answer(question).citations)
