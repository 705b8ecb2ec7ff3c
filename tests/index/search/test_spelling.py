"""Misspelled words of a question are corrected to words of the texts, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.spelling import correct_spelling
from index.vocabulary import tokens

TEXT = (
    "The refund policy: members reset their password in the settings. Gillenmoor opens tomorrow. "
    "会长备份账号，红烧肉焖一个小时，夜航星负责登录。"
)
THERE = set(tokens(TEXT))


def correct(question):
    return correct_spelling(question, THERE.intersection, _like)


def _like(pattern):
    return [
        token for token in THERE
        if len(token) == len(pattern) and all(p in ("?", c) for p, c in zip(pattern, token, strict=True))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whta is the refnud polcy", "what is the refund policy"),
        ("How do I resset my pasword?", "How do I reset my password?"),
        ("Passwrod?", "Password?"),
        ("is it open tomorow", "is it open tomorrow"),
        ("when does gilenmoor open", "when does gillenmoor open"),
        ("会涨是谁？", "会长是谁？"),
        ("多久备分一次", "多久备份一次"),
        ("红稍肉怎么做", "红烧肉怎么做"),
        ("夜行星是谁", "夜行星是谁"),
        ("帐号怎么注册", "账号怎么注册"),
    ],
)
def test_a_misspelled_word_becomes_that_of_the_texts(typed, meant):
    assert correct(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What is the refund policy?", "Can I give my money back?", "Where does Margaret Gillenmore live?", "who is Hollis",
        "KX-2031B", "the NATO pact", "谁是会长？", "退钱要多久？", "主席住在哪里？", "备份在几点？", "", "？？？",
    ],
)  # fmt: skip
def test_what_is_spelled_right_or_may_be_a_name_stays(question):
    assert correct(question) == question


@given(st.text(max_size=60))
def test_only_letters_change(text):
    assert [c for c in correct(text) if not c.isalpha()] == [c for c in text if not c.isalpha()]
