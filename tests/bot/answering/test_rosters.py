"""Rosters in plain text: a name on a line of its own or after *Name:*, and lines about it. What is said of it is told with it."""

import pytest

from answering import opened_answerer

SOURCES = {
    "crew.txt": "Volunteers of the harbour museum\n\n"
    "Ada Brook\nJoined: 2011\nLanguages: English, French\nShift: Tuesday mornings\n\n"
    "Ben Stone\nJoined: 2015\nLanguages: English, Polish\nShift: Friday evenings\n\n"
    "Cora Lane\nJoined: 2019\nLanguages: English\nShift: Sundays\n",
    "desks.txt": "Staff directory\n\nName: Ilse Mork\nJoined: March 2012\nLanguages: Danish, German\nDesk: 4B\n\n"
    "Name: Tariq Aziz\nJoined: June 2018\nLanguages: Arabic, English\nDesk: 2A\n",
    "boats.txt": "Name: Ewan Strand\nDuty: slipway\nDay: Tuesday\nEmail: ewan@boats.example\nName: Lucy Pem\nDuty: kitchen\n"
    "Name: Dmitri Volk\nDuty: engine repair\nEmail: dmitri@boats.example\nName: Owen Strand\nDuty: safety boat\nDay: Sunday\n",
    "合唱.txt": "姓名：陈建国\n声部：男低音\n职业：司机\n姓名：和晓梅\n声部：女高音\n职业：护士\n姓名：刘洋\n声部：男高音\n职业：教师\n",
    "社员.txt": "夜航社成员名册\n\n沈知微\n加入：2019年\n语言：中文、日语\n职务：社长\n\n顾长风\n加入：2021年\n语言：中文、英语\n职务：财务\n\n"
    "梁小满\n加入：2022年\n语言：中文\n职务：外联\n",
    "采访.txt": "两位养蜂人\n\n"
    "安雅：您养蜂多少年了？\n老贝：快三十年了，是父亲教的。\n\n安雅：冬天它们需要什么？\n老贝：安静，秋天不好的话还要糖。\n\n"
    "安雅：谢谢您。\n老贝：五月再来吧。\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("rosters"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "name", "gold", "other"),
    [
        ("When did Ben Stone join?", "Ben Stone", "2015", "2011"),
        ("Which shift does Cora Lane have?", "Cora Lane", "Sundays", "Friday"),
        ("Who speaks Polish?", "Ben Stone", "Polish", "French"),
        ("When did Tariq Aziz join?", "Tariq Aziz", "June 2018", "March"),
        ("Which desk does Ilse Mork have?", "Ilse Mork", "4B", "2A"),
        ("What day is Owen Strand on duty?", "Owen Strand", "Sunday", "Tuesday"),
        ("Who does engine repair?", "Dmitri Volk", "engine repair", "kitchen"),
        ("和晓梅的声部是什么？", "和晓梅", "女高音", "男低音"),
        ("谁是护士？", "和晓梅", "护士", "司机"),
        ("顾长风会什么语言？", "顾长风", "英语", "日语"),
        ("谁是社长？", "沈知微", "社长", "财务"),
        ("梁小满是哪年加入的？", "梁小满", "2022年", "2019年"),
    ],
)
def test_what_is_said_of_somebody_is_told_with_the_name_and_nobody_else(answerer, question, name, gold, other):
    text = answerer.answer(question).text
    assert name in text
    assert gold in text
    assert other not in text


@pytest.mark.parametrize("question", ["What is Lucy Pem's email?"])
def test_nothing_of_a_neighbour_is_told(answerer, question):
    text = answerer.answer(question).text
    assert "@" not in text


def test_those_of_an_interview_still_speak(answerer):
    answer = answerer.answer("老贝说蜂在冬天需要什么？")
    assert answer.citations[0].quote == "安静，秋天不好的话还要糖。"
    assert [turn.speaker for turn in answer.citations[0].chunk.turns][-1] == "老贝"
