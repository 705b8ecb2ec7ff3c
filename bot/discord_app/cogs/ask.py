"""Asking: by mention, reply or direct message, in ask channels, by command, and from the menu of a message."""

from contextlib import AsyncExitStack, suppress
from typing import Any

import discord
import regex
from discord import app_commands

from bot.answering import tidy_question
from bot.answers import AnswerLanguage, Asker
from bot.discord_app.cards import (
    answer_cards,
    chosen_source_id,
    claim_heading,
    draft_card,
    notice_card,
    split_claims,
    strings_for,
)
from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.options import (
    LANGUAGES,
    asker_of,
    chosen_language,
    is_on_private_message,
    other_language,
    strings_of,
    suggest_sources,
)
from bot.discord_app.command_translation import translatable
from bot.discord_app.delivery import InteractionReply, MessageReply, Reply, ThrottledUpdates
from bot.discord_app.error_handler import Reporter
from bot.discord_app.views import ButtonActions
from bot.memory import Record
from bot.service import Desk
from index import question_language

_QUESTION_TYPES = (discord.MessageType.default, discord.MessageType.reply)


class Ask(FootnoteCog):
    """Takes questions in and sends the answers out."""

    def __init__(
        self, desk: Desk, tree: app_commands.CommandTree[Any], actions: ButtonActions, reporter: Reporter, *,
        reads_channels: bool,
    ) -> None:  # fmt: skip
        super().__init__(desk, reporter)
        self._reads_channels = reads_channels
        self._ask_channels: dict[int, set[int]] = {}
        actions.add("language", self.in_other_language)
        tree.add_command(app_commands.ContextMenu(name=translatable("menu-ask"), callback=self.ask_about))
        tree.add_command(app_commands.ContextMenu(name=translatable("menu-check"), callback=self.check_message))

    async def load_ask_channels(self) -> None:
        """Read from the memory which channels are ask channels."""
        self._ask_channels = await self._desk.memory.ask_conversations()

    async def answer_message(self, message: discord.Message) -> None:
        """Answer a message if it is addressed to the bot."""
        if message.author.bot or message.type not in _QUESTION_TYPES or not self._is_addressed(message):
            return
        question = _question(message)
        previous = await self._record_replied_to(message)
        locale = str(message.guild.preferred_locale) if message.guild else ""
        reply = MessageReply(message, strings_for(question_language(question), locale))
        if not question:
            await reply.deliver([notice_card(strings_for(locale)("ask-nothing"))])
            return
        async with AsyncExitStack() as typing:
            with suppress(discord.HTTPException):
                await typing.enter_async_context(message.channel.typing())
            asker = Asker(message.guild.id if message.guild else None, message.channel.id, message.author.id)
            await self._answer(
                reply, question, asker, locale=locale, previous=previous,
                continues_conversation=isinstance(message.channel, discord.Thread),
            )  # fmt: skip

    @app_commands.command(name=translatable("command-ask"), description=translatable("command-ask-about"))
    @app_commands.describe(
        question=translatable("option-question"),
        source=translatable("option-source"),
        language=translatable("option-language"),
        private=translatable("option-private"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def ask(
        self, interaction: Interaction, question: app_commands.Range[str, 1, 2000], source: str | None = None,
        language: str | None = None, private: bool = False,
    ) -> None:  # fmt: skip
        """Answer a question given as a command."""
        asker, locale = asker_of(interaction), str(interaction.locale)
        strings = strings_for(language or question_language(question), locale)
        async with self._reply_to(interaction, strings, is_private=private) as reply:
            source_ids = [chosen_source_id(await self._desk.sources(asker), source)] if source else []
            await self._answer(
                reply, question, asker, locale=locale, language=chosen_language(language), source_ids=source_ids,
                continues_conversation=isinstance(interaction.channel, discord.Thread), is_private=private,
            )  # fmt: skip

    @ask.autocomplete("source")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The sources whose title or id contains the typed text."""
        return await suggest_sources(self._desk, interaction, typed)

    async def ask_about(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer a message as the question."""
        await self._ask_each(interaction, [tidy_question(message.content)], is_check=False)

    async def check_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Check each claim of a message against the sources."""
        await self._ask_each(interaction, split_claims(message.content) or [""], is_check=True)

    @app_commands.command(name=translatable("command-forget"), description=translatable("command-forget-about"))
    async def forget(self, interaction: Interaction) -> None:
        """Let later questions no longer build on earlier ones."""
        async with self._reply_to(interaction) as reply:
            count = await self._desk.memory.forget(asker_of(interaction))
            await reply.deliver([notice_card(strings_of(interaction)("forgotten", count=count))])

    async def in_other_language(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Answer the same question in the other language."""
        reply = InteractionReply(interaction, is_private=is_on_private_message(interaction))
        await reply.acknowledge()
        if record := await self._kept_record(interaction, subject, reply):
            await self._answer(
                reply, record.question, asker_of(interaction), locale=str(interaction.locale),
                language=other_language(record.language), source_ids=record.source_ids, previous=record,
                is_private=reply.is_private,
            )  # fmt: skip

    async def _ask_each(self, interaction: Interaction, questions: list[str], *, is_check: bool) -> None:
        asker, locale = asker_of(interaction), str(interaction.locale)
        strings = strings_for(question_language(questions[0]), locale)
        async with self._reply_to(interaction, strings, is_private=False) as reply:
            self._desk.admit(asker)
            cards = []
            for question in questions:
                record = await self._desk.ask(question, asker)
                heading = claim_heading(question, strings) if is_check else ""
                cards += answer_cards(record, strings_for(record.language, locale), heading=heading)
            await reply.deliver(cards)

    async def _answer(
        self, reply: Reply, question: str, asker: Asker, *, locale: str, language: AnswerLanguage | None = None,
        source_ids: tuple[str, ...] | list[str] = (), previous: Record | None = None, continues_conversation: bool = False,
        is_private: bool = False,
    ) -> None:  # fmt: skip
        self._desk.admit(asker)
        strings = strings_for(language or question_language(question), locale)
        if not self._desk.is_ready:
            await reply.notify(notice_card(strings("loading")))
        async with ThrottledUpdates(lambda draft: reply.notify(draft_card(draft, strings))) as updates:
            record = await self._desk.ask(
                question, asker, language=language, source_ids=source_ids, previous=previous,
                continues_conversation=continues_conversation, on_text=updates.put, is_private=is_private,
            )  # fmt: skip
        sent = await reply.deliver(answer_cards(record, strings_for(record.language, locale)))
        await self._desk.memory.mark_sent(record.id, sent)

    def _is_addressed(self, message: discord.Message) -> bool:
        if message.guild is None:
            return True
        if message.guild.me in message.mentions:
            return True
        parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
        ask_channels = self._ask_channels.get(message.guild.id, set())
        return self._reads_channels and not message.mentions and bool({message.channel.id, parent} & ask_channels)

    async def _record_replied_to(self, message: discord.Message) -> Record | None:
        if not message.reference or not message.reference.message_id:
            return None
        record = await self._desk.memory.record_of_post(message.reference.message_id)
        return record if record and record.asker.community_id == (message.guild.id if message.guild else None) else None


def _question(message: discord.Message) -> str:
    """The question in a message, without the mention. The first message of a forum post includes the post's title.

    A mention alone, in reply to a person's message, asks about that message.
    """
    question = tidy_question(regex.sub(r"<@!?\d+>", " ", message.content))
    channel = message.channel
    if isinstance(channel, discord.Thread) and channel.id == message.id and channel.name not in question:
        return f"{tidy_question(channel.name)} {question}".strip()
    replied = message.reference.resolved if message.reference else None
    if not question and isinstance(replied, discord.Message) and not replied.author.bot:
        return tidy_question(replied.content)
    return question
