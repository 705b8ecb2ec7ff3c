"""Questions that ask several things in one: which they are, and what the sources say to each."""

from bot.answering.parts.coordination import Coordination, read_coordination
from bot.answering.parts.differences import Difference, read_difference
from bot.answering.parts.sides import are_about_neither, weigh_difference
from bot.answering.parts.splitting import asks_about_something, split_question
from bot.answering.parts.weighing import Part, weigh_coordination, weigh_parts

__all__ = [
    "Coordination",
    "Difference",
    "Part",
    "are_about_neither",
    "asks_about_something",
    "read_coordination",
    "read_difference",
    "split_question",
    "weigh_coordination",
    "weigh_difference",
    "weigh_parts",
]
