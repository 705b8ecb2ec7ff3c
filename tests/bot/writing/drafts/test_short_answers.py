"""A short answer is read together with its question; a sentence that says what it is about is read by itself."""

import pytest

from bot.evidence.claims import ClaimChecker
from bot.writing.drafts.verdicts import DraftChecker


@pytest.fixture(scope="module")
def statement(names, coverage):
    claim_checker = ClaimChecker(names=names, coverage=coverage)
    return lambda question, text: DraftChecker((), claim_checker, (), question).statement(text)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How long is the bridge?", "186 metres."),
        ("How long is the bridge?", "It is 186 metres long."),
        ("How much do students pay?", "The answer is 12 euros."),
        ("大桥有多长？", "186米。"),
        ("学生票多少钱？", "是12元。"),
        ("学生票多少钱？", "它是12元。"),
    ],
)
def test_a_figure_without_what_it_is_about_is_read_behind_the_question(statement, question, answer):
    assert statement(question, answer) == f"{question.rstrip('?？')} {answer}"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many lanes are there?", "The bridge is 186 metres long."),
        ("What else is known?", "Tickets cost 12 euros."),
        ("When does it end?", "The fair lasts 9 days."),
        ("有几条车道？", "大桥有186米长。"),
        ("还有什么规定？", "票价为12元。"),
    ],
)
def test_a_sentence_that_names_what_it_is_about_is_read_by_itself(statement, question, answer):
    assert statement(question, answer) == answer
