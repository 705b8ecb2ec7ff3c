"""The fallback where a chat model fails: the sources are quoted, with a note that says why."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.answers import Answer, AnswerLanguage, Summary
from bot.errors import ChatModelError
from bot.strings import open_strings

log = logging.getLogger(__name__)

Written = TypeVar("Written", Answer, Summary)


def write_or_quote(
    write: Callable[[], Written], quote: Callable[[str], Written], *, language: AnswerLanguage
) -> Written:
    """What ``write`` gives; where the chat model fails, what ``quote`` gives for a note that says why.

    The tokens used up to the failure are stated as the usage.
    """
    try:
        return write()
    except ChatModelError as error:
        log.warning("not written but quoted: %s", error)
        note = open_strings(language)("note-model-failed", problem=error.problem)
        return replace(quote(note), usage=error.usage)
