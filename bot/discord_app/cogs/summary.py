"""Summaries of one source, of all sources or of a topic. Every point is cited."""

from discord import app_commands

from bot.answers import AnswerLanguage
from bot.discord_app.cards import answer_cards, notice_card, source_ids_in_period, strings_for, summary_heading
from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.options import (
    LANGUAGES,
    chosen_language,
    is_on_private_message,
    other_language,
    suggest_sources,
)
from bot.discord_app.command_translation import translatable
from bot.discord_app.delivery import InteractionReply
from bot.discord_app.error_handler import Reporter
from bot.discord_app.views import ButtonActions
from bot.service import Desk
from bot.summaries import DEFAULT_SENTENCES
from index import question_language


class Summary(FootnoteCog):
    """Sums up what the sources say, in their own sentences or in those of a chat model."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter) -> None:
        super().__init__(desk, reporter)
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
    @app_commands.rename(
        source=translatable("name-source"),
        topic=translatable("name-topic"),
        length=translatable("name-length"),
        since=translatable("name-since"),
        until=translatable("name-until"),
        language=translatable("name-language"),
        private=translatable("name-private"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def summary(
        self, interaction: Interaction, source: str | None = None, topic: app_commands.Range[str, 1, 2000] | None = None,
        length: app_commands.Range[int, 1, 20] = DEFAULT_SENTENCES, since: str = "", until: str = "",
        language: str | None = None, private: bool | None = None,
    ) -> None:  # fmt: skip
        """Sum up a source, a topic, a topic in a source, or all sources of the asker; of a period if one is given."""
        summary_language = chosen_language(language) or self._language_of(interaction, topic or "")
        strings = strings_for(summary_language, str(interaction.locale))
        async with self._reply_to(interaction, strings, is_private=self._is_private(interaction, private)) as reply:
            source_ids: list[str] = []
            if source or since or until:
                listed = await self._desk.sources(self._reader(interaction))
                source_ids = source_ids_in_period(listed, source=source, since=since, until=until)
            await self._sum_up(
                reply, interaction, topic or "", sentences=length, language=summary_language, source_ids=source_ids
            )

    @summary.autocomplete("source")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The sources whose title or id contains the typed text."""
        return await suggest_sources(self._desk, interaction, typed)

    async def in_other_language(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Write the same summary in the other language."""
        reply = InteractionReply(interaction, is_private=is_on_private_message(interaction))
        await reply.acknowledge()
        if record := await self._kept_record(interaction, subject, reply):
            await self._sum_up(
                reply, interaction, record.question, sentences=record.sentences or DEFAULT_SENTENCES,
                language=other_language(record.language), source_ids=record.source_ids,
            )  # fmt: skip

    async def _sum_up(
        self, reply: InteractionReply, interaction: Interaction, topic: str, *, sentences: int, language: AnswerLanguage,
        source_ids: tuple[str, ...] | list[str],
    ) -> None:  # fmt: skip
        asker, locale = self._reader(interaction), str(interaction.locale)
        self._desk.admit(asker)
        if not self._desk.is_ready:
            await reply.notify(notice_card(strings_for(language, locale)("loading")))
        record = await self._desk.sum_up(
            topic, asker, sentences=sentences, language=language, source_ids=source_ids, is_private=reply.is_private
        )
        strings = strings_for(record.language, locale)
        sent = await reply.deliver(answer_cards(record, strings, heading=summary_heading(record, strings)))
        await self._desk.memory.mark_sent(record.id, sent)

    def _language_of(self, interaction: Interaction, topic: str) -> AnswerLanguage:
        """The language that the person or the server chose, else that of a topic, else that of the person's Discord."""
        if chosen := self._desk.preferences.language_of(self._reader(interaction)):
            return chosen
        if any(map(str.isalnum, topic)):
            return question_language(topic)
        return "zh" if str(interaction.locale).startswith("zh") else "en"
