"""The fallback where a chat model fails, or writes nothing that is supported: the sources are quoted."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.answers import Answer, Summary
from bot.errors import ChatModelError

log = logging.getLogger(__name__)

Written = TypeVar("Written", Answer, Summary)


def write_or_quote(write: Callable[[], Written], quote: Callable[[ChatModelError], Written]) -> Written:
    """What ``write`` gives; where the chat model fails, what ``quote`` gives, which says why.

    The tokens used up to the failure are stated as the usage.
    """
    try:
        return write()
    except ChatModelError as error:
        log.warning("not written but quoted: %s", error)
        return replace(quote(error), usage=error.usage)
