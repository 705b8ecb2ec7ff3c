"""What the cogs share: the desk, and how a command or a button is answered."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord.ext import commands

from bot.answers import AnswerLanguage, Asker
from bot.conversation import SmallTalk, read_small_talk
from bot.discord_app.cards import Tone, answer_cards, draft_card, notice_card, strings_for
from bot.discord_app.cogs.options import asker_of, reader_of, strings_of
from bot.discord_app.delivery import InteractionReply, Reply, ThrottledUpdates
from bot.discord_app.error_handler import Reporter
from bot.discord_app.installation import community_id_of
from bot.memory import Record
from bot.service import Desk
from bot.strings import Strings
from index import question_language

Interaction = discord.Interaction[Any]


class FootnoteCog(commands.Cog):
    """A cog that answers from the desk."""

    def __init__(self, desk: Desk, reporter: Reporter) -> None:
        self._desk = desk
        self._reporter = reporter

    @asynccontextmanager
    async def _reply_to(
        self, interaction: Interaction, strings: Strings | None = None, *, is_private: bool = True
    ) -> AsyncIterator[InteractionReply]:
        """An acknowledged reply. An error in the body is reported on it, in the language of ``strings``."""
        reply = InteractionReply(interaction, is_private=is_private)
        await reply.acknowledge()
        guild_id = community_id_of(interaction)
        async with self._reporter.report_errors(reply, strings or strings_of(interaction), guild_id=guild_id):
            yield reply

    def _reader(self, interaction: Interaction) -> Asker:
        """The person who acts, limited to the sources that are asked in the channel."""
        return reader_of(self._desk, interaction)

    def _is_private(self, interaction: Interaction, chosen: bool | None = None) -> bool:
        """Whether only the person sees a reply: as chosen, or as the server has it."""
        return self._desk.preferences.community(community_id_of(interaction)).is_private if chosen is None else chosen

    async def _reply_privately(self, interaction: Interaction, text: str, *, tone: Tone = "notice") -> None:
        """Reply at once with one text that only the person sees."""
        await InteractionReply(interaction, is_private=True).deliver([notice_card(text, tone=tone)])

    async def _kept_record(self, interaction: Interaction, record_id: int, reply: InteractionReply) -> Record | None:
        """The kept answer that a button belongs to. Where it was deleted, replies so and returns None."""
        record = await self._desk.record(record_id, asker_of(interaction))
        if record is None:
            await reply.deliver([notice_card(strings_of(interaction)("answer-gone"))])
        return record


class AnsweringCog(FootnoteCog):
    """A cog that asks questions and sends the answers."""

    async def _answer(
        self, reply: Reply, question: str, asker: Asker, *, locale: str, language: AnswerLanguage | None = None,
        source_ids: tuple[str, ...] | list[str] = (), previous: Record | None = None, continues_conversation: bool = False,
        is_private: bool = False, ending: str = "", is_wanted: Callable[[Record], bool] = lambda _: True,
    ) -> Record | None:  # fmt: skip
        """Send the answer to a question. Returns its record; None for small talk, and where the answer is not wanted."""
        strings = self._strings_for_answer(question, asker, locale=locale, language=language)
        if kind := await self._small_talk(
            question, asker, previous=previous, continues_conversation=continues_conversation
        ):
            await reply.deliver([notice_card(strings(f"small-talk-{kind}"))])
            return None
        self._desk.admit(asker)
        if not self._desk.is_ready:
            await reply.notify(notice_card(strings("loading")))
        async with ThrottledUpdates(lambda draft: reply.notify(draft_card(draft, strings))) as updates:
            record = await self._desk.ask(
                question, asker, language=language, source_ids=source_ids, previous=previous,
                continues_conversation=continues_conversation, on_text=updates.put, is_private=is_private,
            )  # fmt: skip
        if not is_wanted(record):
            await self._desk.memory.delete(record.id)
            return None
        sent = await reply.deliver(answer_cards(record, strings_for(record.language, locale), ending=ending))
        await self._desk.memory.mark_sent(record.id, sent)
        return record

    def _strings_for_answer(
        self, question: str, asker: Asker, *, locale: str, language: AnswerLanguage | None = None
    ) -> Strings:
        """The texts in the language of an answer: asked for, else chosen by person or server, else that of the question.

        Where there are no words to go by, it is that of Discord.
        """
        chosen = language or self._desk.preferences.language_of(asker)
        return strings_for(chosen or (question_language(question) if question else locale), locale)

    async def _small_talk(
        self, text: str, asker: Asker, *, previous: Record | None, continues_conversation: bool
    ) -> SmallTalk | None:
        """The kind of small talk that a text is. A follow-up is none where there is something that it follows."""
        kind = await asyncio.to_thread(read_small_talk, text)
        if kind is SmallTalk.FOLLOW_UP and await self._desk.memory.earlier_turns(
            asker, previous=previous, continues_conversation=continues_conversation
        ):
            return None
        return kind
