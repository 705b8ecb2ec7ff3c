"""Citation labels as they are written here, and as a chat model may write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.drafts.labels import (
    cut_at_last_label,
    find_labels,
    format_labels,
    remove_label_definitions,
    remove_labels,
    renumber_labels,
    split_labels,
)

NUMBERS = st.lists(st.integers(1, 99), max_size=5)


@given(NUMBERS)
def test_labels_that_are_written_are_read_again(numbers):
    text = f"茶 is old.{format_labels(numbers)}"
    assert find_labels(text) == numbers
    assert [number for _, number in split_labels(text)[1]] == numbers
    assert remove_labels(text) == split_labels(text)[0] == "茶 is old."


@given(NUMBERS)
def test_renumbering_changes_the_numbers_alone(numbers):
    text = f"Tea.{format_labels(numbers)} 茶"
    assert renumber_labels(text, {number: number + 1 for number in numbers}) == (
        f"Tea.{format_labels(number + 1 for number in numbers)} 茶"
    )


@pytest.mark.parametrize(
    ("draft", "numbers"),
    [
        ("[2]", [2]), ("【2】", [2]), ("［２］", [2]), ("[ 2 ]", [2]), ("[^2]", [2]), ("[来源 2]", [2]), ("[Source 2]", [2]),
        ("【2†source】", [2]),
        ("[2, 9]", [2, 9]), ("[2][9]", [2, 9]), ("[2-4]", [2, 3, 4, 2, 4]), ("[1-99999]", [*range(1, 22), 1, 99999]), ("[12345678901]", [0]),
        ("[2", []), ("[tea]", []),
    ],
)  # fmt: skip
def test_a_label_is_read_in_any_form_that_a_model_writes(draft, numbers):
    assert [number for _, number in split_labels(draft)[1]] == numbers


@given(st.text("[]【】1２, ^a茶", max_size=20))
def test_no_label_is_left_in_what_is_split_from_its_labels(text):
    assert split_labels(split_labels(text)[0])[1] == []


def test_lines_that_define_labels_are_removed():
    assert remove_label_definitions("Tea is old. [1]\n\n[1]: Tea\n【2】：茶\n") == "Tea is old. [1]\n\n"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("One is so. [1] Two is", "One is so. [1]"), ("一是这样。[1][2]二是", "一是这样。[1][2]"), ("One. [1] Two. [2", "One. [1]"),
     ("One is", "")],
    ids=["en", "zh", "label", "nothing"],
)  # fmt: skip
def test_what_ran_out_of_room_ends_with_its_last_label(text, kept):
    assert cut_at_last_label(text) == kept
