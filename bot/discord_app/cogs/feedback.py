"""Votes on an answer, and deleting it."""

from contextlib import suppress

import discord
from discord import ui

from bot.discord_app.cards import notice_card
from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.options import strings_of
from bot.discord_app.error_handler import Reporter
from bot.discord_app.replies import InteractionReply
from bot.discord_app.views import ButtonActions
from bot.memory import Record
from bot.service import Desk
from bot.strings import Strings


class Feedback(FootnoteCog):
    """Counts votes, asks for the reason of a bad one, and deletes answers."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter) -> None:
        super().__init__(desk, reporter)
        actions.add("up", self.approve)
        actions.add("down", self.disapprove)
        actions.add("delete", self.delete)

    async def approve(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Count a thumb up."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        if record := await self._kept_record(interaction, subject, reply):
            await self._cast_vote(record, interaction, is_helpful=True)
            await reply.deliver([notice_card(strings_of(interaction)("vote-thanks"))])

    async def disapprove(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Count a thumb down and ask for the reason."""
        if record := await self._kept_record(interaction, subject, InteractionReply(interaction, is_private=True)):
            # Opened before the vote is written: Discord takes a form only within three seconds.
            await interaction.response.send_modal(_ReasonForm(self, record, strings_of(interaction)))
            await self._cast_vote(record, interaction, is_helpful=False)

    async def save_reason(self, record: Record, interaction: Interaction, reason: str) -> None:
        """Add the reason to a thumb down."""
        reply = InteractionReply(interaction, is_private=True)
        strings = strings_of(interaction)
        async with self._reporter.report_errors(reply, strings, guild_id=interaction.guild_id):
            await reply.acknowledge()
            await self._cast_vote(record, interaction, is_helpful=False, reason=reason)
            await reply.deliver([notice_card(strings("vote-thanks"))])

    async def delete(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Delete an answer with all its messages, for its asker or for members who may manage messages."""
        record = await self._kept_record(interaction, subject, InteractionReply(interaction, is_private=True))
        if record is None:
            return
        if record.asker.user_id != interaction.user.id and not interaction.permissions.manage_messages:
            await self._reply_privately(interaction, strings_of(interaction)("delete-not-yours"))
            return
        await interaction.response.defer()
        messages = await self._desk.memory.posts(record.id)
        await self._desk.memory.delete(record.id)
        for channel_id, message_id in messages:
            if interaction.message is None or message_id != interaction.message.id:
                with suppress(discord.NotFound, discord.Forbidden):
                    await (
                        interaction.client.get_partial_messageable(channel_id).get_partial_message(message_id).delete()
                    )
        with suppress(discord.NotFound):
            await interaction.delete_original_response()

    async def _cast_vote(self, record: Record, interaction: Interaction, *, is_helpful: bool, reason: str = "") -> None:
        await self._desk.memory.cast_vote(record.id, user_id=interaction.user.id, is_helpful=is_helpful, reason=reason)


class _ReasonForm(ui.Modal):
    def __init__(self, feedback: Feedback, record: Record, strings: Strings) -> None:
        super().__init__(title=strings("vote-why"), timeout=900)
        self._feedback = feedback
        self._record = record
        self._reason: ui.TextInput[_ReasonForm] = ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=1000, required=False, custom_id="reason"
        )
        self.add_item(ui.Label(text=strings("vote-why-label"), component=self._reason))

    async def on_submit(self, interaction: Interaction) -> None:
        await self._feedback.save_reason(self._record, interaction, self._reason.value)
