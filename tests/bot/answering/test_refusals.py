"""A refusal says what kind of nothing was found."""

from contextlib import ExitStack

import pytest

from answering import opened_answerer
from bot.answers import Reason

ZH = """# 云杉社区中心

活动室周一到周六开放，需要提前两天预约。

负责人是陈晓岚。她每周三值班。
"""
EN = """# Larkfield pool

The pool is open from Monday to Saturday. Book two days ahead.

## 2.3.1 (2024-05-06)

The old lockers were removed.
"""


@pytest.fixture(scope="module")
def answerers(tmp_path_factory, builtin):
    with ExitStack() as stack:
        found = {}
        for language, name, text in (("zh", "center.md", ZH), ("en", "pool.md", EN)):
            opened = opened_answerer(tmp_path_factory.mktemp(language), builtin, {name: text})
            found[language] = stack.enter_context(opened)
        yield found


@pytest.mark.parametrize(
    ("language", "question", "name"),
    [("zh", "王建国住在哪里？", "王建国"), ("en", "Where does Margaret Hollis live?", "Hollis")],
)
def test_a_name_that_nothing_mentions_is_told(answerers, language: str, question: str, name: str) -> None:
    answer = answerers[language].answer(question)
    assert answer.reason is Reason.NO_EVIDENCE
    assert answer.citations == ()
    first = answer.text.splitlines()[0]
    assert name in first
    assert all(source.title in answer.text for source in answer.nearest)


@pytest.mark.parametrize(("language", "question"), [("zh", "怎么种水稻？"), ("en", "How do I bake bread?")])
def test_where_nothing_comes_near_nothing_is_quoted(answerers, language: str, question: str) -> None:
    answer = answerers[language].answer(question)
    assert answer.is_refused
    assert not any(passage.chunk.text[:12] in answer.text for passage in answer.passages)


def test_the_heading_is_told_where_it_holds_what_is_asked_for(answerers) -> None:
    answer = answerers["en"].answer("When were the old lockers removed?")
    assert not answer.is_refused
    assert "2024-05-06" in answer.text
    assert answer.citations[0].quote in answer.citations[0].chunk.text


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [("zh", "富责人是谁？", "负责人是谁？"), ("en", "When is the poool opne?", "When is the pool open?")],
)
def test_a_misspelled_question_that_nothing_answers_is_read_as_it_was_meant(answerers, language, typed, meant) -> None:
    answer = answerers[language].answer(typed)
    assert answer.question == typed
    if answer.text.splitlines()[0] != answerers[language].answer(meant).text.splitlines()[0]:
        assert meant in answer.text.splitlines()[0]
    assert [c.quote for c in answer.citations] == [c.quote for c in answerers[language].answer(meant).citations]
    assert answer.citations
