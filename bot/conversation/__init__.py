"""Query rewriting: follow-up questions made to stand alone.

The rules serve follow-ups only where no chat model is set, or where it fails. They are frozen: mend a fault, but add no
rule. A chat model does better, through ``rewriting``.
"""

from bot.conversation.follow_ups import StandaloneQuestion, make_standalone
from bot.conversation.rewriting import rewrite_follow_up
from bot.conversation.small_talk import SmallTalk, read_small_talk

__all__ = [
    "SmallTalk",
    "StandaloneQuestion",
    "make_standalone",
    "read_small_talk",
    "rewrite_follow_up",
]
