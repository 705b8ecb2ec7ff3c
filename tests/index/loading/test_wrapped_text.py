"""Plain text that was wrapped by hand keeps every line of its prose."""

import pytest

from index.loading.registry import load_file


def read(tmp_path, text):
    (tmp_path / "notes.txt").write_text(text, "utf-8")
    return next(iter(load_file(tmp_path / "notes.txt", "notes.txt")))


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
    document = read(tmp_path, text)
    assert [sentence for sentence in sentences if sentence not in document.text] == []


def test_rules_of_dashes_do_not_make_a_text_a_page_with_furniture(tmp_path):
    text = "Where we are\n============\n\nMill Books\n12 Mill Lane\n\n....\n\nOpen on all days but Monday, as the miller likes it.\n\n----\n"
    assert "Mill Books" in read(tmp_path, text).text


def test_a_short_line_within_a_paragraph_goes_with_it(tmp_path):
    text = (
        "Menu Login Search\nShare\n\nThe keeper wrote down the name of every ship that passed the light at night, and the\n"
        "hour, the wind and the flag\n\nHe carried the ledger to the office once a week. Nobody ever asked him why he did so.\n\n"
        "Share\nPrint\nRead more\n"
    )
    document = read(tmp_path, text)
    assert "hour, the wind and the flag" in document.text
