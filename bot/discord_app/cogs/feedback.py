"""What people think of an answer, and taking one's own answers back."""

from contextlib import suppress
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.discord_app.cards import notice_card, strings_for
from bot.discord_app.error_handler import Reporter
from bot.discord_app.replies import InteractionReply
from bot.discord_app.views import ButtonActions
from bot.memory import Record
from bot.service import Desk
from bot.strings import Strings

Interaction = discord.Interaction[Any]


class Feedback(commands.Cog):
    """Counts votes, asks why where one is unhappy, and deletes answers for those who asked."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter) -> None:
        self._desk = desk
        self._reporter = reporter
        actions.add("up", self.approve)
        actions.add("down", self.disapprove)
        actions.add("delete", self.delete)

    async def approve(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Count a thumb up."""
        reply = InteractionReply(interaction, is_private=True)
        strings = strings_for(str(interaction.locale))
        await reply.acknowledge()
        record = await self._desk.record(subject, community_id=interaction.guild_id)
        if record:
            await self._cast(record, interaction, is_helpful=True)
        await reply.deliver([notice_card(strings("vote-thanks") if record else strings("answer-gone"))])

    async def disapprove(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Count a thumb down and ask why."""
        strings = strings_for(str(interaction.locale))
        record = await self._desk.record(subject, community_id=interaction.guild_id)
        if record is None:
            await InteractionReply(interaction, is_private=True).deliver([notice_card(strings("answer-gone"))])
            return
        # Opened before anything is written: the form has to come within three seconds.
        await interaction.response.send_modal(_Why(self, record, strings))
        await self._cast(record, interaction, is_helpful=False)

    async def explain(self, record: Record, interaction: Interaction, reason: str) -> None:
        """Keep what somebody wrote about an answer they are unhappy with."""
        reply = InteractionReply(interaction, is_private=True)
        strings = strings_for(str(interaction.locale))

        async def work() -> None:
            await reply.acknowledge()
            await self._cast(record, interaction, is_helpful=False, reason=reason)
            await reply.deliver([notice_card(strings("vote-thanks"))])

        await self._reporter.run_or_report(work, reply, strings, guild_id=interaction.guild_id)

    async def delete(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Delete an answer for whoever asked for it, or may manage messages."""
        strings = strings_for(str(interaction.locale))
        record = await self._desk.record(subject, community_id=interaction.guild_id)
        is_asker = record is not None and record.asker.user_id == interaction.user.id
        if record is None or not (is_asker or interaction.permissions.manage_messages):
            text = strings("delete-not-yours") if record else strings("answer-gone")
            await InteractionReply(interaction, is_private=True).deliver([notice_card(text)])
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

    async def _cast(self, record: Record, interaction: Interaction, *, is_helpful: bool, reason: str = "") -> None:
        await self._desk.memory.cast_vote(record.id, user_id=interaction.user.id, is_helpful=is_helpful, reason=reason)


class _Why(ui.Modal):
    def __init__(self, feedback: Feedback, record: Record, strings: Strings) -> None:
        super().__init__(title=strings("vote-why"), timeout=900)
        self._feedback = feedback
        self._record = record
        self._reason: ui.TextInput[_Why] = ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=1000, required=False, custom_id="reason"
        )
        self.add_item(ui.Label(text=strings("vote-why-label"), component=self._reason))

    async def on_submit(self, interaction: Interaction) -> None:
        await self._feedback.explain(self._record, interaction, self._reason.value)
