"""Looking around: footnotes opened, sources listed, passages searched, help."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.cards import excerpt_cards, notice_card, passages_cards, sources_card, strings_for
from bot.discord_app.cogs.options import asker_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.error_handler import Reporter
from bot.discord_app.replies import InteractionReply
from bot.discord_app.views import ButtonActions, render_card
from bot.memory import Record
from bot.service import Desk
from index import question_language

Interaction = discord.Interaction[Any]
_WIDER = 8


class Sources(commands.Cog):
    """Shows what the answers rest on."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter) -> None:
        self._desk = desk
        self._reporter = reporter
        actions.add("cite", self.open_footnote)
        actions.add("page", self.turn_page)
        actions.add("sources", self.turn_sources)
        actions.add("wider", self.search_wider)

    @app_commands.command(name=translatable("command-sources"), description=translatable("command-sources-about"))
    async def sources(self, interaction: Interaction) -> None:
        """List what can be asked about."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        listed = await self._desk.sources(asker_of(interaction))
        await reply.deliver([sources_card(listed, 0, strings_for(str(interaction.locale)))])

    @app_commands.command(name=translatable("command-search"), description=translatable("command-search-about"))
    @app_commands.describe(query=translatable("option-query"))
    async def search(self, interaction: Interaction, query: app_commands.Range[str, 1, 2000]) -> None:
        """Show the passages closest to a query."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        strings = strings_for(question_language(query), str(interaction.locale))

        async def work() -> None:
            passages = await self._desk.search(query, asker_of(interaction))
            await reply.deliver(passages_cards(query, passages, strings))

        await self._reporter.run_or_report(work, reply, strings, guild_id=interaction.guild_id)

    @app_commands.command(name=translatable("command-help"), description=translatable("command-help-about"))
    async def help(self, interaction: Interaction) -> None:
        """Say what the bot does and how to ask it."""
        await InteractionReply(interaction, is_private=True).deliver(
            [notice_card(strings_for(str(interaction.locale))("help"))]
        )

    async def open_footnote(self, interaction: Interaction, subject: int, argument: str) -> None:
        """Show a cited passage to the one who asked for it."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        record = await self._desk.record(subject, community_id=interaction.guild_id)
        await reply.deliver(await self._excerpt(interaction, record, label=int(argument), page=0))

    async def turn_page(self, interaction: Interaction, subject: int, argument: str) -> None:
        """Go on reading before or after a cited passage."""
        await interaction.response.defer()
        label, _, page = argument.partition(".")
        record = await self._desk.record(subject, community_id=interaction.guild_id)
        cards = await self._excerpt(interaction, record, label=int(label), page=int(page))
        await interaction.edit_original_response(view=render_card(cards[0]))

    async def turn_sources(self, interaction: Interaction, _subject: int, argument: str) -> None:
        """Show another page of the sources."""
        await interaction.response.defer()
        listed = await self._desk.sources(asker_of(interaction))
        await interaction.edit_original_response(
            view=render_card(sources_card(listed, int(argument), strings_for(str(interaction.locale))))
        )

    async def search_wider(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Show the passages closest to a question in all sources, beyond those cited."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        record = await self._desk.record(subject, community_id=interaction.guild_id)
        if record is None:
            await reply.deliver([notice_card(strings_for(str(interaction.locale))("answer-gone"))])
            return
        passages = await self._desk.search(record.question, asker_of(interaction), top_k=_WIDER)
        cited = {footnote.chunk_id for footnote in record.footnotes}
        strings = strings_for(record.language, str(interaction.locale))
        others = [passage for passage in passages if passage.chunk.id not in cited]
        await reply.deliver(passages_cards(record.question, others, strings))

    async def _excerpt(self, interaction: Interaction, record: Record | None, *, label: int, page: int) -> list[Any]:
        footnote = next((f for f in record.footnotes if f.label == label), None) if record else None
        if record is None or footnote is None:
            return [notice_card(strings_for(str(interaction.locale))("answer-gone"))]
        shown, is_current = await self._desk.excerpt(footnote, asker_of(interaction), page=page)
        strings = strings_for(record.language, str(interaction.locale))
        return excerpt_cards(record.id, footnote, shown, strings, is_current=is_current)
