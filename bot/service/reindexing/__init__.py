"""Reindexing while the bot answers: the job, its child process and its progress."""

from bot.service.reindexing.job import ReindexJob
from bot.service.reindexing.progress import CountingEmbedder, Progress
from bot.service.reindexing.shared_embedder import SharedEmbedder

__all__ = ["CountingEmbedder", "Progress", "ReindexJob", "SharedEmbedder"]
