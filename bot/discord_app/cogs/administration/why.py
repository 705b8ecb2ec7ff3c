"""How it came to an answer, on command."""

import re

from discord import app_commands

from bot.discord_app.cards import notice_card, why_card
from bot.discord_app.cogs.administration.access import AdminCog
from bot.discord_app.cogs.base import Interaction
from bot.discord_app.cogs.options import asker_of, strings_of
from bot.discord_app.command_translation import translatable

# The id of a message, alone or at the end of its link.
_MESSAGE_ID = re.compile(r"(?:.*/)?(\d{15,20})\s*")


class WhyCommand(AdminCog):
    """The command ``/admin why``."""

    @app_commands.command(name=translatable("command-why"), description=translatable("command-why-about"))
    @app_commands.describe(message=translatable("option-message"))
    @app_commands.rename(message=translatable("name-message"))
    async def why(self, interaction: Interaction, message: app_commands.Range[str, 1, 200]) -> None:
        """Show what was weighed for an answer, or for a refusal."""
        strings = strings_of(interaction)
        async with self._reply_to(interaction) as reply:
            found = _MESSAGE_ID.fullmatch(message)
            kept = await self._desk.memory.record_of_post(int(found[1])) if found else None
            record = await self._desk.record(kept.id, asker_of(interaction)) if kept else None
            explanation = await self._desk.memory.explanation(record.id) if record else None
            if record is None or explanation is None:
                await reply.deliver([notice_card(strings("why-nothing"))])
            else:
                await reply.deliver([why_card(record, explanation, strings)])
