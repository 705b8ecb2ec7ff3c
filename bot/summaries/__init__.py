"""Summaries of a source, a topic or everything: chosen sentences, or written by a chat model."""

from bot.summaries.extractive import DEFAULT_SENTENCES, Summarizer
from bot.summaries.written import WrittenSummarizer

__all__ = [
    "DEFAULT_SENTENCES",
    "Summarizer",
    "WrittenSummarizer",
]
