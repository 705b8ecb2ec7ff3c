"""The bot on Discord, from the settings to a clean end."""

import asyncio
import logging
import signal
from contextlib import suppress

import aiohttp
import discord

from bot.discord_app.client import FootnoteClient
from bot.discord_app.token import application_id, invitation
from bot.errors import TokenError
from bot.memory import Budget
from bot.service import Desk, Limits
from bot.settings import BotSettings
from bot.writing import Writers, open_writers
from index import IndexSettings, open_embedder, open_reranker

log = logging.getLogger(__name__)

_HOW = (
    "create an application at https://discord.com/developers/applications, copy the token from its page Bot (Reset Token), set "
    "DISCORD_TOKEN in .env, and invite the bot with {invite}"
)


def open_desk(settings: BotSettings, index: IndexSettings, writers: Writers | None = None) -> Desk:
    """The desk the settings describe, and who writes for it, if anybody."""
    writers = writers or Writers()
    limits = Limits(settings.questions_per_user, settings.questions_per_guild, settings.queue_limit)
    return Desk(
        sources_dir=index.sources_dir, data_dir=index.data_dir, embedder=open_embedder(index.embed_model, cache_dir=index.cache_dir),
        chroma_url=index.chroma_url, reranker=open_reranker(index.rerank_model), cache_dir=index.cache_dir, limits=limits,
        model=index.embed_model, author=writers.author, digester=writers.digester, budget=open_budget(settings),
    )  # fmt: skip


def open_budget(settings: BotSettings) -> Budget:
    """What the settings allow to be used of the chat model in a day, and what it costs."""
    return Budget(
        per_user=settings.llm_tokens_per_user, per_guild=settings.llm_tokens_per_guild,
        price_read=settings.llm_price_read, price_written=settings.llm_price_written,
    )  # fmt: skip


def serve(settings: BotSettings, index: IndexSettings) -> None:
    """Answer on Discord until stopped by Ctrl-C or SIGTERM. Raises TokenError with what to do about it."""
    token = settings.discord_token.get_secret_value().strip()
    if not token:
        raise TokenError(f"There is no Discord token: {_HOW.format(invite=invitation('YOUR_APPLICATION_ID'))}.")
    if application_id(token) is None:
        raise TokenError(
            "DISCORD_TOKEN does not have the form of a bot token (three parts with dots between): copy it again."
        )
    # There is nothing to hear or say in voice channels.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    try:
        with open_writers(settings, cache_dir=index.cache_dir) as writers:
            client = FootnoteClient(
                open_desk(settings, index, writers),
                reads_channels=settings.ask_channels,
                admin_roles=settings.admin_roles,
            )
            asyncio.run(_run(client, token))
    except discord.LoginFailure as error:
        raise TokenError("Discord does not accept the token in DISCORD_TOKEN: reset it and copy it again.") from error
    except discord.PrivilegedIntentsRequired as error:
        raise TokenError(
            "ASK_CHANNELS=true needs the Message Content Intent: allow it on the page Bot of your application, or set ASK_CHANNELS=false."
        ) from error
    except (aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound, OSError) as error:
        raise TokenError(f"Discord cannot be reached ({error}): check the network and try again.") from error


async def _run(client: FootnoteClient, token: str) -> None:
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []
    with suppress(NotImplementedError):  # Windows has no signal handlers on its loop
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, lambda: closing.append(loop.create_task(client.close())))
    async with client:
        await client.start(token)
