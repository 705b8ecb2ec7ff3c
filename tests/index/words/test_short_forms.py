"""An abbreviation has a part of each word of its full form, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import abbreviates, name_parts, short_forms


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("云大", "云州 大学"), ("夜读会", "夜航 读书会"), ("星桥志服队", "星桥 志愿 服务队"), ("家委会", "家长 委员会"),
        ("驾照", "驾驶 执照"), ("世卫组织", "世界 卫生 组织"), ("学工处", "学生 工作 处"),
    ],
)  # fmt: skip
def test_a_part_of_each_word_stands_for_it(short, full):
    assert abbreviates(short, full.split())
    assert short in short_forms(full.split(), bool)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("中行", "中国 旅行社"), ("州学", "云州 大学"), ("大云", "云州 大学"), ("云大", "云州 大学 医院"), ("云大", "云 大学"),
        ("云州大", "云州 大学"), ("云州", "云州 大学"), ("", "云州 大学"),
    ],
    ids=["inner character", "other beginning", "other order", "nothing of a word", "one character less", "one word shortened",
         "a part", "nothing"],
)  # fmt: skip
def test_other_characters_of_words_are_no_abbreviation(short, full):
    assert not abbreviates(short, full.split())
    assert short not in short_forms(full.split(), bool)


def test_a_long_word_is_taken_apart():
    assert name_parts("青年志愿者协会") == ("青年", "志愿者", "协会")


@given(st.text("青年志愿者协会星桥服务队中国人民大学的1a ", max_size=30))
def test_the_parts_are_the_text(text):
    assert "".join(name_parts(text)) == text


@given(st.lists(st.text("青年志愿者协会", min_size=1, max_size=3), min_size=1, max_size=4))
def test_what_is_formed_abbreviates(words):
    assert all(abbreviates(short, words) for short in short_forms(words, bool))
