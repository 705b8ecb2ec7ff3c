"""What the sources lack, on command, and weekly in the channel that was chosen for it."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord import app_commands

from bot.discord_app.cards import gaps_card, strings_for
from bot.discord_app.cogs.administration.access import AdminCog
from bot.discord_app.cogs.base import Interaction
from bot.discord_app.cogs.options import strings_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.delivery import with_retries
from bot.discord_app.views import render_card
from bot.service import Desk

log = logging.getLogger(__name__)

_DAYS, _WEEK = 30, 7


class GapsCommand(AdminCog):
    """The command ``/admin gaps``."""

    @app_commands.command(name=translatable("command-gaps"), description=translatable("command-gaps-about"))
    @app_commands.describe(days=translatable("option-days"))
    @app_commands.rename(days=translatable("name-days"))
    async def gaps(self, interaction: Interaction, days: app_commands.Range[int, 1, 365] = _DAYS) -> None:
        """Show the questions that the sources do not answer, grouped by meaning."""
        async with self._reply_to(interaction) as reply:
            found = await self._desk.gaps(interaction.guild_id or 0, days=days)
            await reply.deliver([gaps_card(found, strings_of(interaction), days=days)])


class WeeklyReports:
    """Sends each server that chose a channel for it what its sources lacked in the week, if anything."""

    def __init__(self, desk: Desk, client: discord.Client) -> None:
        self._desk = desk
        self._client = client

    async def send_due(self) -> None:
        """Send the reports whose week is over. Call it about every hour."""
        for guild_id, chosen in self._desk.preferences.communities():
            guild = self._client.get_guild(guild_id)
            if guild is not None and chosen.report_conversation is not None and await self._is_due(guild_id):
                await self._report(guild, chosen.report_conversation)

    async def _is_due(self, guild_id: int) -> bool:
        """Whether a week has passed since the last report, or since the channel was chosen. Notes the new week."""
        key, now = f"reported:{guild_id}", datetime.now(UTC)
        last = await self._desk.memory.note(key)
        is_due = last is not None and now - datetime.fromisoformat(last) >= timedelta(days=_WEEK)
        if last is None or is_due:
            await self._desk.memory.set_note(key, now.isoformat(timespec="seconds"))
        return is_due

    async def _report(self, guild: discord.Guild, channel_id: int) -> None:
        found = await self._desk.gaps(guild.id, days=_WEEK)
        if not found:
            return
        view = render_card(gaps_card(found, strings_for(str(guild.preferred_locale)), days=_WEEK))
        channel: Any = guild.get_channel(channel_id)
        try:
            await with_retries(lambda: channel.send(view=view))
        except (discord.HTTPException, AttributeError) as error:  # no such channel any more
            log.warning("guild %s: the weekly report cannot be sent to channel %s: %s", guild.id, channel_id, error)
