"""Summaries of a source, a topic or everything: chosen sentences, or written by a chat model."""

from bot.summaries.extractive import DEFAULT_SENTENCES, Summarizer
from bot.summaries.periods import published_between, read_day
from bot.summaries.written import WrittenSummarizer

__all__ = [
    "DEFAULT_SENTENCES",
    "Summarizer",
    "WrittenSummarizer",
    "published_between",
    "read_day",
]
