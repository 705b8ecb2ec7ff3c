"""Options that commands share, and what is read from whoever gave them."""

from typing import Any

import discord
from discord import app_commands

from bot.answers import AnswerLanguage, Asker
from bot.discord_app.cards import matching_sources
from bot.service import Desk
from index import SearchIndexError

LANGUAGES = [app_commands.Choice(name="English", value="en"), app_commands.Choice(name="中文", value="zh")]


def chosen_language(language: str | None) -> AnswerLanguage | None:
    """The language chosen among the choices, or None."""
    return "zh" if language == "zh" else "en" if language else None


def asker_of(interaction: discord.Interaction[Any]) -> Asker:
    """Who gave a command or pressed a button, and where."""
    return Asker(interaction.guild_id, interaction.channel_id or 0, interaction.user.id)


async def suggest_sources(
    desk: Desk, interaction: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    """The sources whose title holds what was typed so far."""
    try:
        listed = await desk.sources(asker_of(interaction))
    except SearchIndexError:
        return []  # the command itself will say why
    return [app_commands.Choice(name=name, value=value) for name, value in matching_sources(listed, typed)]
