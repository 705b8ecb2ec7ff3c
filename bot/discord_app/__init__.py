"""The Discord front end: client, cogs and cards. The only room that imports discord."""

from bot.discord_app.demo import show
from bot.discord_app.run import serve
from bot.discord_app.token import application_id, invitation

__all__ = [
    "application_id",
    "invitation",
    "serve",
    "show",
]
