"""A chat model's draft: cleaned, parsed with its labels, checked against the passages, and cited."""

from bot.writing.drafts.citations import CheckedDraft, cite_draft
from bot.writing.drafts.cleaning import (
    NO_ANSWER,
    find_repetition,
    is_in_language,
    is_looping,
    is_no_answer,
    may_become_no_answer,
    sanitize_draft,
)
from bot.writing.drafts.labels import (
    cut_at_last_label,
    find_labels,
    format_labels,
    label_gap,
    remove_labels,
    renumber_labels,
)
from bot.writing.drafts.objections import Statement
from bot.writing.drafts.thinking import remove_thinking

__all__ = [
    "NO_ANSWER",
    "CheckedDraft",
    "Statement",
    "cite_draft",
    "cut_at_last_label",
    "find_labels",
    "find_repetition",
    "format_labels",
    "is_in_language",
    "is_looping",
    "is_no_answer",
    "label_gap",
    "may_become_no_answer",
    "remove_labels",
    "remove_thinking",
    "renumber_labels",
    "sanitize_draft",
]
