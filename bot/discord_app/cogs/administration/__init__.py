"""What admins of a server do: its sources, its settings, and the state of the bot."""

from bot.discord_app.cogs.administration.access import AdminAccess
from bot.discord_app.cogs.administration.admin import Admin
from bot.discord_app.cogs.administration.settings_panel import Settings
from bot.discord_app.cogs.administration.weekly_reports import WeeklyReports
from bot.discord_app.cogs.administration.welcome import Welcome

__all__ = ["Admin", "AdminAccess", "Settings", "WeeklyReports", "Welcome"]
