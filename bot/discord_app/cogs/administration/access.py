"""Who may use the commands of admins, and the log of every use."""

import logging
from collections.abc import Callable, Collection

import discord

from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.options import strings_of
from bot.discord_app.error_handler import Reporter
from bot.discord_app.installation import is_guest
from bot.service import Desk

# Every use is logged, also where LOG_LEVEL hides it.
audit = logging.getLogger("bot.audit")
audit.setLevel(logging.INFO)


class AdminAccess:
    """Admins are who may manage the server, or who have a role of the setting, and who have a role chosen in ``/settings``."""

    def __init__(self, desk: Desk, *, admin_roles: Collection[int], owner_ids: Callable[[], Collection[int]]) -> None:
        self._desk = desk
        self._admin_roles = frozenset(admin_roles)
        self._owner_ids = owner_ids

    @property
    def visible_to(self) -> discord.Permissions | None:
        """Whom Discord shows the commands to. It can go by permission, not by role: with roles it shows them to all."""
        return None if self._admin_roles else discord.Permissions(manage_guild=True)

    def is_owner(self, interaction: Interaction) -> bool:
        """Whether somebody runs the bot."""
        return interaction.user.id in self._owner_ids()

    def is_admin(self, interaction: Interaction) -> bool:
        """Whether somebody is an admin of the server."""
        if interaction.guild_id is None or is_guest(interaction):
            return False
        if self.is_owner(interaction):
            return True
        roles = {role.id for role in interaction.user.roles} if isinstance(interaction.user, discord.Member) else set()
        if roles & {*self._admin_roles, *self._desk.preferences.community(interaction.guild_id).admin_roles}:
            return True
        permissions = interaction.permissions
        return permissions.administrator if self._admin_roles else permissions.manage_guild

    def check(self, interaction: Interaction) -> bool:
        """Whether somebody is an admin of the server. Every use is logged."""
        is_admin = self.is_admin(interaction)
        name = interaction.command.qualified_name if interaction.command else "button"
        audit.info(
            "guild %s: user %s %s /%s %s", interaction.guild_id, interaction.user.id,
            "uses" if is_admin else "may not use", name, vars(interaction.namespace),
        )  # fmt: skip
        return is_admin


class AdminCog(FootnoteCog):
    """A cog for admins alone."""

    def __init__(self, desk: Desk, reporter: Reporter, access: AdminAccess) -> None:
        super().__init__(desk, reporter)
        self._access = access

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Whether the person may use these commands, also where the server shows them to others."""
        return self._access.check(interaction)

    async def _is_allowed(self, interaction: Interaction) -> bool:
        """Whether the person may press an admin's button or menu entry. Where not, replies so."""
        if self._access.check(interaction):
            return True
        await self._reply_privately(interaction, strings_of(interaction)("error-admins-only"), tone="problem")
        return False
