"""Votes on an answer, and deleting it."""

from collections.abc import Sequence
from contextlib import suppress

import discord

from bot.discord_app.cards import notice_card
from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.forums import mark_solved
from bot.discord_app.cogs.options import asker_of, strings_of
from bot.discord_app.delivery import InteractionReply
from bot.discord_app.error_handler import Reporter
from bot.discord_app.forms import FormValues, reason_form
from bot.discord_app.installation import is_guest
from bot.discord_app.views import ButtonActions, render_card
from bot.memory import Record
from bot.service import Desk


class Feedback(FootnoteCog):
    """Counts votes, asks for the reason of a bad one, and deletes answers."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter) -> None:
        super().__init__(desk, reporter)
        actions.add("up", self.approve)
        actions.add("down", self.disapprove)
        actions.add("delete", self.delete)
        actions.add_form("reason", self.save_reason)

    async def approve(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Count a thumb up. That of a forum post's poster marks it as solved."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        if record := await self._kept_record(interaction, subject, reply):
            await self._cast_vote(record, interaction, is_helpful=True)
            strings = strings_of(interaction)
            texts = [strings("vote-thanks"), await mark_solved(interaction, strings)]
            await reply.deliver([notice_card("\n".join(filter(None, texts)))])

    async def disapprove(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Count a thumb down and ask for the reason."""
        # Discord takes a form only as the first response, and within three seconds: nothing is read before.
        await interaction.response.send_modal(reason_form(subject, strings_of(interaction)))
        reply = InteractionReply(interaction, is_private=True)
        if record := await self._kept_record(interaction, subject, reply):
            await self._cast_vote(record, interaction, is_helpful=False)

    async def save_reason(self, interaction: Interaction, subject: int, values: FormValues) -> None:
        """Add the reason that a form holds to a thumb down."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        if record := await self._kept_record(interaction, subject, reply):
            await self._cast_vote(record, interaction, is_helpful=False, reason=values.text("reason"))
            await reply.deliver([notice_card(strings_of(interaction)("vote-thanks"))])

    async def delete(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Delete an answer with all its messages, for its asker or for members who may manage messages."""
        await interaction.response.defer()
        strings = strings_of(interaction)
        record = await self._desk.record(subject, asker_of(interaction))
        if record is None:
            await self._follow_up(interaction, strings("answer-gone"))
            return
        if record.asker.user_id != interaction.user.id and not interaction.permissions.manage_messages:
            await self._follow_up(interaction, strings("delete-not-yours"))
            return
        messages = await self._desk.memory.posts(record.id)
        await self._desk.memory.delete(record.id)
        others = [post for post in messages if interaction.message is None or post[1] != interaction.message.id]
        is_own_route = record.is_private or is_guest(interaction)
        is_complete = await self._delete_messages(interaction, others, through_interaction=is_own_route)
        with suppress(discord.NotFound):
            await interaction.delete_original_response()
        if not is_complete:
            key = "delete-private-late" if record.is_private else "delete-guest-late"
            await self._follow_up(interaction, strings(key))

    async def _delete_messages(
        self, interaction: Interaction, messages: Sequence[tuple[int, int]], *, through_interaction: bool
    ) -> bool:
        """Delete messages; returns whether all could be deleted that only the interaction which sent them can delete."""
        are_deleted = True
        for channel_id, message_id in messages:
            if through_interaction:
                are_deleted &= await interaction.client.private_messages.delete(message_id)
                continue
            with suppress(discord.NotFound, discord.Forbidden):
                await interaction.client.get_partial_messageable(channel_id).get_partial_message(message_id).delete()
        return are_deleted

    async def _follow_up(self, interaction: Interaction, text: str) -> None:
        """Say something to the person alone, and leave the message of the button as it is."""
        await interaction.followup.send(view=render_card(notice_card(text)), ephemeral=True)

    async def _cast_vote(self, record: Record, interaction: Interaction, *, is_helpful: bool, reason: str = "") -> None:
        await self._desk.memory.cast_vote(record.id, user_id=interaction.user.id, is_helpful=is_helpful, reason=reason)
