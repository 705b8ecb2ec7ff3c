import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.follow_up_cues import (
    asks_for_more,
    is_bare_question_word,
    read_follow_up,
    requested_language,
    split_language_request,
)
from bot.conversation.listed_items import read_list

PIECES = st.lists(
    st.sampled_from(
        ["And", "no, I meant", "what about", "那",
            "不对，我问的是", "呢", "？", "the second one", "第二个", "in Chinese", "请用英文回答", "它", "why", "…", "1. ", "、", "和", "\n"]
    )
    | st.text(max_size=5),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(PIECES)
def test_what_is_left_of_a_follow_up_are_its_own_words(question):
    follow_up = read_follow_up(question)
    rest = iter(question)
    assert all(character in rest for character in follow_up.text)
    if follow_up.picked_item:
        start, end, place = follow_up.picked_item
        assert 0 <= start < end <= len(follow_up.text)
        assert -1 <= place <= 4
    assert question.startswith(split_language_request(question)[0])
    assert requested_language(question) in {None, "en", "zh"}


@pytest.mark.parametrize(
    ("question", "text", "is_led", "is_correction"),
    [
        ("And in 2025?", "in 2025", True, False), ("what about the banks?", "the banks", True, False),
        ("OK, but why Norway?", "why Norway?", True, False), ("那中国呢？", "中国", True, False), ("还有，煤呢?", "煤", True, False),
        ("那个人是谁？", "那个人是谁？", False, False), ("no, I meant the fund", "the fund", False, True),
        ("不对，我问的是个人贷款", "个人贷款", False, True), ("我是说年中的", "年中", False, True), ("不是，是挪威", "挪威", False, True),
        ("No country mines more?", "No country mines more", False, False), ("不可以吗？", "不可以吗？", False, False),
        ("How tall is it?", "How tall is it?", False, False), ("好处是什么？", "好处是什么？", False, False),
    ],
)  # fmt: skip
def test_words_that_only_join_a_follow_up_to_what_came_before_are_left_out(question, text, is_led, is_correction):
    follow_up = read_follow_up(question)
    assert (follow_up.text, follow_up.is_led, follow_up.is_correction) == (text, is_led, is_correction)


@pytest.mark.parametrize("question", ["And it?", "Who rejected that?", "它呢", "这个多少钱", "the Russian ones"])
def test_words_that_point_back_are_seen(question):
    assert read_follow_up(question).refers_back


@pytest.mark.parametrize("question", ["What is Italy?", "Who owns the bank?", "其他国家呢", "其实不是", "那曲有多高"])
def test_words_that_only_look_so_are_not(question):
    assert not read_follow_up(question).refers_back


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("yes, the second one", 1), ("the former?", 0), ("option 2", 1), ("the last one, please", -1), ("第三个呢", 2),
        ("后者是什么意思", -1), ("前一种呢", 0), ("最后一个", -1), ("第2种", 1),
        ("the second quarter of 2024", None), ("第二季度的利润", None), ("Who came second to last in May?", None), ("第二次世界大战", None),
    ],
)  # fmt: skip
def test_one_of_several_is_meant_only_where_nothing_is_counted(question, place):
    picked_item = read_follow_up(question).picked_item
    assert (picked_item[2] if picked_item else None) == place


@pytest.mark.parametrize(
    "question", ["How much English is spoken?", "中文学校有几所？", "Chinese exports?", "英国呢？", "in 2025"]
)
def test_a_question_about_a_language_is_no_wish_for_it(question):
    assert requested_language(question) is None
    assert split_language_request(question) == (question, None)


@pytest.mark.parametrize("question", ["more jobs?", "好的餐馆", "继续教育是什么", "yes men", "Thanksgiving"])
def test_a_question_that_begins_with_yes_or_more_is_one_of_its_own(question):
    assert not asks_for_more(question)


def test_a_question_word_alone_is_told_from_a_question():
    assert all(map(is_bare_question_word, ["Why?", "why not", "And when was that?", "为什么呢", "什么时候？", "是谁?"]))
    assert not any(map(is_bare_question_word, ["Why Norway?", "为什么下降？", "When did it open?", ""]))


@pytest.mark.parametrize(
    ("answer", "listed"),
    [
        ("1. tea [1]\n2. coffee [2]", ["tea", "coffee"]),
        ("• 老桥[1]\n• 磨坊[2]", ["老桥", "磨坊"]),
        ("有两种：一是商业贷款；二是个人贷款。[1]", ["商业贷款", "个人贷款"]),
        ("Three trades suffer: coal, diamonds and oil. [1]", ["coal", "diamonds", "oil"]),
        ("There are two: Mara, who paints, and Ines, who sings.", ["Mara", "Ines"]),
        ("资料里有煤炭、钻石和石油。[1]", ["煤炭", "钻石", "石油"]),
        ("Norway, Sweden and Peru took part in 2.5 of 3 rounds.", ["Norway", "Sweden", "Peru"]),
        ("The bridge closed in May. [1] The mill burned down. [2]", ["The bridge closed in May", "The mill burned down"]),
        ("The bridge closed in May. [1]", []),
        ("", []),
    ],
)  # fmt: skip
def test_an_answer_lists_what_it_numbers_joins_or_quotes(answer, listed):
    assert read_list(answer) == listed


@given(PIECES)
def test_a_list_has_two_things_or_none(answer):
    assert len(read_list(answer)) != 1
