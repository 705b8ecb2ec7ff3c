"""Drafts cut into sentences with their labels."""

import pytest

from bot.writing.drafts.parser import parse_draft


def sentences(draft: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.text, sentence.labels) for line in parse_draft(draft) for sentence in line.sentences]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (
            "Founded: 2019 [1] The guild has 40 members. [2]",
            [("Founded: 2019", (1,)), ("The guild has 40 members.", (2,))],
        ),
        (
            "Opening hours [1] The museum opens at nine. [2]",
            [("Opening hours", (1,)), ("The museum opens at nine.", (2,))],
        ),
        ("Leader: Xiaoman [2] Founded: 2019 [1]", [("Leader: Xiaoman", (2,)), ("Founded: 2019", (1,))]),
        ("会长：夜航星[1]公会有40名成员。[2]", [("会长：夜航星", (1,)), ("公会有40名成员。", (2,))]),
        ("开放时间 [1] 博物馆九点开门。[2]", [("开放时间", (1,)), ("博物馆九点开门。", (2,))]),
    ],
)
def test_a_heading_or_fact_without_a_full_stop_ends_at_its_label(draft, expected):
    assert sentences(draft) == expected


@pytest.mark.parametrize(
    "draft",
    [
        "The ferry costs 12 crowns [1] and runs daily [2].",
        "In 2019 [1] Karst had 40 members [2].",
        "According to the report [1], It Ltd. was sold [2].",
        "票价12克朗[1]，每天一班[2]。",
        "公会[1]成立于2019年[2]。",
        "Note: the ferry [1] runs daily [2].",
    ],
)
def test_a_label_within_a_sentence_does_not_end_it(draft):
    ((_, labels),) = sentences(draft)
    assert labels == (1, 2)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("The ferry costs 12 crowns.\n[1]", [("The ferry costs 12 crowns.", (1,))]),
        (
            "The ferry is old. It costs 12 crowns. \n\n [1] [2]",
            [("The ferry is old.", ()), ("It costs 12 crowns.", (1, 2))],
        ),
        (
            "- It costs 12 crowns.\n[1]\n- It runs daily.\n[2]",
            [("It costs 12 crowns.", (1,)), ("It runs daily.", (2,))],
        ),
        ("票价12克朗。\n【1】", [("票价12克朗。", (1,))]),
        ("票价12克朗。[2]\n[1]\n每天一班。", [("票价12克朗。", (2, 1)), ("每天一班。", ())]),
    ],
)
def test_labels_on_a_line_of_their_own_belong_to_the_sentence_before_them(draft, expected):
    assert sentences(draft) == expected
