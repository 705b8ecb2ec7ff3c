"""What is kept of a person, for how long, and how it is deleted."""

from discord import app_commands

from bot.discord_app.cards import Button, custom_id, notice_card
from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.options import asker_of, strings_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.delivery import InteractionReply
from bot.discord_app.error_handler import Reporter
from bot.discord_app.views import ButtonActions
from bot.service import LEFT_DAYS, Desk


class Privacy(FootnoteCog):
    """Says what is kept, and deletes it."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter, *, keep_days: int) -> None:
        super().__init__(desk, reporter)
        self._keep_days = keep_days
        actions.add("erase", self.erase)

    @app_commands.command(name=translatable("command-privacy"), description=translatable("command-privacy-about"))
    async def privacy(self, interaction: Interaction) -> None:
        """Say what is kept and for how long, with a button that deletes what is kept of the person."""
        strings = strings_of(interaction)
        text = strings("privacy", days=self._keep_days, left=LEFT_DAYS)
        button = Button(strings("button-erase"), custom_id("erase", interaction.user.id), style="danger")
        reply = InteractionReply(interaction, is_private=True)
        await reply.deliver([notice_card(text, rows=[(button,)])])

    @app_commands.command(name=translatable("command-forget"), description=translatable("command-forget-about"))
    async def forget(self, interaction: Interaction) -> None:
        """Delete what the person asked here."""
        async with self._reply_to(interaction) as reply:
            count = await self._desk.memory.forget(asker_of(interaction))
            await reply.deliver([notice_card(strings_of(interaction)("forgotten", count=count))])

    async def erase(self, interaction: Interaction, _subject: int, _argument: str) -> None:
        """Delete all that is kept of the person who pressed the button, on every server and in direct messages."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        count = await self._desk.memory.forget(asker_of(interaction), everywhere=True)
        await self._desk.preferences.set_person_language(interaction.user.id, None)
        await reply.deliver([notice_card(strings_of(interaction)("erased", count=count))])
