"""Query rewriting: follow-up questions made to stand alone.

The rules serve follow-ups only where no chat model is set, or where it fails. They are frozen: mend a fault, but add no
rule. A chat model does better, through ``rewriting``.
"""

from bot.conversation.follow_ups import StandaloneQuestion, make_standalone
from bot.conversation.rewriting import rewrite_follow_up

__all__ = [
    "StandaloneQuestion",
    "make_standalone",
    "rewrite_follow_up",
]
