"""Which sentences may stand beside each other in an answer."""

import pytest

from bot.evidence import disagrees, says_nothing_new

DISAGREEING = [
    ("The bridge is 186 metres long.", "The bridge is 168 metres long."),
    ("Members pay 30 euros a year.", "Members pay 25 euros a year."),
    ("The ferry runs on Sundays.", "The ferry does not run on Sundays."),
    ("Prices rose last year.", "Prices fell last year."),
    ("青石桥全长186米。", "青石桥全长168米。"),
    ("会员每年交30元。", "会员每年交25元。"),
    ("渡轮星期天开。", "渡轮星期天不开。"),
    ("去年价格上涨了。", "去年价格下跌了。"),
    ("14天内可以退款。", "30天内可以退款。"),
]
# The first says nothing new beside the second.
REPEATED = [
    ("The clinic has 12 beds.", "The night clinic opened with 12 beds and 3 doctors."),
    ("Dogs are allowed in the garden.", "Dogs are allowed in the garden on weekdays."),
    ("Mira Okafor founded the tea house.", "The tea house was founded by Mira Okafor in 1911."),
    ("青石桥长186米。", "青石桥全长186米，建于清朝末年。"),
    ("狗可以进花园。", "花园里可以带狗。"),
    ("他们谈判是因为没有钱了。", "他们因为没钱才谈判。"),
]
COMPATIBLE = [
    ("The market opens at 8.", "The market closes at 18."),
    ("In 2023 prices rose by 5 percent.", "In 2024 prices rose by 7 percent."),
    ("Tickets cost 6 crowns for students.", "Adults pay 12 crowns for tickets."),
    ("The oldest opened in 1911.", "Most guests come by tram."),
    ("Name: Ada; town: Brindle; role: keeper; rooms: 15", "Name: Bob; town: Brindle; role: keeper; rooms: 12"),
    ("市场八点开门。", "市场六点关门。"),
    ("2023年价格上涨5%。", "2024年价格上涨7%。"),
    ("会长：夜航星", "副会长：小满"),
    ("姓名：林小满；城市：青石；职务：管理员；房间：15", "姓名：王大力；城市：青石；职务：管理员；房间：12"),
]


@pytest.mark.parametrize("pair", DISAGREEING)
def test_two_that_say_another_figure_or_the_opposite_of_the_same_disagree_both_ways(pair):
    assert disagrees(*pair)
    assert disagrees(*reversed(pair))
    assert not says_nothing_new(*pair)


@pytest.mark.parametrize("pair", REPEATED)
def test_one_whose_words_names_and_figures_are_in_the_other_says_nothing_new(pair):
    assert says_nothing_new(*pair)
    assert not disagrees(*pair)


@pytest.mark.parametrize("pair", COMPATIBLE)
def test_two_about_something_else_each_may_stand_together(pair):
    for sentence, other in (pair, pair[::-1]):
        assert not disagrees(sentence, other)
        assert not says_nothing_new(sentence, other)


@pytest.mark.parametrize("sentence", sorted({text for pair in DISAGREEING + REPEATED for text in pair}))
def test_a_sentence_agrees_with_itself_and_says_nothing_new(sentence):
    assert not disagrees(sentence, sentence)
    assert says_nothing_new(sentence, sentence)


@pytest.mark.parametrize("text", ["", "。", "🙂", "?!", "x" * 5000, "中" * 5000, "a: b; c: " * 800], ids=range(7))
def test_odd_texts_are_compared_without_an_error(text):
    for other in ("", "The bridge is 186 metres long.", "青石桥全长186米。", text):
        assert not disagrees(text, other)
