"""A follow-up may give another month, number or model alone."""

import pytest

from bot.answers import ConversationTurn
from bot.conversation.follow_ups import make_standalone
from bot.conversation.parallels import substitute_parallel


@pytest.mark.parametrize(
    ("topic", "follow_up", "whole"),
    [
        ("云杉牛奶五月卖出多少箱？", "那六月呢？", "云杉牛奶六月卖出多少箱？"),
        ("How many tickets were sold in May?", "and June?", "How many tickets were sold in June?"),
        ("读书会周二几点开始？", "那周五呢？", "读书会周五几点开始？"),
        ("When does the pool open on Mondays?", "What about Fridays?", "When does the pool open on Fridays?"),
        ("第三章讲什么？", "第五章呢？", "第五章讲什么？"),
        ("What happens in chapter 3?", "and chapter 7?", "What happens in chapter 7?"),
        ("Lumo 3 的电池能用多久？", "那 Lumo 5 呢？", "Lumo 5 的电池能用多久？"),
        ("How long does the battery of the Lumo 3 last?", "what about the Lumo 5?", "How long does the battery of the Lumo 5 last?"),
        ("第二季度的利润是多少？", "第三季度呢？", "第三季度的利润是多少？"),
    ],
)  # fmt: skip
def test_what_a_follow_up_names_stands_in_the_place_of_what_is_of_its_kind(
    topic: str, follow_up: str, whole: str
) -> None:
    assert make_standalone(follow_up, [ConversationTurn(topic)]).question == whole


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("五月和六月各卖出多少？", "七月"),  # two places
        ("Who owns the Lumo 3?", "the Vesta 5"),  # another name
        ("五月卖出多少？", "五月"),  # the same
        ("Who opened the pool?", "June"),  # no place
        ("五月卖出多少？", "为什么六月的票卖得这么少"),  # a question of its own
    ],
)
def test_nothing_is_put_in_where_there_is_not_one_place_for_it(topic: str, text: str) -> None:
    assert substitute_parallel(topic, text) == ""
