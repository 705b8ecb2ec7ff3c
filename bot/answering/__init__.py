"""The flow from a question to a cited answer, readable from top to bottom."""

from bot.answering.answerer import Answerer
from bot.answering.pending import Pending
from bot.answering.questions import STANDARD_INPUT, read_questions, tidy
from bot.answering.quoted_answers import LONGEST_ANSWER
from bot.answering.verbatim import ENGINE

__all__ = [
    "ENGINE",
    "LONGEST_ANSWER",
    "STANDARD_INPUT",
    "Answerer",
    "Pending",
    "read_questions",
    "tidy",
]
