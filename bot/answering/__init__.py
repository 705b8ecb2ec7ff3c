"""From a question to an answer: cited sentences of the sources, a written answer, or a refusal."""

from bot.answering.answerer import Answerer
from bot.answering.pending import Pending
from bot.answering.questions import (
    STANDARD_INPUT,
    looks_like_question,
    read_questions,
    remove_mentions,
    tidy_line,
    tidy_question,
    typed_mention,
)
from bot.answering.quote_selection import LONGEST_ANSWER

__all__ = [
    "LONGEST_ANSWER",
    "STANDARD_INPUT",
    "Answerer",
    "Pending",
    "looks_like_question",
    "read_questions",
    "remove_mentions",
    "tidy_line",
    "tidy_question",
    "typed_mention",
]
