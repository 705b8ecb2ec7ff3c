"""Options that several commands share, and what an interaction says about its person: ids, language."""

from typing import Any

import discord
from discord import app_commands

from bot.answers import AnswerLanguage, Asker
from bot.discord_app.cards import matching_sources, strings_for
from bot.discord_app.installation import community_id_of
from bot.service import Desk
from bot.strings import Strings
from index import SearchIndexError

LANGUAGES = [app_commands.Choice(name="English", value="en"), app_commands.Choice(name="中文", value="zh")]


def chosen_language(language: str | None) -> AnswerLanguage | None:
    """The language a person chose for an answer, or None."""
    return "zh" if language == "zh" else "en" if language else None


def other_language(language: AnswerLanguage) -> AnswerLanguage:
    """English for Chinese, and Chinese for English."""
    return "en" if language == "zh" else "zh"


def asker_of(interaction: discord.Interaction[Any]) -> Asker:
    """The person who gave a command or pressed a button, and the channel it happened in.

    Where the bot is a guest, the person asks the shared sources.
    """
    return Asker(community_id_of(interaction), interaction.channel_id or 0, interaction.user.id)


def reader_of(desk: Desk, interaction: discord.Interaction[Any]) -> Asker:
    """As ``asker_of``, limited to the sources that are asked in the channel."""
    channel = interaction.channel
    parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
    return desk.preferences.restrict(asker_of(interaction), interaction.channel_id, parent_id)


def has_threads(desk: Desk, channel: Any) -> bool:
    """Whether answers in a channel get a thread each. In a thread there are no further ones."""
    return (
        isinstance(channel, discord.TextChannel)
        and desk.preferences.conversation(channel.guild.id, channel.id).has_threads
    )


def strings_of(interaction: discord.Interaction[Any]) -> Strings:
    """The texts in the language of the person's Discord."""
    return strings_for(str(interaction.locale))


def is_on_private_message(interaction: discord.Interaction[Any]) -> bool:
    """Whether the pressed button is on a message that only the person sees."""
    return bool(interaction.message and interaction.message.flags.ephemeral)


async def suggest_sources(
    desk: Desk, interaction: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    """The sources whose title or id contains the typed text."""
    try:
        listed = await desk.sources(reader_of(desk, interaction))
    except SearchIndexError:
        return []  # the command itself reports the error
    return [app_commands.Choice(name=name, value=value) for name, value in matching_sources(listed, typed)]
