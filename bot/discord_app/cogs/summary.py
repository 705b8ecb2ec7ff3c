"""Summaries: of one source, of all, of a topic; every point cited."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import AnswerLanguage
from bot.discord_app.cards import answer_cards, notice_card, source_ids_in_period, strings_for, summary_heading
from bot.discord_app.cogs.options import LANGUAGES, asker_of, chosen_language, suggest_sources
from bot.discord_app.command_translation import translatable
from bot.discord_app.error_handler import Reporter
from bot.discord_app.replies import InteractionReply
from bot.discord_app.views import ButtonActions
from bot.service import Desk
from bot.summaries import DEFAULT_SENTENCES
from index import question_language

Interaction = discord.Interaction[Any]


class Summary(commands.Cog):
    """Sums up what the sources say, in their own sentences or written by a chat model."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter) -> None:
        self._desk = desk
        self._reporter = reporter
        actions.add("summary", self.in_other_language)

    @app_commands.command(name=translatable("command-summary"), description=translatable("command-summary-about"))
    @app_commands.describe(
        source=translatable("option-summary-source"),
        topic=translatable("option-topic"),
        length=translatable("option-length"),
        since=translatable("option-since"),
        until=translatable("option-until"),
        language=translatable("option-language"),
        private=translatable("option-private"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def summary(
        self, interaction: Interaction, source: str | None = None, topic: app_commands.Range[str, 1, 2000] | None = None,
        length: app_commands.Range[int, 1, 20] = DEFAULT_SENTENCES, since: str = "", until: str = "",
        language: str | None = None, private: bool = False,
    ) -> None:  # fmt: skip
        """Sum up a source, a topic, a topic in a source, or without either all that may be seen; of a period if one is given."""
        reply = InteractionReply(interaction, is_private=private)
        await reply.acknowledge()
        spoken = chosen_language(language) or _language_of(interaction, topic or "")

        async def work() -> None:
            source_ids: list[str] = []
            if source or since or until:
                listed = await self._desk.sources(asker_of(interaction))
                source_ids = source_ids_in_period(listed, source=source, since=since, until=until)
            await self._sum_up(
                reply, interaction, topic or "", sentences=length, language=spoken, source_ids=source_ids
            )

        strings = strings_for(spoken, str(interaction.locale))
        await self._reporter.run_or_report(work, reply, strings, guild_id=interaction.guild_id)

    @summary.autocomplete("source")
    async def sources_for(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The sources whose title holds what was typed so far."""
        return await suggest_sources(self._desk, interaction, typed)

    async def in_other_language(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Sum up the same in the other language."""
        is_private = bool(interaction.message and interaction.message.flags.ephemeral)
        reply = InteractionReply(interaction, is_private=is_private)
        await reply.acknowledge()
        record = await self._desk.record(subject, community_id=interaction.guild_id)
        if record is None:
            await reply.deliver([notice_card(strings_for(str(interaction.locale))("answer-gone"))])
            return
        await self._sum_up(
            reply, interaction, record.question, sentences=record.sentences or DEFAULT_SENTENCES,
            language="en" if record.language == "zh" else "zh", source_ids=record.source_ids,
        )  # fmt: skip

    async def _sum_up(
        self, reply: InteractionReply, interaction: Interaction, topic: str, *, sentences: int, language: AnswerLanguage,
        source_ids: tuple[str, ...] | list[str],
    ) -> None:  # fmt: skip
        asker, locale = asker_of(interaction), str(interaction.locale)
        self._desk.admit(asker)
        if not self._desk.is_ready:
            await reply.notify(notice_card(strings_for(language, locale)("loading")))
        record = await self._desk.sum_up(topic, asker, sentences=sentences, language=language, source_ids=source_ids)
        strings = strings_for(record.language, locale)
        sent = await reply.deliver(answer_cards(record, strings, heading=summary_heading(record, strings)))
        await self._desk.memory.mark_sent(record.id, sent)


def _language_of(interaction: Interaction, topic: str) -> AnswerLanguage:
    """The language of a topic; where there are no words to tell it by, that of the asker's Discord."""
    if any(map(str.isalnum, topic)):
        return question_language(topic)
    return "zh" if str(interaction.locale).startswith("zh") else "en"
