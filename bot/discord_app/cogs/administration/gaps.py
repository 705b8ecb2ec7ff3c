"""What the sources lack, on command."""

from discord import app_commands

from bot.discord_app.cards import gaps_card
from bot.discord_app.cogs.administration.access import AdminCog
from bot.discord_app.cogs.base import Interaction
from bot.discord_app.cogs.options import strings_of
from bot.discord_app.command_translation import translatable

_DAYS = 30


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
