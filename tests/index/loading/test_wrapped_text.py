"""Text that was wrapped by hand keeps every line of its prose."""

import pytest

from reading import read_text

ITEMS = """Harbour notes 2.4
=================

Changes since last year
-----------------------

 * The lamp of the northern light is now lit an hour earlier, so that the
   ferries see it when they leave the quay.

 * A pilot who does not come back before the tide is reported with no
   further question when somebody asks for him at the office, and there is
   no list of the ships that wait.
.
"""
WRAPPED_ZH = """灯塔规章
========

第一条 看守人每天傍晚都要走上一百二十级台阶，把灯点亮，然后在本子上记下
过往的船只，每个星期送到港务局一次。
--------
第二条 没有港务局的允许，任何人都不可以在夜里登上灯塔，也不可以在灯塔下
面点火或者大声喧哗，违者罚款二十元。
"""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            ITEMS,
            [
                "The lamp of the northern light is now lit an hour earlier, so that the ferries see it when they leave the quay.",
                "is reported with no further question when somebody asks for him at the office, and there is no list",
            ],
            id="en",
        ),
        pytest.param(
            WRAPPED_ZH, ["记下过往的船只，每个星期送到港务局一次。", "点火或者大声喧哗，违者罚款二十元。"], id="zh"
        ),
    ],
)
def test_paragraphs_among_rules_and_list_items_are_whole(tmp_path, text, sentences):
    document = read_text(tmp_path, text, "notes.txt")
    assert [sentence for sentence in sentences if sentence not in document.text] == []


def test_rules_of_dashes_do_not_make_a_text_a_page_with_furniture(tmp_path):
    text = "Where we are\n============\n\nMill Books\n12 Mill Lane\n\n....\n\nOpen on all days but Monday, as the miller likes it.\n\n----\n"
    assert "Mill Books" in read_text(tmp_path, text, "notes.txt").text


def test_a_short_line_within_a_paragraph_goes_with_it(tmp_path):
    text = (
        "Menu Login Search\nShare\n\nThe keeper wrote down the name of every ship that passed the light at night, and the\n"
        "hour, the wind and the flag\n\nHe carried the ledger to the office once a week. Nobody ever asked him why he did so.\n\n"
        "Share\nPrint\nRead more\n"
    )
    document = read_text(tmp_path, text, "notes.txt")
    assert "hour, the wind and the flag" in document.text


HARD_WRAPPED = {
    "en": (
        (
            "# Notes\n\n"
            "The keeper of the light wrote down every\n"
            "ship that passed, and once a week he carried the\n"
            "ledger to the office.\n"
        ),
        (
            "The keeper of the light wrote down every ship that passed, and once a week he carried the "
            "ledger to the office."
        ),
    ),
    "zh": (
        "# 笔记\n\n灯塔看守人把经过的每一艘船都记下来，\n每个星期把簿子送到港务局，\n让书记抄进登记册。\n",
        "灯塔看守人把经过的每一艘船都记下来，每个星期把簿子送到港务局，让书记抄进登记册。",
    ),
}


@pytest.mark.parametrize(("text", "paragraph"), HARD_WRAPPED.values(), ids=HARD_WRAPPED)
def test_hard_wrapped_markdown_is_one_paragraph(tmp_path, text, paragraph):
    assert read_text(tmp_path, text).text == paragraph
