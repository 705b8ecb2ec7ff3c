"""Whether a sentence holds the type of answer that a question expects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.expected_answers import expected_answer
from index import AnswerType, content_terms

EXPECTED = [
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

# Figures with a unit count nothing, unless the question asks for that unit.
COUNTED = [
    ("How many people live in Brindle?", "Brindle has 42,000 inhabitants.", "Brindle is 5 kilometres long."),
    ("How many tonnes were left on 1 May 2024?", "There were 173.1 tonnes of it left.", "1 May 2024 was a Wednesday."),
    ("How many bridges cross the river?", "Seven bridges cross it.", "The river is 350 metres wide."),
    ("How many sheep does the farm keep?", "It keeps about 300 sheep.", "A sheep weighs 80 kg and costs $150."),
    ("How many members has the club?", "It has 65 members.", "It has existed for 20 years, since 3 May 1998."),
    ("How many trains run each day?", "There are 14 each day.", "The trip takes 40 minutes."),
    ("How many pupils attend the school?", "It has 200 pupils.", "The rooms are kept at 21 degrees Celsius."),
    ("How many visitors came?", "Half a million visitors came.", "Two thirds of them came by tram, 15 percent on foot."),
    ("How many sons did the king have?", "He had one son.", "He was king for 31 years."),
    ("How many tonnes were left on 1 May 2025?", "On 1 May 2025 173.1 tonnes were left.", "On 1 May 2025 it cost $1,731."),
    ("How many years did the war last?", "It lasted nine years.", "It cost 9 billion dollars."),
    ("How many dollars does a ticket cost?", "It costs 12 dollars.", "There are 12 tickets."),
    ("How many percent of the lamps are red?", "33 percent of them are.", "There are 900 of them."),
    ("How many of the lamps are red?", "A third of them are.", "They are 3 metres high."),
    ("Over how many 365-day periods is it paid?", "It is paid over the next five years.", "It is paid in $50 notes."),
    ("青石桥有多少座桥墩？", "青石桥共有9座桥墩。", "青石桥全长5公里。"),
    ("布林德尔住着多少人？", "布林德尔有4.2万名居民。", "布林德尔面积12平方公里。"),
    ("村里有几家茶馆？", "村里有三家茶馆。", "茶馆每壶茶卖15元。"),
    ("农场养了多少头羊？", "农场养了300头。", "一头羊重80公斤。"),
    ("学校有多少名学生？", "学校有两百名学生。", "教室保持在21摄氏度。"),
    ("来了多少位游客？", "来了五十万游客。", "游客中三分之二坐电车，15%步行。"),
    ("协会有几名会员？", "会员共65人。", "协会成立20年了，是1998年5月3日成立的。"),
    ("国王有几个儿子？", "国王只有一个儿子。", "国王在位三十一年。"),
    ("他夺得几次冠军？", "他夺得两次冠军。", "他的职业生涯只有五年。"),
    ("战争打了多少年？", "战争打了九年。", "战争花掉90亿美元。"),
    ("战争打了多少年？", "战争打了9年。", "1911年，战争爆发，死了六百人。"),
    ("这条路有多少公里？", "这条路长12公里。", "这条路由900人修成。"),
    ("门票要多少美元？", "门票12美元。", "一共卖出12张门票。"),
    ("百分之几的灯是红的？", "33%的灯是红的。", "一共有900盏灯。"),
    ("青石桥有多少座桥墩？", "The bridge has nine piers.", "The bridge is 5 km long."),
    ("How many piers has the bridge?", "桥有9座桥墩。", "桥长5公里，高12米。"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "other"), EXPECTED + COUNTED)
def test_the_expected_type_of_answer_is_told_from_another(question, answer, other):
    expected, terms = expected_answer(question), content_terms(question)
    assert expected.is_found_in(answer, terms)
    assert not expected.is_found_in(other, terms)


@pytest.mark.parametrize(
    ("question", "repeated"),
    [
        ("Who beat Ann Marlow?", "Ann Marlow was beaten."),
        ("Where is Lisbon?", "It is often said that Lisbon is old."),
        ("谁打败了李安？", "李安被打败了。"),
        ("How many of the 42 lamps are red?", "The 42 lamps are old."),
    ],
)
def test_what_the_question_says_itself_is_no_answer(question, repeated):
    assert not expected_answer(question).is_found_in(repeated, content_terms(question))


@pytest.mark.parametrize("question", ["Tell me more about 2019.", "What happened when, in 2019?", "为什么？"])
def test_where_the_type_is_open_or_a_reason_any_statement_may_answer(question):
    assert expected_answer(question).is_found_in("Much happened in 2019.", content_terms(question))


@pytest.mark.parametrize("question", ["Who directed it?", "导演是谁？", "Tell me more.", "为什么？", "How many?"])
@pytest.mark.parametrize("asked", ["Was it Ann Marlow in 1998?", "是李安在1998年拍的吗？", "“Was it 5 Ann Marlows?”"])
def test_a_question_in_a_source_answers_nothing(question, asked):
    assert not expected_answer(question).is_found_in(asked, content_terms(question))


def test_a_heading_in_capitals_names_nobody():
    question = "Who won the cup?"
    assert not expected_answer(question).is_found_in("THE LONG TERM IMPACTS OF THE CUP", content_terms(question))


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_question_in_a_source_or_punctuation_meets_no_expected_type(question, sentence):
    expected = expected_answer(question)
    is_found = expected.is_found_in(sentence, content_terms(question))
    if sentence.rstrip("\"'”’」』)） ").endswith(("?", "？")):
        assert not is_found
    elif expected.type in {AnswerType.ANY, AnswerType.REASON}:
        assert is_found
    elif not any(map(str.isalnum, sentence)):
        assert not is_found
