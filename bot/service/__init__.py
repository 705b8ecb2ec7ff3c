"""The application layer under every front end: an asker's question in, an answer out; sources, uploads and reindexing."""

from bot.service.desk import Desk
from bot.service.excerpts import Excerpt
from bot.service.periods import published_between, read_day
from bot.service.rate_limits import Limits
from bot.service.uploads import LARGEST_BYTES, UPLOAD_SUFFIXES, keep_upload, remove_upload

__all__ = [
    "LARGEST_BYTES",
    "UPLOAD_SUFFIXES",
    "Desk",
    "Excerpt",
    "Limits",
    "keep_upload",
    "published_between",
    "read_day",
    "remove_upload",
]
