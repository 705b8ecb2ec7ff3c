"""Questions that ask of several things in one phrase: each thing is asked about by itself, and answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering import opened_answerer
from bot.answering.parts import read_coordination

SEVERAL = [
    ("What are the price and battery life of the Corvo 3?", ["price", "battery life"]),
    ("When and where was the bridge built?", ["When", "where"]),
    ("What were the sales of Aldo and Brandt in 2021?", ["Aldo", "Brandt"]),
    ("How many medals did the Norse and the Danes win?", ["Norse", "Danes"]),
    ("What do red pandas and snow leopards eat?", ["red pandas", "snow leopards"]),
    ("Who are the director and the lead actor of Hidden Lake?", ["director", "lead actor"]),
    ("How much do the Basic, Plus and Pro plans cost?", ["Basic", "Plus", "Pro"]),
    ("2021年甲厂和乙厂的产量分别是多少？", ["甲厂", "乙厂"]),
    ("2022年和2023年票房冠军", ["2022年", "2023年"]),
    ("航班出发的时间和地点", ["时间", "地点"]),
    ("最佳影片奖和最佳导演奖分别是什么", ["最佳影片奖", "最佳导演奖"]),
    ("花样滑冰女子和男子冠军分别是谁？", ["女子", "男子"]),
    ("一月、二月和三月的销量是多少？", ["一月", "二月", "三月"]),
    ("電影的導演和主演是誰", ["導演", "主演"]),
    ("Corvo 3 和 Corvo 5 的价格", ["Corvo 3", "Corvo 5"]),
]
ONE = [
    "What is the difference between tea and coffee?", "Is the large or the small one cheaper?", "Who wrote it?", "and", "和",
    "甲队和乙队的比分是多少？", "茶和咖啡有什么区别？", "和平饭店什么时候建的？", "When did Anna and Ben get married?", "",
]  # fmt: skip
SOURCES = {
    "bridges.txt": "Bridges of the valley\n\nThe Alder Bridge was opened in 1931 by the mayor of the time. It has a length of 120 metres and "
    "carries two lanes.\n\nTwo miles further down stands the Birch Bridge, a wooden one. From bank to bank the Birch Bridge measures 85 "
    "metres. Lorries may not cross it.\n",
    "painter.txt": "Mira Holt\n\nMira Holt painted the sea all her life. She was born on 4 May 1952. Her birthplace was the village of "
    "Sandwick, which she left at twenty.\n",
    "halls.txt": "两个分馆\n\n青松馆在城东，藏书约有十二万册。馆里还有一间儿童阅览室。\n\n白桦馆在河边，今年刚刚翻修。"
    "白桦馆的藏书是七万八千册，多为地方志。\n",
    "渡口.txt": "两个渡口\n\n东渡口每天早上六点开船，风大时停航。\n\n西渡口的船票是五元，老人免费。\n\n西渡口早上七点半才开船。\n\n"
    "两边都可以带自行车。\n",
    "shop.txt": "Fern and Sons\n\nFern and Sons was founded in 1889 by a baker from Leeds. The shop sells bread, cakes and tea.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answerer(tmp_path_factory, builtin):
    with opened_answerer(tmp_path_factory.mktemp("coordination"), builtin, SOURCES) as answerer:
        yield answerer


@pytest.mark.parametrize(("question", "things"), SEVERAL)
def test_each_thing_gets_a_question_that_names_it_and_none_of_the_others(question, things):
    coordination = read_coordination(question)
    assert list(coordination.things) == things
    for thing, one in zip(things, coordination.questions, strict=True):
        assert thing in one
        assert not [other for other in things if other not in thing and other in one]


@pytest.mark.parametrize("question", ONE)
def test_what_is_asked_of_one_or_of_all_together_is_one_question(question):
    assert read_coordination(question) is None


@given(
    st.lists(
        st.sampled_from(
            ["A", "tea", "和", "与", "、", " and ", ", ", "茶", "2021年", "的", "分别", "?", " respectively"]
        )
    )
)
def test_any_question_is_read(words):
    coordination = read_coordination("".join(words))
    assert coordination is None or 1 < len(coordination.things) == len(coordination.questions)


@pytest.mark.parametrize(
    ("question", "golds"),
    [
        ("How long are the Alder Bridge and the Birch Bridge respectively?", ["120 metres", "85"]),
        ("When and where was Mira Holt born?", ["1952", "Sandwick"]),
        ("青松馆和白桦馆分别有多少藏书？", ["十二万", "七万八千"]),
        ("青松馆与白桦馆的藏书各有多少？", ["十二万", "七万八千"]),
        ("东渡口和西渡口早上分别几点开船？", ["六点", "七点半"]),
    ],
)
def test_each_thing_is_answered_by_a_sentence_of_its_own(answerer, question, golds):
    answer = answerer.answer(question)
    assert [gold for gold in golds if gold not in answer.text] == []
    assert all(citation.quote in citation.chunk.text for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "gold", "thing"),
    [
        ("How long are the Alder Bridge and the Cedar Bridge respectively?", "120 metres", "Cedar Bridge"),
        ("白桦馆和红枫馆分别有多少藏书？", "七万八千", "红枫馆"),
    ],
)
def test_a_thing_without_an_answer_is_named(answerer, question, gold, thing):
    answer = answerer.answer(question)
    assert gold in answer.text
    assert thing in answer.text
    assert len(answer.citations) == 1


def test_a_name_of_two_words_is_answered_once(answerer):
    answer = answerer.answer("When was Fern and Sons founded?")
    assert "1889" in answer.text
    assert len(answer.citations) == 1
