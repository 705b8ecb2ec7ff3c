"""The service under every front end: questions in, cited answers out; sources, uploads and reindexing.

A front end opens a desk with ``open_desk`` and calls ``await desk.warm()`` once. For each question it makes an ``Asker``
for the person and the conversation, and calls ``desk.admit(asker)``, which applies the rate limits, then
``await desk.ask(question, asker)``. At the end it calls ``await desk.close()``. Discord and the terminal are the two
examples; the terminal, which has no event loop and one asker, uses the ``Library`` under it alone.
"""

from bot.service.claim_checks import CHECK_ENGINE
from bot.service.desk import LEFT_DAYS, Desk
from bot.service.excerpts import Excerpt
from bot.service.opening import open_desk
from bot.service.rate_limits import Limits
from bot.service.reindexing import CountingEmbedder, Progress
from bot.service.similar_questions import Gap
from bot.service.status import Status
from bot.service.uploads import LARGEST_BYTES, UPLOAD_SUFFIXES

__all__ = [
    "CHECK_ENGINE",
    "LARGEST_BYTES",
    "LEFT_DAYS",
    "UPLOAD_SUFFIXES",
    "CountingEmbedder",
    "Desk",
    "Excerpt",
    "Gap",
    "Limits",
    "Progress",
    "Status",
    "open_desk",
]
