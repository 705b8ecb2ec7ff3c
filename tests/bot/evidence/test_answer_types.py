"""Whether a sentence holds the kind of thing a question wants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.answer_types import expected_answer
from index import AnswerType, content_terms

HELD = [
    ("How many tonnes of gold were sold?", "The ministry sold 232.6 tonnes of it.", "They sold it for $5 billion."),
    ("卖掉了多少吨黄金？", "财政部卖掉了232.6吨。", "价格涨到了每盎司1900美元。"),
    ("卖掉了多少吨黄金？", "The ministry sold 232.6 tonnes of it.", "Gold cost $1,900 an ounce."),
    ("How many kilometres long is the canal?", "The canal is 12 km long.", "The canal was dug by 900 men."),
    ("How much money did it cost?", "It cost 5 million yuan.", "It was very dear."),
    ("How much yuan was sold?", "Yuan worth $30 billion was sold.", "It took 12 months."),
    ("How many people work there?", "It employs 15,000 people.", "It lost 33 percent of them in 2024."),
    ("Who directed the film?", "It was directed by Ann Marlow.", "The film was a great success."),
    ("这部电影的导演是谁？", "导演李安凭此片获奖。", "影片大获成功。"),
    ("这部电影的导演是谁？", "导演是斯皮尔伯格。", "影片大获成功。"),
    ("Who set up the system?", "The G7 set it up.", "It was set up soon after."),
    ("When did it open?", "It opened on a Monday in May 1998.", "It opened with a party."),
    ("春运开始时间", "春运从1月17日开始。", "春运客流很大。"),
    ("Where was the cup held?", "The cup was held in Lisbon.", "The cup was held on a hill."),
    ("比赛在哪个城市举行？", "比赛在成都举行。", "比赛十分激烈。"),
]


@pytest.mark.parametrize(("question", "answer", "other"), HELD)
def test_what_a_question_wants_is_told_from_what_it_does_not(question, answer, other):
    kind, terms = expected_answer(question), content_terms(question)
    assert kind.is_found_in(answer, terms)
    assert not kind.is_found_in(other, terms)


@pytest.mark.parametrize(
    ("question", "repeated"),
    [
        ("Who beat Ann Marlow?", "Ann Marlow was beaten."),
        ("Where is Lisbon?", "It is often said that Lisbon is old."),
        ("谁打败了李安？", "李安被打败了。"),
        ("What happened when, in 2019?", "Much happened in 2019."),
    ],
)
def test_what_the_question_says_itself_is_no_answer(question, repeated):
    kind = expected_answer(question)
    assert kind.type is AnswerType.ANY or not kind.is_found_in(repeated, content_terms(question))


@pytest.mark.parametrize("question", ["Who directed it?", "导演是谁？", "Tell me more.", "为什么？", "How many?"])
@pytest.mark.parametrize("asked", ["Was it Ann Marlow in 1998?", "是李安在1998年拍的吗？", "“Was it 5 Ann Marlows?”"])
def test_a_question_in_a_source_answers_nothing(question, asked):
    assert not expected_answer(question).is_found_in(asked, content_terms(question))


def test_a_heading_in_capitals_names_nobody():
    question = "Who won the cup?"
    assert not expected_answer(question).is_found_in("THE LONG TERM IMPACTS OF THE CUP", content_terms(question))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_question_wants_something_and_any_sentence_can_be_asked(question, sentence):
    assert expected_answer(question).is_found_in(sentence, content_terms(question)) in (True, False)
