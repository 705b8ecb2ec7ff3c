"""Follow-up questions made to stand alone, by rules or by the chat model."""

from bot.conversation.follow_ups import Standalone, standalone
from bot.conversation.rewriting import rewritten

__all__ = [
    "Standalone",
    "rewritten",
    "standalone",
]
