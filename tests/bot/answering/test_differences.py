"""Questions for the difference between two things: each side is told, or the sentence that sets one against the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering import opened_answerer
from bot.answering.parts import read_difference

DIFFERENCES = [
    ("What is the difference between a kite and a glider?", ["a kite", "a glider"]),
    ("How does the north gate differ from the south gate?", ["the north gate", "the south gate"]),
    ("How is oat milk different from soy milk?", ["oat milk", "soy milk"]),
    ("Compare the tin whistle with the flute.", ["the tin whistle", "the flute"]),
    ("day ticket vs week ticket", ["day ticket", "week ticket"]),
    ("How do hares and rabbits differ?", ["hares", "rabbits"]),
    ("What sets the summer term apart from the winter term?", ["the summer term", "the winter term"]),
    ("How does the old rule compare to the new rule?", ["the old rule", "the new rule"]),
    ("油画班和水彩班有什么区别？", ["油画班", "水彩班"]),
    ("请问正式队员跟预备队员有何不同", ["正式队员", "预备队员"]),
    ("和平厅与友谊厅的差异", ["和平厅", "友谊厅"]),
    ("对比一下甲方案和乙方案", ["甲方案", "乙方案"]),
    ("豆浆相比牛奶有什么不一样？", ["豆浆", "牛奶"]),
    ("俱乐部的銀卡和金卡有什麼分別？", ["銀卡", "金卡"]),
]
ASPECTS = [
    ("What is the difference in price between the ferry and the train?", "price"),
    ("How do the ferry and the train differ in speed?", "speed"),
    ("渡轮和火车在票价方面有什么不同？", "票价"),
    ("渡轮和火车的票价有什么区别？", "票价"),
]
NONE = [
    "What is the difference between the three plans?", "How do I compare prices?", "Is the kite lighter than the glider?",
    "What are the price and weight of the kite?", "What is the time difference between Oslo and Lima?", "difference",
    "三个班有什么区别？", "油画班和水彩班分别几点上课？", "苹果和梨哪个比较甜？", "比较便宜的鞋和包有哪些？", "区别", "",
]  # fmt: skip
SOURCES = {
    "passes.txt": "Passes of the climbing hall\n\nThe morning pass costs 7 euros and ends at noon. The season pass costs 90 euros and lets you "
    "bring one friend. Both passes are sold at the bar.\n\nWhereas the blue wall is for beginners, the black wall is for people with a "
    "rope partner.\n\nThe small cave is warm in winter. Shoes are for hire.\n\nThe tall tower has three ropes and closes when it rains.\n",
    "courses.md": "# Courses\n\n### Bouldering course\n\nIt takes two evenings. No rope is needed.\n\n### Lead course\n\nIt takes a whole "
    "weekend. You bring your own harness.\n\n## Prices\n\n| Plan | Price | Guests |\n|---|---|---|\n| Solo | 20 euros | none |\n"
    "| Family | 45 euros | two |\n",
    "ropes.md": "# Two ropes\n\n| | Adder | Viper |\n|---|---|---|\n| Length | 60 m | 70 m |\n| Weight | 3.6 kg | 4.3 kg |\n",
    "岩鞋.md": "# 岩鞋\n\n| 项目 | 山猫 | 雪豹 |\n|---|---|---|\n| 鞋底 | 软 | 硬 |\n| 鞋带 | 魔术贴 | 系带 |\n",
    "garden.txt": "The community garden\n\nHerbs grow in the shade of the wall. Water comes from the well.\n\nOn Sundays the gate is open.\n",
    "画室.txt": "画室的班次\n\n素描班每周二上课，不收材料费。班上有十二人。陶艺班每周五上课，材料费每人八十元。\n\n"
    "大教室朝南，可坐三十人。储藏柜每月十元。小教室只有八个座位，适合一对一辅导。\n\n与长期学员不同，短期学员不能借画架。\n\n"
    "素描班和陶艺班的学员都可以参加年展。\n",
    "两种卡.md": "# 两种卡\n\n## 次卡\n\n可用十次，半年内有效。\n\n## 年卡\n\n不限次数，可以转让一次。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("differences"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(("question", "things"), DIFFERENCES)
def test_each_side_gets_a_question_that_names_it_and_not_the_other(question, things):
    difference = read_difference(question)
    assert list(difference.things) == things
    for thing, one in zip(things, difference.questions, strict=True):
        assert thing in one
        assert not [other for other in things if other != thing and other in one]


@pytest.mark.parametrize(("question", "aspect"), ASPECTS)
def test_what_they_are_compared_in_is_asked_of_each_side(question, aspect):
    difference = read_difference(question)
    assert all(aspect in one for one in difference.questions)
    assert not any(aspect in thing for thing in difference.things)


@pytest.mark.parametrize("question", NONE)
def test_what_is_no_difference_of_two_things_that_are_named_is_not_read_as_one(question):
    assert read_difference(question) is None


@given(
    st.lists(
        st.sampled_from(
            ["difference between ", "A", " and ", "2023", "compare ", " vs ", "?", "茶", "和", "与", "有什么", "区别", "的", "在", "上", "相比"]
        )
    )
)  # fmt: skip
def test_any_question_is_read(words):
    difference = read_difference("".join(words))
    assert difference is None or all(difference.things)


@pytest.mark.parametrize(
    ("question", "sides", "other"),
    [
        ("What is the difference between the morning pass and the season pass?", ["7 euros", "90 euros"], "bar"),
        ("How does the small cave differ from the tall tower?", ["warm in winter", "three ropes"], "Shoes"),
        ("素描班和陶艺班有什么区别？", ["每周二", "每周五"], "年展"),
        ("大教室和小教室有什么不同？", ["三十人", "八个座位"], "储藏柜"),
    ],
)
def test_each_side_is_told_by_a_sentence_of_its_own(answerer, question, sides, other):
    answer = answerer.answer(question)
    assert not [side for side in sides if side not in answer.text]
    assert other not in answer.text
    assert all(citation.quote in citation.chunk.text for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "gold"),
    [
        ("What is the difference between the blue wall and the black wall?", "Whereas the blue wall"),
        ("长期学员和短期学员有什么区别？", "与长期学员不同"),
    ],
)
def test_a_sentence_that_sets_one_against_the_other_is_told_alone(answerer, question, gold):
    answer = answerer.answer(question)
    assert gold in answer.text
    assert len(answer.citations) == 1
    assert answer.text.count("\n") == 0


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "What is the difference between the bouldering course and the lead course?",
            ["Bouldering course", "two evenings", "Lead course", "weekend"],
        ),
        ("次卡和年卡有什么区别？", ["次卡", "十次", "年卡", "不限次数"]),
    ],
)
def test_what_only_a_heading_names_is_told_under_it(answerer, question, lines):
    text = answerer.answer(question).text
    assert [line in shown for line, shown in zip(lines, text.split("\n"), strict=True)] == [True] * len(lines)


@pytest.mark.parametrize(
    "question", ["What is the difference between Solo and Family?", "Compare the Solo plan and the Family plan."]
)
def test_rows_of_a_table_are_both_told(answerer, question):
    answer = answerer.answer(question)
    assert "20 euros" in answer.text
    assert "45 euros" in answer.text


@pytest.mark.parametrize(
    ("question", "golds"),
    [
        ("What is the difference between the Adder and the Viper?", ["60 m", "70 m", "3.6 kg", "4.3 kg"]),
        ("山猫和雪豹有什么区别？", ["软", "硬", "魔术贴", "系带"]),
    ],
)
def test_where_the_sides_are_columns_all_rows_are_told(answerer, question, golds):
    answer = answerer.answer(question)
    assert not [gold for gold in golds if gold not in answer.text]
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("question", "gold", "missing"),
    [
        ("What is the difference between the morning pass and the evening pass?", "7 euros", "evening pass"),
        ("陶艺班和书法班有什么区别？", "每周五", "书法班"),
    ],
)
def test_a_side_that_nothing_tells_of_is_named(answerer, question, gold, missing):
    answer = answerer.answer(question)
    assert gold in answer.text
    assert missing in answer.text.splitlines()[-1]
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question", ["What is the difference between the gold card and the silver card?", "金牌学员和银牌学员有什么区别？"]
)
def test_the_difference_of_other_things_is_no_answer(answerer, question):
    assert answerer.answer(question).is_refused
