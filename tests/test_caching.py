"""Answers kept while nothing they depend on changes."""

import pytest

from bot.answers import Answer
from bot.caching import AnswerCache, Asked, visible

ASKED = Asked("How much gold was sold?", "en", ("a.txt",), "v1", "model")


def made(engine="model"):
    calls = []

    def make():
        calls.append(1)
        return Answer("q", "en", f"answer {len(calls)}", (), (), engine, milliseconds=9.0)

    return make, calls


def test_the_same_question_is_answered_once_whatever_its_case_and_spaces():
    cache, (make, calls) = AnswerCache(), made()
    first = cache.answer(ASKED, make)
    again = cache.answer(ASKED._replace(question="  how much GOLD was sold? "), make)
    assert (first.text, again.text, len(calls)) == ("answer 1", "answer 1", 1)
    assert again.question == "  how much GOLD was sold? "


@pytest.mark.parametrize(
    "changed",
    [
        {"question": "谁卖了黄金？"},
        {"language": "zh"},
        {"source_ids": ()},
        {"index_version": "v2"},
        {"engine": "extractive"},
    ],
)
def test_whatever_an_answer_depends_on_makes_another_question(changed):
    cache, (make, calls) = AnswerCache(), made()
    cache.answer(ASKED, make)
    cache.answer(ASKED._replace(**changed), make)
    assert len(calls) == 2


def test_an_answer_made_because_the_model_failed_is_not_kept():
    cache, (make, calls) = AnswerCache(), made("extractive")
    cache.answer(ASKED, make)
    cache.answer(ASKED, make)
    assert (len(calls), len(cache)) == (2, 0)


def test_no_more_than_so_many_are_kept_and_none_after_they_are_forgotten():
    cache, (make, _) = AnswerCache(size=3), made()
    for n in range(9):
        cache.answer(ASKED._replace(question=f"question {n}"), make)
    assert len(cache) == 3
    cache.clear()
    assert len(cache) == 0


def test_sources_named_in_another_order_are_the_same():
    assert visible(["b", "a"]) == visible(("a", "b"))
