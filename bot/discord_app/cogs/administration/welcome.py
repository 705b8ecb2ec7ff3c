"""The greeting of a server that was joined."""

import logging

import discord
from discord.ext import commands

from bot.answers import Asker
from bot.discord_app.cards import strings_for, welcome_card
from bot.discord_app.cogs.base import FootnoteCog
from bot.discord_app.delivery import with_retries
from bot.discord_app.views import render_card
from index import SearchIndexError

log = logging.getLogger(__name__)


class Welcome(FootnoteCog):
    """Says to a server that was joined how to begin."""

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a server in the channel that it has for such messages, or in the first that the bot may write in."""
        card = welcome_card(strings_for(str(guild.preferred_locale)), sources=await self._count_sources(guild))
        channels = [guild.system_channel, *sorted(guild.text_channels, key=lambda channel: channel.position)]
        for channel in filter(None, channels):
            may = channel.permissions_for(guild.me)
            if not (may.view_channel and may.send_messages):
                continue
            try:
                await with_retries(lambda: channel.send(view=render_card(card)))  # noqa: B023 - awaited at once
            except discord.HTTPException as error:
                log.warning("guild %s: no greeting in channel %s: %s", guild.id, channel.id, error)
            else:
                return

    async def _count_sources(self, guild: discord.Guild) -> int | None:
        try:
            return len(await self._desk.sources(Asker(guild.id, 0, 0)))
        except SearchIndexError:  # it is being built
            return None
