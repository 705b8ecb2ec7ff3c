"""Follow-ups written out by a chat model, as far as the conversation bears it out; by rules where it does not."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Turn, Usage
from bot.conversation.follow_up_cues import wished_language, without_wish
from bot.conversation.follow_ups import Standalone, standalone
from bot.errors import ChatModelError
from bot.writing import Author

log = logging.getLogger(__name__)


def rewritten(question: str, turns: Sequence[Turn], author: Author) -> tuple[Standalone, Usage]:
    """A question that stands alone, and what writing it took. Blocks while the chat model writes.

    Rules do it where the model fails, where it puts in a name or figure that nobody mentioned, and where only another
    language is wished for.
    """
    ruled = standalone(question, turns)
    if wished_language(question):
        return ruled, Usage()
    try:
        text, usage = author.standalone(without_wish(question)[0], turns)
    except ChatModelError as error:
        log.warning("the follow-up is not written out by the chat model but by rules: %s", error)
        return ruled, error.usage
    return (replace(ruled, question=text) if text else ruled), usage
