"""What reaches a reader: no control, no mark of direction, no HTML, no link but allowed ones; and all else as it was."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from index import break_addresses, remove_hidden_characters, remove_links, remove_links_and_html, single_line
from index.text.sanitizing import remove_html

OK = "https://ok.example/a?b=(c)"
PIECES = [
    *"a <>[]()!/1茶。\n\t#:'\"", "http", "https", "://", "www.", "data:", "mailto:", "javascript:", "<b>", "</b>", "![", "](", "[1]",
    "<@", "x.y",
    "https://evil.example", "[words](https://evil.example)", f"[words]({OK})", OK, "\u200b", "\u202e", "\x1b[31m", "\x9b", "\x07", "\r\n",
    "\u200d", "👩", "👩🏽‍💻", "❤️", "🏳️‍🌈", "\ue000", "\U000e0041",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)
ORDINARY = [
    "The bank sold 57% of its gold (232.6 tonnes) in 2022; see chapter 3, page 12: “nothing is lost”.",
    "Here is the data: 5 percent of it, i.e. $3.7bn — and/or more. Mail us at tea@brindle.example!",
    "青石桥全长186米，建于清朝末年；《石桥的故事》第3页写道：“桥还在。”",
    "SWIFT是什么？It is “a network”，成立于1973年 [3][4]。加入我们的Discord：茶馆。",
    "第一段。\n\n\t第二段 – 1,000 km² ≈ 386 sq mi\n- 茶\n- tea",
    "👩‍👩‍👧‍👦 一家人 👩🏽‍💻 writes ❤️ and 🏳️‍🌈 ☕️, 1️⃣ 🇨🇳",
    "| 名称 | n |\n|---|---|\n| 茶馆 | **42** |\n\n```\nx = a[0] if n > 1 else 2\n```",
]
ORDINARY_TEXTS = st.lists(
    st.sampled_from(ORDINARY) | st.text(st.characters(whitelist_categories=["Lu", "Ll", "Lo", "Nd"]), max_size=9),
    max_size=6,
).map(" ".join)
HIDDEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}--[\n\t\u200d]]", regex.V1)
ADDRESS = regex.compile(
    r"(?<![a-z0-9])https?:\S|(?<![a-z0-9])[a-z]{2,9}://|\]\(|(?<![a-z0-9])(?:mailto|javascript):[a-z]", regex.I
)


@given(TEXTS)
def test_no_hidden_character_is_left_and_a_joiner_only_inside_an_emoji(text):
    visible = remove_hidden_characters(text)
    assert not HIDDEN.search(visible)
    assert not regex.search(r"[\p{L}\p{N}\p{P}\s]\u200d|\u200d[\p{L}\p{P}\s]|^\u200d|\u200d$", visible)
    assert remove_hidden_characters(visible) == visible


@given(TEXTS)
def test_a_single_line_is_one_line(text):
    line = single_line(text)
    assert not regex.search(r"[\n\t\r]|  |^ | $", line)
    assert single_line(line) == line


@given(TEXTS)
def test_no_link_is_left_and_nothing_changes_the_second_time(text):
    plain = remove_links(text)
    assert not ADDRESS.search(plain)
    assert remove_links(plain) == plain


@given(TEXTS)
def test_neither_html_nor_links_are_left_also_where_one_hid_in_the_other(text):
    plain = remove_links_and_html(text)
    assert not ADDRESS.search(plain)
    assert not regex.search(r"</?[a-z][^<>]*>|<[@#!][^<>]*>", plain)
    assert remove_links_and_html(plain) == plain
    assert remove_html(plain) == plain


@given(TEXTS)
def test_only_links_to_allowed_addresses_stay(text):
    kept = remove_links(text, keep=[OK])
    assert not regex.search(r"evil\.example\)", kept)
    assert all(OK.startswith(address) for address in regex.findall(r"https://[^\s\])]*", kept) if "evil" in address)
    assert remove_links(kept, keep=[OK]) == kept


def test_an_allowed_link_stays_as_it_is():
    text = f"[a]({OK}) [b](https://evil.example) {OK} <{OK}> https://evil.example"
    assert remove_links(text, keep=[OK]) == f"[a]({OK}) b {OK} <{OK}> "


@given(ORDINARY_TEXTS)
def test_ordinary_text_stays_as_printed(text):
    assert remove_hidden_characters(text) == text
    assert remove_html(text) == text
    assert remove_links_and_html(text) == text
    assert break_addresses(text, mark="\\") == text


@pytest.mark.parametrize("text", ORDINARY)
def test_each_ordinary_text_stays_as_printed(text):
    assert remove_links_and_html(remove_hidden_characters(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[here](https://evil.example/(a))", "here"), ("[a [b [c]]](x)", "a [b [c]]"), ("![alt](https://evil.example)", ""),
        ("[1](https://evil.example) [1, 2](x)", "[1] [1, 2]"), ("见https://evil.example/a。好", "见。好"), ("<https://evil.example>", ""),
        ("www.evil.example", ""), ("data:text/html,x javascript:alert(1)", " )"), ("[torn](https://evil.example", "torn"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaahttps://evil.example", "a" * 30),
    ],
)  # fmt: skip
def test_of_a_link_its_words_stay(text, words):
    assert remove_links(text) == words


@given(TEXTS)
def test_an_address_with_a_mark_can_be_read_and_is_no_link(text):
    broken = break_addresses(text, mark="\\")
    assert broken.replace("\\", "") == text.replace("\\", "")
    assert not regex.search(r"https?://", broken, regex.I)


def test_words_parted_by_a_control_character_stay_parted():
    assert single_line("甲\rB\x0bC\u0085D") == "甲 B C D"
