"""The Discord client: what comes in is given to the cogs, and whatever fails ends in a stated outcome."""

import asyncio
import json
import logging
from collections.abc import Collection
from functools import partial
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.cards import notice_card, strings_for
from bot.discord_app.cogs import Admin, Ask, Feedback, Sources, Summary
from bot.discord_app.command_translation import CommandTranslator
from bot.discord_app.error_handler import Reporter
from bot.discord_app.replies import InteractionReply, MessageReply
from bot.discord_app.views import ButtonActions, component_router
from bot.errors import ReindexCrashedError
from bot.service import Desk
from index import SearchIndexError, question_language

log = logging.getLogger(__name__)

_SYNCED = "synced-commands"


class FootnoteClient(commands.Bot):
    """The bot on Discord. Ready at once; the model is loaded meanwhile."""

    def __init__(self, desk: Desk, *, reads_channels: bool = False, admin_roles: Collection[int] = ()) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = reads_channels
        super().__init__(
            command_prefix=commands.when_mentioned, intents=intents, tree_cls=_Tree, help_command=None,
            allowed_mentions=discord.AllowedMentions.none(), chunk_guilds_at_startup=False,
        )  # fmt: skip
        self.desk = desk
        self.reporter = Reporter(desk)
        self.actions = ButtonActions()
        self._ask = Ask(desk, self.tree, self.actions, self.reporter, reads_channels=reads_channels)
        self._features: tuple[commands.Cog, ...] = (
            self._ask,
            Sources(desk, self.actions, self.reporter),
            Summary(desk, self.actions, self.reporter),
            Feedback(desk, self.actions, self.reporter),
            Admin(
                desk, self.tree, self.actions, self.reporter, admin_roles=admin_roles, reads_channels=reads_channels, changed=self.read_channels
            ),
        )  # fmt: skip
        self._warming: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Add the commands, tell Discord of them where they changed, and begin to load the model."""
        await self.tree.set_translator(CommandTranslator())
        for cog in self._features:
            await self.add_cog(cog)
        await self.read_channels()
        self.add_dynamic_items(component_router(self._pressed))
        await self._sync_if_changed()
        self._warming = asyncio.create_task(self._warm())

    async def read_channels(self) -> None:
        """Learn which channels are ask channels, after they changed."""
        await self._ask.read_channels()

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a message that is a question."""
        strings = strings_for(
            question_language(message.content), str(message.guild.preferred_locale if message.guild else "")
        )
        await self.reporter.run_or_report(
            partial(self._ask.take, message),
            MessageReply(message, strings),
            strings,
            guild_id=message.guild.id if message.guild else None,
        )

    async def close(self) -> None:
        """Finish what is at hand, then leave Discord."""
        if self._warming:
            self._warming.cancel()
        await super().close()
        await self.desk.close()

    async def _pressed(self, interaction: discord.Interaction[Any], action: str, subject: int, argument: str) -> None:
        strings = strings_for(str(interaction.locale), str(interaction.locale))
        work = partial(self.actions[action], interaction, subject, argument)
        await self.reporter.run_or_report(
            work, InteractionReply(interaction, is_private=True), strings, guild_id=interaction.guild_id
        )

    async def _warm(self) -> None:
        try:
            await self.desk.warm()
        except (SearchIndexError, ReindexCrashedError) as error:
            log.error("the index could not be opened: %s", error)  # noqa: TRY400 - whoever asks is told; no traceback helps

    async def _sync_if_changed(self) -> None:
        """Tell Discord of the commands, unless it was told of the same ones before: it takes 200 a day."""
        translator = self.tree.translator
        assert translator is not None  # noqa: S101 - set above
        payload = [await command.get_translated_payload(self.tree, translator) for command in self.tree.get_commands()]
        text = json.dumps([self.application_id, sorted(payload, key=lambda p: (p["type"], p["name"]))], sort_keys=True)
        digest = sha256(text.encode()).hexdigest()
        if await self.desk.memory.note(_SYNCED) == digest:
            return
        await self.tree.sync()
        await self.desk.memory.set_note(_SYNCED, digest)


class _Tree(app_commands.CommandTree[FootnoteClient]):
    async def on_error(
        self, interaction: discord.Interaction[FootnoteClient], error: app_commands.AppCommandError, /
    ) -> None:
        """State what went wrong to whoever gave the command."""
        strings = strings_for(str(interaction.locale), str(interaction.locale))
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        reply = InteractionReply(interaction, is_private=True)
        if isinstance(cause, app_commands.CheckFailure):
            await reply.deliver([notice_card(strings("error-admins-only"), tone="problem")])
            return
        await interaction.client.reporter.report(cause, reply, strings, guild_id=interaction.guild_id)
