"""Where a chat model fails, the sources are quoted with a note that says why."""

import pytest

from bot.answers import Answer, Summary, Usage
from bot.errors import ChatModelBusyError
from bot.writing import write_or_quote

WRITTEN = Answer("?", "en", "written", (), (), "model")


def fails():
    error = ChatModelBusyError("too many requests")
    error.usage = Usage(100, 20)
    raise error


def test_what_is_written_is_given():
    assert write_or_quote(lambda: WRITTEN, pytest.fail) is WRITTEN


def test_a_failure_gives_the_quotation_for_the_problem_and_the_tokens_used():
    quoted = write_or_quote(fails, lambda error: Answer("?", "en", error.problem, (), (), "extractive"))
    assert (quoted.text, quoted.engine) == ("busy", "extractive")
    assert quoted.usage == Usage(100, 20)
    summary = write_or_quote(fails, lambda error: Summary(None, "en", (), (), "extractive", error.problem))
    assert summary.note == "busy"
    assert summary.usage == Usage(100, 20)
