"""The Discord front end: client, cogs and cards. The only room that imports discord."""

from bot.discord_app.bot_token import invite_url, own_installation_url, read_application_id
from bot.discord_app.demo import run_demo
from bot.discord_app.run import serve

__all__ = [
    "invite_url",
    "own_installation_url",
    "read_application_id",
    "run_demo",
    "serve",
]
