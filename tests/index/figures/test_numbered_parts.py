"""Articles, sections and chapters are found however their numbers are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures import numbered_parts
from index.vocabulary import tokens


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("第23条规定了什么？", ["s_23"]),
        ("第二十三条", ["s_23"]),
        ("第 23 條", ["s_23"]),
        ("本章程第一条和第十条", ["s_1", "s_10"]),
        ("第一百零五条", ["s_105"]),
        ("第八章", ["ch_8"]),
        ("第3节", ["s_3"]),
        ("What does Article 23 say?", ["s_23"]),
        ("ARTICLE XXIII", ["s_23"]),
        ("Art. 9 and § 8.3.1", ["s_9", "s_8.3.1"]),
        ("see §12, Section 4.2 and Rule 7", ["s_12", "s_4.2", "s_7"]),
        ("Chapter IV, ch. 5", ["ch_4", "ch_5"]),
        ("十条鱼，第二天，第三", []),
        ("an article in 23 papers; the rules I know; section", []),
        ("particle 5, subsection of mine", []),
        ("", []),
    ],
)
def test_the_parts_that_a_text_names(text, parts):
    assert numbered_parts(text) == parts


@given(st.integers(1, 39))
def test_one_article_has_one_token_in_every_notation(number):
    ones, tens = "一二三四五六七八九", ["", "十", "二十", "三十"]
    chinese = tens[number // 10] + (ones[number % 10 - 1] if number % 10 else "")
    roman = "X" * (number // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10]
    for text in (
        f"第{number}条",
        f"第{chinese}条",
        f"第{chinese}條",
        f"Article {number}",
        f"Article {roman}",
        f"§ {number}",
    ):
        assert f"s_{number}" in tokens(text), text
