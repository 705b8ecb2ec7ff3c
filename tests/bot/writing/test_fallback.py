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
    assert write_or_quote(lambda: WRITTEN, pytest.fail, language="en") is WRITTEN


@pytest.mark.parametrize(("language", "note"), [("en", "too busy"), ("zh", "太忙")])
def test_a_failure_gives_the_quotation_with_a_note_and_the_tokens_used(language, note):
    quoted = write_or_quote(fails, lambda why: Answer("?", language, why, (), (), "extractive"), language=language)
    assert note in quoted.text
    assert quoted.engine == "extractive"
    assert quoted.usage == Usage(100, 20)
    summary = write_or_quote(fails, lambda why: Summary(None, language, (), (), "extractive", why), language=language)
    assert note in summary.note
    assert summary.usage == Usage(100, 20)
