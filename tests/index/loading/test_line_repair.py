import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from index.loading.cleaning.line_repair import rejoin_split_numbers, unwrap_lines


@pytest.mark.parametrize(
    ("before", "after", "rejoined"),
    [
        pytest.param(
            "a deficit of 3.",
            "7 trillion roubles ($45.8 billion).",
            "a deficit of 3.7 trillion roubles ($45.8 billion).",
            id="en",
        ),
        pytest.param("slid to $36.", "61 per barrel, they say.", "slid to $36.61 per barrel, they say.", id="currency"),
        pytest.param("赤字达到3.", "7万亿卢布。", "赤字达到3.7万亿卢布。", id="zh"),
        pytest.param("rose to 1,250.", "5 million tonnes.", "rose to 1,250.5 million tonnes.", id="grouped"),
        pytest.param("Exports lost 22.", "6 per cent.", "Exports lost 22.6 per cent.", id="percent"),
    ],
)
def test_a_number_split_at_a_paragraph_break_is_rejoined(before, after, rejoined):
    assert rejoin_split_numbers([before, after]) == [rejoined]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("It was closed in 2022.", "15 people work there now.", id="year"),
        pytest.param("See chapter 3.", "7 million readers did.", id="chapter"),
        pytest.param("They agreed on item 4.", "1. Buy paint.", id="list"),
        pytest.param("The score was 3.", "7 players left the field.", id="no-unit"),
        pytest.param("他们住在第3.", "7层也有人住。", id="zh-ordinal"),
        pytest.param("It ended.", "7 million came.", id="no-figure"),
    ],
)
def test_a_paragraph_that_really_ends_with_a_number_is_left_alone(before, after):
    assert rejoin_split_numbers([before, after]) == [before, after]


def test_on_a_page_that_splits_its_numbers_a_second_half_without_a_unit_counts_too():
    page = [
        "of 3.",
        "7 trillion; stones over 0.",
        "5 of them; slid to $36.",
        "61 per barrel; ahead of 13.",
        "3. With trucks gone",
    ]
    assert rejoin_split_numbers([f"x {page[0]}", *page[1:]]) == [
        "x of 3.7 trillion; stones over 0.5 of them; slid to $36.61 per barrel; ahead of 13.3. With trucks gone"
    ]


@given(st.lists(st.text(alphabet="ab 0123456789.,$%万中", max_size=30), max_size=6))
def test_the_repair_joins_paragraphs_and_changes_no_character(paragraphs):
    assert "".join(rejoin_split_numbers(paragraphs)) == "".join(paragraphs)


@given(st.lists(st.from_regex(r"[a-z]{1,9} \d{1,4}(\.\d{1,3})? [a-z]{1,9}", fullmatch=True), min_size=1, max_size=6))
def test_numbers_inside_paragraphs_stay_as_they_are(paragraphs):
    figures = [regex.findall(r"[\d.]+", p) for p in paragraphs]
    assert [regex.findall(r"[\d.]+", p) for p in rejoin_split_numbers(paragraphs)] == figures


def test_lines_wrapped_at_one_width_become_a_paragraph():
    block = [
        "This month we look at the three smallest ferry lines on the lake and ask",
        "how they stay afloat. The short answer is bicycles. The long answer",
        "takes a few more paragraphs.",
    ]
    assert unwrap_lines(block) == [" ".join(block)]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(["A short line", "and another"], id="short"),
        pytest.param(
            [
                "- milk from the farm at the end of the long road there",
                "- eggs, a dozen of the large ones if they have any left",
            ],
            id="list",
        ),
        pytest.param(["林岚", "我们今天来聊一聊这座桥的历史，它建于清朝末年，全长一百八十六米。"], id="speaker"),
    ],
)
def test_lines_that_were_not_wrapped_stay_lines(block):
    assert unwrap_lines(block) == block
