"""Questions for the largest or smallest: the rows of a table are compared, and the one is quoted that has it."""

import re
from decimal import Decimal

import pytest

from answering import opened_answerer
from bot.answering.rows.superlatives import read_superlative

SOURCES = {
    "moorings.md": "# Moorings\n\n| Berth | Fee | Length | Opened | Power |\n|---|---|---|---|---|\n"
    "| Gull | $40 | 9 m | May 2011 | 16 A |\n| Heron | $65 | 14 m | March 2019 | 32 A |\n"
    "| Tern | $28 | 7.5 m | July 2004 | 10 A |\n| Pelican | on request | 30 m | June 2022 | 63 A |\n\n"
    "The most popular berth is Heron. The cheapest fuel is sold at the east pier.\n",
    "kilns.md": "# 陶艺教室的窑\n\n| 窑 | 每次费用 | 最高温度 | 烧制时间 |\n|---|---|---|---|\n"
    "| 青山窑 | 120元 | 1280℃ | 14小时30分 |\n| 小雪窑 | 45元 | 1050℃ | 9小时 |\n| 赤霞窑 | 免费 | 1230℃ | 11小时 |\n",
    "races.md": "# 校运会\n\n女子八百米：\n\n- 顾盼：2分58秒\n- 陆晚舟：2分41秒\n- 宋知意：3分02秒\n"
    "\n铅球：\n\n- 郭毅：8.12米\n- 罗峰：9.40米\n",
    "ferries.txt": "Ferries from Skagen\n\nTo Lund: 2 h 10 min, 18 euros\nTo Varde: 55 min, 9 euros\nTo Asker: 4 h 5 min, 31 euros\n",
    "members.md": "# Members\n\nName: Ada Brook\nAge: 52\nJoined: 2015\n\nName: Ben Stone\nAge: 31\nJoined: 2009\n\n"
    "Name: Cora Lane\nAge: 44\nJoined: 2021\n",
    "tea.md": "# Tea\n\n## Spring\n\n| Tea | Price |\n|---|---|\n| Mist | 12 euros |\n| Pearl | 20 euros |\n\n"
    "## Autumn\n\n| Tea | Price |\n|---|---|\n| Ember | 7 euros |\n| Oak | 15 euros |\n",
    "huts.md": "# Huts of the valley\n\n| Hut | Night | Deposit | Beds | Walk (km) | Climb (m) | Dogs allowed | Rating | First bus |\n"
    "|---|---|---|---|---|---|---|---|---|\n| Alder | €18 | €50 | 24 | 12.5 | 900 | no | 4.8/5 | 06:40 |\n"
    "| Bracken | €26 | €20 | 8 | 7.2 | 310 | yes | 4.1/5 | 07:15 |\n| Clover | €31 | free | 12 | 9.8 | 450 | yes | 3.9/5 | 05:55 |\n"
    "| Daisy | €44 | €30 | 40 | 3.1 | 120 | no | n/a | 09:20 |\n",
    "lakes.csv": "湖,深度(米),门票,可以游泳,水草\n镜湖,38,20元,否,多\n月牙湖,12,35元,是,少\n白石湖,21,免费,是,少\n黑龙潭,55,60元,否,无\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("extremes"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "row", "others"),
    [
        ("Which berth is the cheapest?", "Tern", ["Gull", "Heron", "Pelican"]),
        ("Which berth is the longest?", "Pelican", ["Gull", "Heron", "Tern"]),
        ("Which berth is the newest?", "Pelican", ["Gull", "Heron", "Tern"]),
        ("What is the second cheapest berth?", "Gull", ["Tern", "Heron", "Pelican"]),
        ("哪个窑费用最低？", "赤霞窑", ["青山窑", "小雪窑"]),
        ("哪个窑的温度最低？", "小雪窑", ["青山窑", "赤霞窑"]),
        ("烧制时间最长的是哪个窑？", "青山窑", ["小雪窑", "赤霞窑"]),
        ("女子八百米谁最快？", "陆晚舟", ["顾盼", "宋知意", "罗峰"]),
        ("铅球谁投得最远？", "罗峰", ["郭毅", "陆晚舟"]),
        ("Which ferry from Skagen is the fastest?", "Varde", ["Lund", "Asker"]),
        ("Which ferry from Skagen is the most expensive?", "Asker", ["Lund", "Varde"]),
        ("Which member is the oldest?", "Ada Brook", ["Ben Stone", "Cora Lane"]),
        ("Which of the members joined first?", "Ben Stone", ["Ada Brook", "Cora Lane"]),
        ("Which tea has the lowest price?", "Ember", ["Mist", "Pearl", "Oak"]),
        ("Which tea is the cheapest in spring?", "Mist", ["Ember", "Pearl", "Oak"]),
        ("Which hut has the lowest deposit?", "Clover", ["Alder", "Bracken", "Daisy"]),
        ("Which hut has the highest rating?", "Alder", ["Bracken", "Clover", "Daisy"]),
        ("Which hut has the earliest first bus?", "Clover", ["Alder", "Bracken", "Daisy"]),
        ("最深的湖有多深？", "黑龙潭", ["镜湖", "月牙湖", "白石湖"]),
        ("最便宜的窑要多少钱？", "赤霞窑", ["青山窑", "小雪窑"]),
    ],
)
def test_of_rows_that_are_compared_only_the_one_is_quoted(answerer, question, row, others):
    quotes = " ".join(citation.quote for citation in answerer.answer(question).citations)
    assert row in quotes
    assert [other for other in others if other in quotes] == []


@pytest.mark.parametrize(
    ("question", "row", "others"),
    [
        ("Which hut with a walk under 10 km has the most beds?", "Daisy", ["Alder", "Bracken", "Clover"]),
        ("Which hut has the longest walk of at most 9 km?", "Bracken", ["Alder", "Clover", "Daisy"]),
        ("Which hut over €20 a night has the most beds?", "Daisy", ["Alder", "Bracken", "Clover"]),
        ("Which is the longest walk to a hut where dogs are allowed?", "Clover", ["Alder", "Bracken", "Daisy"]),
        ("Which hut where dogs are not allowed has the most beds?", "Daisy", ["Alder", "Bracken", "Clover"]),
        ("门票40元以下的湖，哪个最深？", "镜湖", ["月牙湖", "白石湖", "黑龙潭"]),
        ("门票不到30元的湖里哪个最深？", "镜湖", ["月牙湖", "白石湖", "黑龙潭"]),
        ("可以游泳的湖里哪个最深？", "白石湖", ["镜湖", "月牙湖", "黑龙潭"]),
        ("不可以游泳的湖里哪个最浅？", "镜湖", ["月牙湖", "白石湖", "黑龙潭"]),
    ],
)
def test_only_rows_that_meet_the_conditions_of_the_question_are_compared(answerer, question, row, others):
    quotes = " ".join(citation.quote for citation in answerer.answer(question).citations)
    assert row in quotes
    assert [other for other in others if other in quotes] == []


@pytest.mark.parametrize(
    "question",
    [
        "Which hut is the cosiest?",
        "Which hut is the most modern?",
        "哪个湖最漂亮？",
        "哪个窑最结实？",
        "哪个湖最神秘？",
    ],
)
def test_a_row_that_holds_no_more_of_the_question_than_all_rows_is_not_the_most_of_what_cannot_be_compared(
    answerer, question
):
    assert [
        citation.quote for citation in answerer.answer(question).citations if re.search("[;；]", citation.quote)
    ] == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which berth is the cheapest?", "Of 3 rows compared by “Fee”:"),
        ("烧制时间最长的是哪个窑？", "按“烧制时间”比较了 3 行："),
        ("燒製時間最長的是哪個窯？", "依「烧制时间」比較了 3 列："),
        ("女子八百米谁最快？", "比较了 3 项："),
    ],
)
def test_the_answer_says_how_many_rows_were_compared_and_by_what(answerer, question, said):
    assert answerer.answer(question).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Which berth is the most popular?", "Heron"), ("Where is the cheapest fuel sold?", "east pier")],
)
def test_a_sentence_that_says_it_answers_rather_than_a_table(answerer, question, answer):
    assert answer in answerer.answer(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Which member has the most children?",
        "哪个窑用的人最少？",
        "Which member has the highest salary?",
        "哪个窑最宽？",
    ],
)
def test_no_row_answers_for_what_no_column_says(answerer, question):
    assert answerer.answer(question).is_refused


@pytest.mark.parametrize(
    "question",
    [
        "Who called at least twice?", "What is the most of it?", "最近有什么活动？", "最高人民法院在哪里？", "每人最多借几本？",
        "Which plan of 2019 is the cheapest?", "Which is the cheapest and fastest one?", "什么更重要？",
    ],
)  # fmt: skip
def test_no_superlative_is_read_where_none_is_or_where_it_has_other_figures(question):
    assert read_superlative(question) is None


@pytest.mark.parametrize(
    ("question", "worths", "is_within", "is_not"),
    [
        ("Which route under 10 km is the longest?", {"metre": 10000}, 9999, 10000),
        ("Which laptop of at most 1.5 kg is the cheapest?", {"kilogram": Decimal("1.5")}, Decimal("1.5"), 2),
        ("Which ship longer than 80 metres is the oldest?", {"metre": 80}, 81, 80),
        ("Which bag of no more than 2 kg is the cheapest?", {"kilogram": 2}, 2, 3),
        ("不少于20元的套餐里哪个最便宜？", {"yuan": 20}, 20, 19),
        ("十公里以内最长的路线是哪条？", {"metre": 10000}, 10000, 10001),
        ("不超过50元的套餐里哪个流量最多？", {"yuan": 50}, 50, 51),
        ("至少三小时的课里哪门最便宜？", {"second": 10800}, 10800, 10799),
    ],
)
def test_a_limit_is_read_beside_the_superlative(question, worths, is_within, is_not):
    asked = read_superlative(question)
    assert asked
    (limit,) = asked.limits
    (worth,) = worths.values()
    assert limit.worths == worths
    assert limit.holds(is_within, worth)
    assert not limit.holds(is_not, worth)


@pytest.mark.parametrize(
    ("english", "chinese", "wants_most"),
    [
        ("Which one is the cheapest?", "哪个最便宜？", False),
        ("Which one is the most expensive?", "哪个最贵？", True),
        ("Which road is the longest?", "哪条路最长？", True),
        ("Which one is the slowest?", "哪个最慢？", False),
        ("Which house is the oldest?", "哪栋房子最老？", False),
        ("Which lake is the deepest?", "哪个湖最深？", True),
        ("Which parcel is the lightest?", "哪個包裹最輕？", False),
        ("Which one has the most people?", "哪个人数最多？", True),
    ],
)
def test_both_languages_ask_for_the_same(english, chinese, wants_most):
    asked = [read_superlative(english), read_superlative(chinese)]
    assert [s and s.wants_most for s in asked] == [wants_most] * 2
    assert len({s and s.measure for s in asked}) == 1
