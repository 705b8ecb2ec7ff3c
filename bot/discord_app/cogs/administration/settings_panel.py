"""The settings of a server: one panel of menus, and for each channel a card of its sources."""

from functools import partial

from discord import app_commands

from bot.discord_app.cards import Card, channel_sources_card, chosen_sources, community_changes, settings_card
from bot.discord_app.cogs.administration.access import AdminAccess, AdminCog
from bot.discord_app.cogs.base import Interaction
from bot.discord_app.cogs.options import asker_of, strings_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.delivery import InteractionReply
from bot.discord_app.error_handler import Reporter
from bot.discord_app.views import VALUE_SEPARATOR, ButtonActions, render_card
from bot.memory import AnsweredPosts
from bot.service import Desk

# The menus of channels: what is chosen of a channel, and what it is otherwise.
_CHANNEL_MENUS: dict[str, tuple[str, object, object]] = {
    "all": ("answered", AnsweredPosts.ALL, AnsweredPosts.MENTIONS),
    "likely": ("answered", AnsweredPosts.QUESTIONS, AnsweredPosts.MENTIONS),
    "threads": ("has_threads", True, False),
}


class Settings(AdminCog):
    """Shows the settings and keeps what is chosen, at once."""

    def __init__(
        self, desk: Desk, actions: ButtonActions, reporter: Reporter, *, access: AdminAccess, reads_channels: bool
    ) -> None:
        super().__init__(desk, reporter, access)
        self._reads_channels = reads_channels
        self.settings.default_permissions = access.visible_to
        actions.add("settings", self.show_panel)
        for name in ("language", "private", "roles", "report", "digest"):
            actions.add(f"set{name}", partial(self.change_community, name))
        for name in _CHANNEL_MENUS:
            actions.add(f"set{name}", partial(self.change_channels, name))
        actions.add("setchannel", self.show_channel)
        actions.add("setsources", self.change_sources)

    @app_commands.command(name=translatable("command-settings"), description=translatable("command-settings-about"))
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings(self, interaction: Interaction) -> None:
        """Show the panel of settings to the admin alone."""
        async with self._reply_to(interaction) as reply:
            await reply.deliver([self._panel(interaction)])

    async def show_panel(self, interaction: Interaction, _subject: int, argument: str) -> None:
        """Show the panel in the place of a card that was opened from it, or opened from another card by itself."""
        if not await self._is_allowed(interaction):
            return
        if argument == "open":
            await InteractionReply(interaction, is_private=True).deliver([self._panel(interaction)])
        else:
            await interaction.response.defer()
            await self._show(interaction, self._panel(interaction))

    async def change_community(self, name: str, interaction: Interaction, _subject: int, argument: str) -> None:
        """Keep a choice for the whole server."""
        if await self._is_allowed(interaction):
            await interaction.response.defer()
            changes = community_changes(name, _values(argument))
            await self._desk.preferences.set_community(interaction.guild_id or 0, **changes)
            await self._show(interaction, self._panel(interaction))

    async def change_channels(self, name: str, interaction: Interaction, _subject: int, argument: str) -> None:
        """Keep which channels were chosen in a menu."""
        if not await self._is_allowed(interaction):
            return
        await interaction.response.defer()
        field, value, default = _CHANNEL_MENUS[name]
        guild_id, preferences = interaction.guild_id or 0, self._desk.preferences
        chosen = {int(value) for value in _values(argument)}
        former = {id_ for id_, kept in preferences.conversations(guild_id).items() if getattr(kept, field) == value}
        for channel_id in former ^ chosen:
            await preferences.set_conversation(
                guild_id, channel_id, **{field: value if channel_id in chosen else default}
            )
        await self._show(interaction, self._panel(interaction))

    async def show_channel(self, interaction: Interaction, _subject: int, argument: str) -> None:
        """Show the sources of a channel in the place of the panel."""
        if await self._is_allowed(interaction):
            await interaction.response.defer()
            await self._show(interaction, await self._channel_card(interaction, int(_values(argument)[0])))

    async def change_sources(self, interaction: Interaction, subject: int, argument: str) -> None:
        """Keep which sources are asked in a channel."""
        if not await self._is_allowed(interaction):
            return
        await interaction.response.defer()
        guild_id, page = interaction.guild_id or 0, int(argument.partition(":")[0])
        listed = await self._desk.sources(asker_of(interaction))
        former = self._desk.preferences.conversation(guild_id, subject).source_ids
        chosen = chosen_sources(former, _values(argument), page, listed)
        await self._desk.preferences.set_conversation(guild_id, subject, source_ids=chosen)
        await self._show(interaction, await self._channel_card(interaction, subject))

    async def _channel_card(self, interaction: Interaction, channel_id: int) -> Card:
        listed = await self._desk.sources(asker_of(interaction))
        chosen = self._desk.preferences.conversation(interaction.guild_id, channel_id).source_ids
        return channel_sources_card(channel_id, chosen, listed, strings_of(interaction))

    def _panel(self, interaction: Interaction) -> Card:
        guild = interaction.guild
        existing = {found.id for found in [*guild.channels, *guild.roles]} if guild else set()
        return settings_card(
            self._desk.preferences.community(interaction.guild_id),
            self._desk.preferences.conversations(interaction.guild_id or 0), strings_of(interaction),
            existing=existing, reads_channels=self._reads_channels,
            without_threads=[c.id for c in guild.text_channels if not c.permissions_for(guild.me).create_public_threads]
            if guild
            else [],
        )  # fmt: skip

    async def _show(self, interaction: Interaction, card: Card) -> None:
        await interaction.edit_original_response(view=render_card(card))


def _values(argument: str) -> list[str]:
    """The values chosen in a menu."""
    chosen = argument.partition(":")[2]
    return chosen.split(VALUE_SEPARATOR) if chosen else []
