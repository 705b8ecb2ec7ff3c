"""What the sources say in both languages is quoted in the asker's own."""

import pytest

from bot.answering.answerer import Answerer
from index import read_amounts


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What is the price of an ounce of gold?", "$4,130"),
        ("How much does an ounce of gold bring at present?", "$4,130"),
        ("How high is the interest on personal loans in Russia?", "27.85 per cent"),
        ("How much yuan did Putin sell in 2025?", "$30 billion"),
        ("一盎司黄金多少美元？", "4130美元"),
        ("俄罗斯每年产多少黄金？", "300到330吨"),
        ("个人贷款的利率是多少？", "27.85%"),
    ],
)
def test_a_question_is_answered_in_its_language_where_a_sentence_says_it(sample, question, quoted):
    answer = Answerer(retriever=sample).answer(question)
    assert quoted in answer.citations[0].quote
    assert not any(note in answer.text for note in ("which are Chinese", "英文原文"))


@pytest.mark.parametrize(
    ("question", "gold", "note"),
    [
        ("Which EU sanctions package is it?", "第19轮", "which are Chinese"),
        ("阿加特·德马雷在哪里工作？", "ECFR", "英文原文"),
    ],
)
def test_what_only_the_other_language_says_is_quoted_under_a_note(sample, question, gold, note):
    answer = Answerer(retriever=sample).answer(question)
    assert gold in answer.text
    assert note in answer.text


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Gold now brings $4,130 per ounce.", "眼下一盎司黄金约合4130美元。"),
        ("石桥全长186米。", "The bridge is 186 m long."),
        ("In 2025 he sold yuan worth $30 billion.", "2025年抛售了价值300亿美元的人民币。"),
        ("其中六成已经售出。", "In 2022, 60 percent was sold."),
        ("The ship brings 1.2 million tonnes.", "这艘船运来120万吨。"),
    ],
)
def test_sentences_of_both_languages_state_the_same_figures(text, other):
    assert read_amounts(text).states_figures_of(read_amounts(other))
    assert read_amounts(other).states_figures_of(read_amounts(text))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("In 2025 it rained.", "2025年抛售了价值300亿美元的人民币。"),
        ("In 2025 the prices rose.", "2025年物价上涨。"),
        ("The bridge is 186 m long.", "石桥全长186米，宽12米。"),
        ("He is 19 and has 3 sons.", "第19轮，分3次。"),
        ("The bridge is 168 m long.", "石桥全长186米。"),
    ],
)
def test_a_year_a_bare_number_or_part_of_the_figures_is_not_the_same(text, other):
    assert not read_amounts(text).states_figures_of(read_amounts(other))
