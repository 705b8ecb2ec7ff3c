"""The service under every front end: questions in, cited answers out; sources, uploads and reindexing.

A front end opens a desk with ``open_desk``, makes an ``Asker`` for each person and conversation, and calls
``await desk.warm()`` once and ``await desk.ask(question, asker)`` for each question. Discord and the terminal are the two
examples; the terminal, which has no event loop and one asker, uses ``Library``, the synchronous part of a desk.
"""

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
