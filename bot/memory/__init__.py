"""The memory in SQLite: kept answers, votes, community settings and token spending."""

from bot.memory.communities import Communities
from bot.memory.database import open_database
from bot.memory.preferences import AnsweredPosts, CommunityPreferences, ConversationPreferences, Preferences
from bot.memory.records import Footnote, Record, Records
from bot.memory.retention import Retention
from bot.memory.spending import Spending, Spent, TokenBudget
from bot.memory.unanswered import Unanswered, UnansweredQuestions
from bot.memory.votes import Votes

__all__ = [
    "AnsweredPosts",
    "Communities",
    "CommunityPreferences",
    "ConversationPreferences",
    "Footnote",
    "Preferences",
    "Record",
    "Records",
    "Retention",
    "Spending",
    "Spent",
    "TokenBudget",
    "Unanswered",
    "UnansweredQuestions",
    "Votes",
    "open_database",
]
