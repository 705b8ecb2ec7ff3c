"""Answers kept while nothing they depend on changes."""

import pytest

from bot.answers import Answer
from bot.library.answer_cache import AnswerCache, CacheKey

KEY = CacheKey("How much gold was sold?", "en", ("a.txt",), "v1", "model")


def answer(text="42", engine="model"):
    return Answer("q", "en", text, (), (), engine, milliseconds=9.0)


def test_the_same_question_gets_the_kept_answer_whatever_its_case_and_spaces():
    cache = AnswerCache()
    assert cache.put(KEY, answer()) == answer()
    again = cache.get(KEY._replace(question="  how much GOLD was sold? "))
    assert (again.text, again.question, again.milliseconds) == ("42", "  how much GOLD was sold? ", 0.0)


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
    cache = AnswerCache()
    cache.put(KEY, answer())
    assert cache.get(KEY._replace(**changed)) is None


def test_an_answer_made_because_the_model_failed_is_not_kept():
    cache = AnswerCache()
    cache.put(KEY, answer(engine="extractive"))
    assert (cache.get(KEY), len(cache)) == (None, 0)


def test_no_more_than_so_many_are_kept_and_none_after_they_are_forgotten():
    cache = AnswerCache(size=3)
    for n in range(9):
        cache.put(KEY._replace(question=f"question {n}"), answer())
    assert len(cache) == 3
    cache.clear()
    assert len(cache) == 0


def test_sources_named_in_another_order_are_the_same():
    keys = [CacheKey.of("q", "en", names, "v1", "model") for names in (["b", "a"], ("a", "b"))]
    assert keys[0] == keys[1]
