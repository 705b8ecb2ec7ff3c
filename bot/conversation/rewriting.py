"""Query rewriting by the chat model: a follow-up as a question that stands alone, with the rules as fallback."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import ConversationTurn, Usage
from bot.conversation.follow_up_cues import requested_language, split_language_request
from bot.conversation.follow_ups import StandaloneQuestion, make_standalone
from bot.errors import ChatModelError
from bot.writing import Author

log = logging.getLogger(__name__)


def rewrite_follow_up(
    question: str, turns: Sequence[ConversationTurn], author: Author
) -> tuple[StandaloneQuestion, Usage]:
    """A question that stands alone, and the tokens it took. Blocks while the chat model writes.

    The rules rewrite the question where the model fails, where it adds a name or figure that nobody mentioned, and
    where the follow-up only requests another language.
    """
    by_rules = make_standalone(question, turns)
    if requested_language(question):
        return by_rules, Usage()
    try:
        text, usage = author.rewrite_follow_up(split_language_request(question)[0], turns)
    except ChatModelError as error:
        log.warning("the follow-up is not written out by the chat model but by rules: %s", error)
        return by_rules, error.usage
    return (replace(by_rules, question=text) if text else by_rules), usage
