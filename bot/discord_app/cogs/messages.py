"""Questions in messages: by mention, reply or direct message, in ask channels; answered anew when they are edited."""

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord

from bot.answering import looks_like_question
from bot.answers import Asker
from bot.conversation import read_small_talk
from bot.discord_app.cards import notice_card
from bot.discord_app.cogs.base import AnsweringCog
from bot.discord_app.cogs.forums import forum_of, is_from_poster, similar_posts
from bot.discord_app.cogs.options import has_threads
from bot.discord_app.delivery import MessageReply, QuietReply, Reply
from bot.discord_app.error_handler import Reporter
from bot.discord_app.message_questions import mentions_bot, question_of, unreadable_text
from bot.memory import AnsweredPosts, Record
from bot.service import Desk

_QUESTION_TYPES = (discord.MessageType.default, discord.MessageType.reply)
# How long after it was sent a question that is edited is answered anew. Set by hand.
_EDITABLE = timedelta(minutes=1)


@dataclass(slots=True)
class _PendingQuestion:
    """A question that is being answered, and what happened to its message meanwhile."""

    is_deleted: bool = False
    edited: discord.Message | None = None


class Messages(AnsweringCog):
    """Answers messages that are addressed to the bot."""

    def __init__(
        self, desk: Desk, client: discord.Client, reporter: Reporter, *, reads_channels: bool, deletes_answers: bool
    ) -> None:
        super().__init__(desk, reporter)
        self._client = client
        self._reads_channels = reads_channels
        self._deletes_answers = deletes_answers
        self._pending: dict[int, _PendingQuestion] = {}

    async def answer_message(self, message: discord.Message) -> None:
        """Answer a message if it is addressed to the bot, or is a question in a channel where questions are answered."""
        if message.author.bot or message.type not in _QUESTION_TYPES:
            return
        if self._is_addressed(message):
            await self._answer_question(message)
        elif self._answered_posts(message) is AnsweredPosts.QUESTIONS and await self._is_likely_question(message):
            await self._answer_question(message, only_if_sure=True)

    async def answer_edited(self, message: discord.Message) -> None:
        """Answer a question anew, in place, where its words were edited within a minute."""
        if message.edited_at is None or message.edited_at - message.created_at > _EDITABLE:
            return
        if pending := self._pending.get(message.id):
            pending.edited = message
            return
        record = await self._desk.memory.record_of_question(message.id)
        if record is None:
            await self.answer_message(message)
        elif question_of(message, names=self._names(message)) not in ("", record.question):
            await self._answer_question(message, former=record)

    async def withdraw_answer(self, message_id: int) -> None:
        """Do not answer a question that was deleted, or delete its answer."""
        if pending := self._pending.get(message_id):
            pending.is_deleted = True
        elif self._deletes_answers and (record := await self._desk.memory.record_of_question(message_id)):
            await self._delete_answer(record)

    async def _answer_question(
        self, message: discord.Message, *, former: Record | None = None, only_if_sure: bool = False
    ) -> None:
        """Answer a question, or with ``only_if_sure`` say nothing but an answer: no refusal, no error, no sign of typing."""
        locale = str(message.guild.preferred_locale) if message.guild else ""
        question = question_of(message, names=self._names(message))
        asker = Asker(message.guild.id if message.guild else None, message.channel.id, message.author.id)
        strings = self._strings_for_answer(question, asker, locale=locale)
        reply = MessageReply(
            message, strings, former=await self._partial_messages(former),
            thread_name=question if has_threads(self._desk, message.channel) else "",
        )  # fmt: skip
        if not question:
            await reply.deliver([notice_card(unreadable_text(message, strings, me=self._client.user))])
            return
        pending = self._pending[message.id] = _PendingQuestion()
        record = None
        try:
            if former is not None:  # first, or its question would be an earlier one of the conversation
                await self._desk.memory.delete(former.id)
            shown: Reply = QuietReply() if only_if_sure else reply
            async with self._reporter.report_errors(shown, strings, guild_id=asker.community_id):
                record = await self._answer_typing(
                    message, question, asker, QuietReply(reply) if only_if_sure else reply, pending, locale=locale
                )
                if record is not None:
                    await self._desk.memory.mark_asked(record.id, message.id)
                if record is not None and reply.thread_id:  # follow-ups are there
                    await self._desk.memory.move(record.id, reply.thread_id)
            if pending.is_deleted:
                await reply.withdraw()
                if record is not None:
                    await self._delete_answer(record)
        finally:
            del self._pending[message.id]
        if pending.edited is not None and not pending.is_deleted:
            await self.answer_edited(pending.edited)

    async def _answer_typing(
        self, message: discord.Message, question: str, asker: Asker, reply: Reply, pending: _PendingQuestion, *,
        locale: str,
    ) -> Record | None:  # fmt: skip
        """Answer a question while Discord shows that the bot is typing, unless the reply is a quiet one."""
        only_if_sure = isinstance(reply, QuietReply)
        previous = await self._record_replied_to(message)
        async with AsyncExitStack() as typing:
            if not only_if_sure:
                with suppress(discord.HTTPException):
                    await typing.enter_async_context(message.channel.typing())
            strings = self._strings_for_answer(question, asker, locale=locale)
            ending = await similar_posts(self._desk, message, strings)
            return await self._answer(
                reply, question, self._desk.preferences.restrict(asker, *_channel_ids(message)), locale=locale,
                ending=ending, previous=previous, continues_conversation=isinstance(message.channel, discord.Thread),
                is_wanted=lambda record: not pending.is_deleted and not (only_if_sure and record.reason),
            )  # fmt: skip

    async def _delete_answer(self, record: Record) -> None:
        messages = await self._partial_messages(record)
        await self._desk.memory.delete(record.id)
        for message in messages:
            with suppress(discord.HTTPException):
                await message.delete()

    async def _partial_messages(self, record: Record | None) -> list[discord.PartialMessage]:
        """The messages that an answer was sent as."""
        posts = await self._desk.memory.posts(record.id) if record else []
        client: Any = self._client
        return [
            client.get_partial_messageable(channel_id).get_partial_message(message_id)
            for channel_id, message_id in posts
        ]

    def _is_addressed(self, message: discord.Message) -> bool:
        if message.guild is None:
            return True
        if mentions_bot(message, message.guild.me, names=self._names(message)):
            return True
        return self._answered_posts(message) is AnsweredPosts.ALL

    def _answered_posts(self, message: discord.Message) -> AnsweredPosts:
        """Which messages are answered where a message was written. One that mentions somebody else is left alone.

        In a thread that was opened for an answer, all are follow-ups. In a forum, people talk about a post of one of them.
        """
        if message.guild is None or not self._reads_channels or message.mentions:
            return AnsweredPosts.MENTIONS
        if isinstance(message.channel, discord.Thread) and message.channel.owner_id == message.guild.me.id:
            return AnsweredPosts.ALL
        if forum_of(message.channel) and not is_from_poster(message):
            return AnsweredPosts.MENTIONS
        return self._desk.preferences.conversation(message.guild.id, *_channel_ids(message)).answered

    async def _is_likely_question(self, message: discord.Message) -> bool:
        question = question_of(message, names=self._names(message))
        return looks_like_question(question) and await asyncio.to_thread(read_small_talk, question) is None

    def _names(self, message: discord.Message) -> list[str]:
        """The names that people know the bot by, where a message was written."""
        me = message.guild.me if message.guild else self._client.user
        return [me.display_name, me.name] if me else []

    async def _record_replied_to(self, message: discord.Message) -> Record | None:
        if not message.reference or not message.reference.message_id:
            return None
        record = await self._desk.memory.record_of_post(message.reference.message_id)
        return record if record and record.asker.community_id == (message.guild.id if message.guild else None) else None


def _channel_ids(message: discord.Message) -> tuple[int | None, ...]:
    """The channel of a message, and for a thread the channel it belongs to."""
    channel = message.channel
    return (channel.id, channel.parent_id) if isinstance(channel, discord.Thread) else (channel.id,)
