"""The application layer under every front end: an asker's question in, an answer out; sources, uploads and reindexing."""

from bot.service.desk import Desk
from bot.service.excerpts import Excerpt
from bot.service.library import Library
from bot.service.opening import open_desk
from bot.service.rate_limits import Limits
from bot.service.status import Status
from bot.service.uploads import LARGEST_BYTES, UPLOAD_SUFFIXES

__all__ = [
    "LARGEST_BYTES",
    "UPLOAD_SUFFIXES",
    "Desk",
    "Excerpt",
    "Library",
    "Limits",
    "Status",
    "open_desk",
]
