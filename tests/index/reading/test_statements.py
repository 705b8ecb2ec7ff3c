"""How surely a text bears a statement out, by the built-in model."""

import pytest

from index import StatementReader

ENGLISH = "The harbour office opens at eight on weekdays. Dogs are not allowed in the main hall. Bicycles may be left by the gate."
CHINESE = "港务办公室工作日八点开门。大厅内不允许带狗。自行车可以停在门边。"
TRADITIONAL = "港務辦公室工作日八點開門。大廳內不允許帶狗。自行車可以停在門邊。"
STATEMENTS = [
    ("Dogs must stay out of the main hall.", "Dogs may enter the main hall."),
    ("狗不能进大厅。", "狗可以进大厅。"),
    ("狗不能進大廳。", "狗可以進大廳。"),
]


@pytest.fixture(scope="module")
def reader():
    return StatementReader()


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, TRADITIONAL], ids=["en", "zh", "zh-Hant"])
@pytest.mark.parametrize(("true", "turned"), STATEMENTS)
def test_what_a_text_says_is_borne_out_rather_than_the_contrary(reader, text, true, turned):
    assert reader.support(true, text) > reader.support(turned, text)


@pytest.mark.parametrize(
    ("text", "filler", "true", "turned"),
    [(ENGLISH, "The ferry sails at seven. ", *STATEMENTS[0]), (CHINESE, "渡轮七点开航。", *STATEMENTS[1])],
)
def test_a_long_text_bears_out_what_stands_anywhere_in_it(reader, text, filler, true, turned):
    long = filler * 80 + text + filler * 80
    assert reader.support(true, long) > reader.support(turned, long)


@pytest.mark.parametrize(("statement", "text"), [("", ENGLISH), ("狗", ""), ("  ", "  ")])
def test_nothing_is_neither_borne_out_nor_not(reader, statement, text):
    assert reader.support(statement, text) == 0.0


def test_a_statement_of_any_length_is_read(reader):
    assert isinstance(reader.support("Dogs may enter. 狗可以进。" * 400, CHINESE), float)
