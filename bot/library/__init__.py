"""The library: answers and summaries for one asker from the current index, and what an asker may look up in it."""

from bot.library.answer_cache import AnswerCache
from bot.library.library import Library
from bot.library.live_index import LiveIndex
from bot.library.lookups import Lookups, community_folder, own_scope, readable_scope, visible_report

__all__ = [
    "AnswerCache",
    "Library",
    "LiveIndex",
    "Lookups",
    "community_folder",
    "own_scope",
    "readable_scope",
    "visible_report",
]
