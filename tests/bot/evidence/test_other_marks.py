"""What is said of the Corvo 3 says nothing of the Corvo 5, in either language."""

import pytest

from bot.evidence.named.marks import asked_marks, has_other_mark

OTHER = [
    ("How long does the battery of the Corvo 3 last?", "The battery of the Corvo 5 lasts nine hours."),
    ("how much does the aquasteep 300 hold", "AquaSteep 500: holds 1.7 litres"),
    ("Which foods have vitamin B?", "Oranges are full of Vitamin C."),
    ("Who meets in Room A?", "The choir meets in Room B."),
    ("What is on the iPhone 14?", "The iPhone 15 has a new port."),
    ("What causes type 1 diabetes?", "Type 2 diabetes comes with age."),
    ("B座有几部电梯？", "A座有四部电梯。"),
    ("甲组谁带队？", "乙组由何山带队。"),
    ("星火4的电池多大？", "星火3的电池为4500毫安时。"),
    ("从a出口怎么走？", "D出口外是公交站。"),
]
SAME = [
    ("How long does the Corvo 3 last?", "The Corvo 3 and the Corvo 5 last nine hours."),
    ("How long does the Corvo 3 last?", "Corvo 3, 4 and 5 last nine hours."),
    ("How long does the Corvo 3 last?", "The Corvo lasts nine hours."),
    ("How long does the Corvo 3 last?", "All models but the Corvo 5 last nine hours."),
    ("Does it run on Windows 11?", "It needs Windows 10 or later."),
    ("What weighs 300 g?", "Weighs 250 g."),
    ("What was new on June 30?", "June 15 was a Monday."),
    ("What comes after the Corvo 3?", "The Corvo 4 came in spring."),
    ("A座有几部电梯？", "A、B座各有四部电梯。"),
    ("星火4有什么颜色？", "星火4和星火3都有黑色。"),
    ("共有3人参加吗？", "共有5人参加。"),
    ("Who is Mary J. Blige?", "Mary K. Stone is a singer."),
    ("B1层有什么？", "B2层是车库。"),
]


@pytest.mark.parametrize(("question", "sentence"), OTHER)
def test_a_sentence_about_the_same_name_with_another_mark_is_found(question, sentence):
    assert has_other_mark(asked_marks(question), sentence, ())
    assert not has_other_mark(asked_marks(question), sentence, (question.title(),)), "the heading has it"
    assert has_other_mark(asked_marks(question), "—", (sentence,)), "a heading is of another"


@pytest.mark.parametrize(("question", "sentence"), SAME)
def test_a_sentence_with_the_mark_or_no_other_is_none(question, sentence):
    assert not has_other_mark(asked_marks(question), sentence, ())
