"""Summaries of a source, a topic or all sources: extractive, or written by a chat model."""

from bot.summaries.extractive import DEFAULT_SENTENCES, ExtractiveSummarizer
from bot.summaries.periods import published_between, read_day
from bot.summaries.written import WrittenSummarizer

__all__ = [
    "DEFAULT_SENTENCES",
    "ExtractiveSummarizer",
    "WrittenSummarizer",
    "published_between",
    "read_day",
]
