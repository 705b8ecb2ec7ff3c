import pytest

from bot.answers import ConversationTurn
from bot.conversation.follow_ups import make_standalone


def asked(first, follow_up, *, answer=""):
    return make_standalone(follow_up, [ConversationTurn(first, answer)]).question


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("How many cars did Japan export in 2023?", "and in 2024?", "How many cars did Japan export in 2024?"),
        ("How many cars did Japan export in 2023?", "What about Germany?", "How many cars did Germany export in 2023?"),
        ("日本2023年出口了多少汽车？", "2024年呢？", "日本2024年出口了多少汽车？"),
        ("日本2023年出口了多少汽车？", "那德国呢?", "德国2023年出口了多少汽车？"),
        ("日本2023年出口了多少汽车？", "and Germany?", "德国2023年出口了多少汽车？"),
        ("How many cars did Japan export in 2023?", "那2024年呢？", "How many cars did Japan export in 2024?"),
        ("What does a day ticket cost for adults?", "and for children?", "What does a day ticket cost for children?"),
        ("How tall is the Eiffel Tower?", "And the Tokyo Tower?", "How tall is the Tokyo Tower?"),
        ("台灣2023年的出生率是多少?", "那韓國呢?", "韓國2023年的出生率是多少?"),
        ("茶叶的平均价格是多少？", "出口额呢？", "茶叶的出口额是多少？"),
    ],
)  # fmt: skip
def test_what_is_named_anew_takes_the_place_of_its_kind(before, follow_up, whole):
    assert asked(before, follow_up) == whole


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        ("How many tea houses does Brindle have?", "When was it founded?", "When was Brindle founded?"),
        ("青石桥全长多少米?", "它是什么时候建的？", "青石桥是什么时候建的？"),
        ("Who is Mirela Kostova?", "What did she win?", "What did Mirela Kostova win?"),
        ("What did the council decide about the library?", "When does it close?", "When does the library close?"),
        ("苏伊士运河有多长？", "它的船费是多少？", "苏伊士运河的船费是多少？"),
        ("Who is Mirela Kostova?", "她赢了什么？", "Mirela Kostova赢了什么？"),
    ],
)  # fmt: skip
def test_a_pronoun_gives_way_to_what_it_stands_for(before, follow_up, whole):
    assert asked(before, follow_up) == whole


@pytest.mark.parametrize(
    ("before", "answer", "follow_up", "whole"),
    [
        ("Who wrote Middlemarch?", "Middlemarch was written by George Eliot. [1]", "When was she born?", "When was George Eliot born?"),
        ("谁发明了电话？", "电话是贝尔在1876年发明的。[1]", "他是哪国人？", "电话，贝尔是哪国人？"),
    ],
)  # fmt: skip
def test_he_is_who_the_answer_named_where_somebody_asked_who(before, answer, follow_up, whole):
    assert asked(before, follow_up, answer=answer) == whole


def test_what_was_asked_stays_behind_when_something_else_is_asked_of_the_same():
    made = asked("What was the average price of Urals crude in November 2022?", "How big is the discount?")
    assert "Urals crude" in made
    assert not {"price", "2022"} & set(made.split())
    made = asked("乌拉尔原油2022年11月的均价是多少？", "折扣最多有多少？")
    assert "乌拉尔原油" in made
    assert not any(left in made for left in ("均价", "2022"))


@pytest.mark.parametrize(
    ("before", "correction", "whole"),
    [
        ("What does a ticket cost for adults?", "no, I meant for children", "What does a ticket cost for children?"),
        ("How large was the deficit in May 2024?", "Sorry, I meant June", "How large was the deficit in June 2024?"),
        ("一年期商业贷款的利率是多少？", "不对，我问的是个人贷款", "一年期个人贷款的利率是多少？"),
        ("2024年全年的赤字有多大？", "我是说年中的", "2024年年中的赤字有多大？"),
    ],
)
def test_a_correction_changes_what_it_names_and_nothing_else(before, correction, whole):
    assert asked(before, correction) == whole


@pytest.mark.parametrize("why", ["Why?", "why is that?", "为什么？", "为什么呢？", "but why"])
@pytest.mark.parametrize("before", ["How far did exports to Norway fall in 2022?", "2022年对挪威的出口下降了多少？"])
def test_why_takes_everything_along(before, why):
    made = asked(before, why)
    assert why.rstrip("?？") in made
    assert "2022" in made
    assert "Norway" in made or "挪威" in made
