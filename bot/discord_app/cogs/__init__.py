"""The slash commands and message handlers, one cog for each subject."""

from bot.discord_app.cogs.administration import Admin, AdminAccess, Settings, WeeklyReports, Welcome
from bot.discord_app.cogs.ask import Ask
from bot.discord_app.cogs.feedback import Feedback
from bot.discord_app.cogs.messages import Messages
from bot.discord_app.cogs.personal import Personal
from bot.discord_app.cogs.privacy import Privacy
from bot.discord_app.cogs.sources import Sources
from bot.discord_app.cogs.summary import Summary

__all__ = [
    "Admin",
    "AdminAccess",
    "Ask",
    "Feedback",
    "Messages",
    "Personal",
    "Privacy",
    "Settings",
    "Sources",
    "Summary",
    "WeeklyReports",
    "Welcome",
]
