"""Asking: by mention, reply or direct message, in ask channels, by command, and from the menu of a message."""

import logging
from typing import Any

import discord
from discord import app_commands

from bot.discord_app.cards import (
    answer_cards,
    chosen_source_id,
    notice_card,
    split_claims,
    strings_for,
)
from bot.discord_app.cogs.base import AnsweringCog, Interaction
from bot.discord_app.cogs.options import (
    LANGUAGES,
    chosen_language,
    has_threads,
    is_on_private_message,
    other_language,
    strings_of,
    suggest_sources,
)
from bot.discord_app.command_translation import translatable
from bot.discord_app.delivery import InteractionReply
from bot.discord_app.error_handler import Reporter
from bot.discord_app.forms import FormValues, question_form
from bot.discord_app.installation import is_guest
from bot.discord_app.message_questions import message_lines, message_text, unreadable_text
from bot.discord_app.views import ButtonActions
from bot.memory import Record
from bot.service import Desk
from index import question_language, single_line

log = logging.getLogger(__name__)

_QUESTION_TYPES = (discord.MessageType.default, discord.MessageType.reply)


class Ask(AnsweringCog):
    """Takes questions in and sends the answers out."""

    def __init__(
        self, desk: Desk, tree: app_commands.CommandTree[Any], actions: ButtonActions, reporter: Reporter
    ) -> None:
        super().__init__(desk, reporter)
        self._client = tree.client
        actions.add("language", self.in_other_language)
        actions.add("try", self.open_question_form)
        actions.add_form("question", self.ask_from_form)
        tree.add_command(app_commands.ContextMenu(name=translatable("menu-ask"), callback=self.ask_about))
        tree.add_command(app_commands.ContextMenu(name=translatable("menu-check"), callback=self.check_message))

    @app_commands.command(name=translatable("command-ask"), description=translatable("command-ask-about"))
    @app_commands.describe(
        question=translatable("option-question"),
        source=translatable("option-source"),
        language=translatable("option-language"),
        private=translatable("option-private"),
    )
    @app_commands.rename(
        question=translatable("name-question"),
        source=translatable("name-source"),
        language=translatable("name-language"),
        private=translatable("name-private"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def ask(
        self, interaction: Interaction, question: app_commands.Range[str, 1, 2000], source: str | None = None,
        language: str | None = None, private: bool | None = None,
    ) -> None:  # fmt: skip
        """Answer a question given as a command."""
        asker, locale = self._reader(interaction), str(interaction.locale)
        strings = self._strings_for_answer(question, asker, locale=locale, language=chosen_language(language))
        is_private = self._is_private(interaction, private)
        async with self._reply_to(interaction, strings, is_private=is_private) as reply:
            source_ids = [chosen_source_id(await self._desk.sources(asker), source)] if source else []
            record = await self._answer(
                reply, question, asker, locale=locale, language=chosen_language(language), source_ids=source_ids,
                # A guest sees no messages, so a command is the only way to ask on.
                continues_conversation=isinstance(interaction.channel, discord.Thread) or is_guest(interaction),
                is_private=is_private,
            )  # fmt: skip
            has_own_thread = has_threads(self._desk, interaction.channel) and not is_guest(interaction)
            if record is not None and not is_private and has_own_thread:
                await self._open_thread(interaction, record)

    @ask.autocomplete("source")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The sources whose title or id contains the typed text."""
        return await suggest_sources(self._desk, interaction, typed)

    async def open_question_form(self, interaction: Interaction, _subject: int, _argument: str) -> None:
        """Open the form that takes a question."""
        await interaction.response.send_modal(question_form(strings_of(interaction)))

    async def ask_from_form(self, interaction: Interaction, _subject: int, values: FormValues) -> None:
        """Answer the question that a form holds."""
        question, asker, locale = values.text("question"), self._reader(interaction), str(interaction.locale)
        strings = self._strings_for_answer(question, asker, locale=locale)
        async with self._reply_to(interaction, strings, is_private=self._is_private(interaction)) as reply:
            await self._answer(reply, question, asker, locale=locale, is_private=reply.is_private)

    async def _open_thread(self, interaction: Interaction, record: Record) -> None:
        """Open a thread for follow-ups on an answer to a command: the answer itself can be nowhere but in the channel."""
        posts = await self._desk.memory.posts(record.id)
        channel = interaction.channel
        if not posts or not isinstance(channel, discord.TextChannel) or posts[0][0] != channel.id:
            return
        try:
            message = channel.get_partial_message(posts[0][1])
            thread = await message.create_thread(name=single_line(record.question)[:100])
        except discord.HTTPException as error:
            log.warning("no thread for an answer in channel %s: %s", channel.id, error)
        else:
            await self._desk.memory.move(record.id, thread.id)

    async def ask_about(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer a message as the question."""
        await self._ask_each(interaction, message, [message_text(message)], is_check=False)

    async def check_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Check each claim of a message against the sources."""
        await self._ask_each(interaction, message, split_claims(message_lines(message)) or [""], is_check=True)

    async def in_other_language(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Answer the same question in the other language."""
        reply = InteractionReply(interaction, is_private=is_on_private_message(interaction))
        await reply.acknowledge()
        if record := await self._kept_record(interaction, subject, reply):
            await self._answer(
                reply, record.question, self._reader(interaction), locale=str(interaction.locale),
                language=other_language(record.language), source_ids=record.source_ids, previous=record,
                is_private=reply.is_private,
            )  # fmt: skip

    async def _ask_each(
        self, interaction: Interaction, message: discord.Message, questions: list[str], *, is_check: bool
    ) -> None:
        asker, locale = self._reader(interaction), str(interaction.locale)
        language = question_language(questions[0]) if is_check else None  # a check is in that of what is checked
        strings = self._strings_for_answer(questions[0], asker, locale=locale, language=language)
        async with self._reply_to(interaction, strings, is_private=self._is_private(interaction)) as reply:
            if not questions[0]:
                text = unreadable_text(message, strings_of(interaction), me=self._client.user)
                await reply.deliver([notice_card(text)])
                return
            self._desk.admit(asker)
            record = await (
                self._desk.check(questions, asker, is_private=reply.is_private)
                if is_check
                else self._desk.ask(questions[0], asker, is_private=reply.is_private)
            )
            strings = strings_for(record.language, locale)
            heading = f"**{strings('check-heading')}**" if is_check else ""
            sent = await reply.deliver(answer_cards(record, strings, heading=heading))
            await self._desk.memory.mark_sent(record.id, sent)
