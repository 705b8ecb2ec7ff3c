"""Runs the bot on Discord until it is stopped."""

import asyncio
import logging
import signal
from contextlib import suppress

import aiohttp
import discord

from bot.discord_app.bot_token import invite_url, read_application_id
from bot.discord_app.client import FootnoteClient
from bot.discord_app.login_failures import explain_failure
from bot.errors import TokenError
from bot.monitoring import open_monitor
from bot.service import open_desk
from bot.settings import BotSettings
from bot.writing import open_writers
from index import IndexSettings

log = logging.getLogger(__name__)


def serve(settings: BotSettings, index: IndexSettings) -> None:
    """Answer on Discord until Ctrl-C or SIGTERM. Raises TokenError where the bot cannot log in; the message has the remedy."""
    token = settings.discord_token.get_secret_value().strip()
    if not token:
        raise TokenError(
            "There is no Discord token: create an application at https://discord.com/developers/applications, copy the token "
            "from its Bot page (Reset Token), set DISCORD_TOKEN in .env, and invite the bot with "
            f"{invite_url('YOUR_APPLICATION_ID')}."
        )
    if read_application_id(token) is None:
        raise TokenError(
            "DISCORD_TOKEN does not have the form of a bot token (three parts separated by dots): copy it again."
        )
    # The bot does not use voice channels, so missing voice libraries need no warning.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    try:
        with open_writers(settings, index) as writers:
            desk = open_desk(settings, index, writers)
            client = FootnoteClient(
                desk,
                reads_channels=settings.ask_channels,
                admin_roles=settings.admin_roles,
                owner_ids=settings.owner_ids,
                deletes_answers=settings.delete_answers,
                keep_days=settings.keep_days,
            )
            with open_monitor(desk, settings.metrics_port):
                asyncio.run(_run(client, token))
    except (aiohttp.ClientError, discord.DiscordException, OSError) as error:
        raise TokenError(explain_failure(error)) from error


async def _run(client: FootnoteClient, token: str) -> None:
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []
    with suppress(NotImplementedError):  # Windows has no signal handlers on its loop
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, lambda: closing.append(loop.create_task(client.close())))
    async with client:
        await client.start(token)
