"""Answers and summaries written by a chat model: prompts, drafts, labels, citations and their checks."""

from bot.writing.author import Author
from bot.writing.conformance import Conformance, Trial, examine_endpoint, try_answer
from bot.writing.digester import Digester
from bot.writing.drafts import format_labels, label_gap, remove_labels
from bot.writing.factory import Writers, open_claim_checker, open_writers
from bot.writing.fallback import write_or_quote
from bot.writing.llm import open_chat_model
from bot.writing.writer import OnText

__all__ = [
    "Author",
    "Conformance",
    "Digester",
    "OnText",
    "Trial",
    "Writers",
    "examine_endpoint",
    "format_labels",
    "label_gap",
    "open_chat_model",
    "open_claim_checker",
    "open_writers",
    "remove_labels",
    "try_answer",
    "write_or_quote",
]
