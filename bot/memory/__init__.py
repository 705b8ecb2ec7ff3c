"""What the bot remembers in SQLite: answers given, votes, guild settings and token spending."""

from bot.memory.database import open_state
from bot.memory.guilds import Guilds
from bot.memory.records import Footnote, Place, Record, Records
from bot.memory.spending import Budget, Spending, Spent
from bot.memory.votes import Votes

__all__ = [
    "Budget",
    "Footnote",
    "Guilds",
    "Place",
    "Record",
    "Records",
    "Spending",
    "Spent",
    "Votes",
    "open_state",
]
