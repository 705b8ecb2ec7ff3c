"""Looking around: footnotes and their surroundings, the list of sources, search, help."""

from discord import app_commands

from bot.discord_app.cards import Card, excerpt_cards, notice_card, search_card, sources_card, strings_for
from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.options import asker_of, strings_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.delivery import InteractionReply
from bot.discord_app.error_handler import Reporter
from bot.discord_app.installation import community_id_of, is_guest
from bot.discord_app.views import ButtonActions, render_card
from bot.memory import Record
from bot.service import Desk
from bot.strings import Strings
from index import IndexNotBuiltError, question_language


class Sources(FootnoteCog):
    """Shows the sources and the passages behind the answers."""

    def __init__(self, desk: Desk, actions: ButtonActions, reporter: Reporter) -> None:
        super().__init__(desk, reporter)
        actions.add("cite", self.open_footnote)
        actions.add("page", self.turn_page)
        actions.add("sources", self.turn_sources)
        actions.add("wider", self.search_wider)
        actions.add("found", self.turn_results)

    @app_commands.command(name=translatable("command-sources"), description=translatable("command-sources-about"))
    async def sources(self, interaction: Interaction) -> None:
        """List the sources."""
        async with self._reply_to(interaction) as reply:
            is_on_server = community_id_of(interaction) is not None
            try:
                listed = await self._desk.sources(self._reader(interaction))
            except IndexNotBuiltError:
                if self._desk.reindexing.is_running:
                    raise
                listed = []  # there was nothing to build it from
            await reply.deliver([sources_card(listed, 0, strings_of(interaction), is_on_server=is_on_server)])

    @app_commands.command(name=translatable("command-search"), description=translatable("command-search-about"))
    @app_commands.describe(query=translatable("option-query"))
    @app_commands.rename(query=translatable("name-query"))
    async def search(self, interaction: Interaction, query: app_commands.Range[str, 1, 2000]) -> None:
        """Show the passages closest to a query."""
        strings = strings_for(question_language(query), str(interaction.locale))
        async with self._reply_to(interaction, strings) as reply:
            found = await self._desk.search(query, self._reader(interaction))
            await reply.deliver([_found_card(found, strings)])

    @app_commands.command(name=translatable("command-help"), description=translatable("command-help-about"))
    async def help(self, interaction: Interaction) -> None:
        """Say what the bot does and how to ask it."""
        strings = strings_of(interaction)
        guest_help = [strings("help-guest")] if is_guest(interaction) else []
        await self._reply_privately(interaction, "\n\n".join([strings("help"), *guest_help]))

    async def open_footnote(self, interaction: Interaction, subject: int, argument: str) -> None:
        """Show a cited passage to the person who pressed its button."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        record = await self._desk.record(subject, asker_of(interaction))
        await reply.deliver(
            await self._excerpt_cards(interaction, record, label=int(argument.rpartition(":")[2]), page=0)
        )

    async def turn_page(self, interaction: Interaction, subject: int, argument: str) -> None:
        """Show the text before or after a cited passage."""
        await interaction.response.defer()
        label, _, page = argument.partition(".")
        record = await self._desk.record(subject, asker_of(interaction))
        cards = await self._excerpt_cards(interaction, record, label=int(label), page=int(page))
        await interaction.edit_original_response(view=render_card(cards[0]))

    async def turn_sources(self, interaction: Interaction, _subject: int, argument: str) -> None:
        """Show another page of the list of sources."""
        await interaction.response.defer()
        listed = await self._desk.sources(self._reader(interaction))
        card = sources_card(listed, int(argument), strings_of(interaction))
        await interaction.edit_original_response(view=render_card(card))

    async def search_wider(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Show passages close to an answered question that the answer does not cite."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        if record := await self._kept_record(interaction, subject, reply):
            cited = {footnote.chunk_id for footnote in record.footnotes}
            found = await self._desk.search(record.question, self._reader(interaction), without=cited)
            await reply.deliver([_found_card(found, strings_for(record.language, str(interaction.locale)))])

    async def turn_results(self, interaction: Interaction, subject: int, argument: str) -> None:
        """Show another page of the passages of a search."""
        await interaction.response.defer()
        record = await self._desk.record(subject, asker_of(interaction))
        strings = strings_for(record.language, str(interaction.locale)) if record else strings_of(interaction)
        card = search_card(record, int(argument), strings) if record else notice_card(strings("answer-gone"))
        await interaction.edit_original_response(view=render_card(card))

    async def _excerpt_cards(
        self, interaction: Interaction, record: Record | None, *, label: int, page: int
    ) -> list[Card]:
        footnote = next((f for f in record.footnotes if f.label == label), None) if record else None
        if record is None or footnote is None:
            return [notice_card(strings_of(interaction)("answer-gone"))]
        excerpt, is_current = await self._desk.excerpt(footnote, asker_of(interaction), page=page)
        strings = strings_for(record.language, str(interaction.locale))
        return excerpt_cards(record.id, footnote, excerpt, strings, is_current=is_current)


def _found_card(found: Record | None, strings: Strings) -> Card:
    return search_card(found, 0, strings) if found else notice_card(strings("search-none"), tone="silent")
