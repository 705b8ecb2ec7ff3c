"""What belongs to a person: the language of their answers, and answers to take away."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.discord_app.cards import answer_markdown, notice_card, strings_for
from bot.discord_app.cogs.base import FootnoteCog, Interaction
from bot.discord_app.cogs.options import LANGUAGES, asker_of, chosen_language, strings_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.error_handler import Reporter
from bot.service import Desk

_AS_ASKED = "question"
_CHOICES = [*LANGUAGES, app_commands.Choice(name=translatable("language-as-asked"), value=_AS_ASKED)]


class Personal(FootnoteCog):
    """Keeps a person's language, and hands out answers as files."""

    def __init__(self, desk: Desk, tree: app_commands.CommandTree[Any], reporter: Reporter) -> None:
        super().__init__(desk, reporter)
        tree.add_command(app_commands.ContextMenu(name=translatable("menu-export"), callback=self.export))

    @app_commands.command(name=translatable("command-language"), description=translatable("command-language-about"))
    @app_commands.describe(language=translatable("option-own-language"))
    @app_commands.rename(language=translatable("name-language"))
    @app_commands.choices(language=_CHOICES)
    async def language(self, interaction: Interaction, language: str) -> None:
        """Choose the language of all answers to the person, everywhere."""
        async with self._reply_to(interaction) as reply:
            chosen = None if language == _AS_ASKED else chosen_language(language)
            await self._desk.preferences.set_person_language(interaction.user.id, chosen)
            await reply.deliver([notice_card(strings_of(interaction)("language-set", language=chosen or _AS_ASKED))])

    async def export(self, interaction: Interaction, message: discord.Message) -> None:
        """Hand out an answer as a Markdown file, with the quoted words of each footnote."""
        strings = strings_of(interaction)
        async with self._reply_to(interaction) as reply:
            kept = await self._desk.memory.record_of_post(message.id)
            record = await self._desk.record(kept.id, asker_of(interaction)) if kept else None
            if record is None:
                await reply.deliver([notice_card(strings("export-nothing"))])
                return
            text = answer_markdown(record, strings_for(record.language, str(interaction.locale)))
            await reply.deliver([replace(notice_card(strings("exported")), file=("answer.md", text))])
