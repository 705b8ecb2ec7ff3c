"""Whether the bot is a member where it is used, or was brought along by a person who installed it for themselves."""

from typing import Any

import discord


def is_brought_along(interaction: discord.Interaction[Any]) -> bool:
    """Whether a person's own installation alone lets the bot be used: Discord then takes five follow-ups, and no more."""
    return interaction.is_user_integration() and not interaction.is_guild_integration()


def is_guest(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot is no member where it is used: on another server, in a group, or between two people.

    There it sees nothing but its commands and buttons, and writes nothing but replies to them.
    """
    return is_brought_along(interaction) and not interaction.context.dm_channel


def community_id_of(interaction: discord.Interaction[Any]) -> int | None:
    """The id of the server the bot is used on; None in direct messages, and where it is a guest: that server has no say."""
    return None if is_guest(interaction) else interaction.guild_id
