"""The Discord client: hands events to the cogs and reports every error."""

import asyncio
import json
import logging
from collections.abc import Collection
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.cards import notice_card, set_command_ids, strings_for
from bot.discord_app.cogs import (
    Admin,
    AdminAccess,
    Ask,
    Feedback,
    Messages,
    Personal,
    Privacy,
    Settings,
    Sources,
    Summary,
    WeeklyReports,
    Welcome,
)
from bot.discord_app.command_translation import CommandTranslator
from bot.discord_app.delivery import InteractionReply, MessageReply, PrivateMessages, command_problem
from bot.discord_app.error_handler import Reporter
from bot.discord_app.forms import FormValues
from bot.discord_app.installation import community_id_of
from bot.discord_app.views import ButtonActions, component_router
from bot.errors import AnswerError, ReindexCrashedError
from bot.service import Desk
from index import SearchIndexError, question_language

log = logging.getLogger(__name__)

_SYNCED_NOTE = "synced-commands"
_IDS_NOTE = "command-ids"
# Discord may ask to wait for hours, and discord.py would. Set by hand.
_SYNC_TIMEOUT_SECONDS = 60.0
_SYNC_PAUSE_SECONDS = 3600.0
_HOUR_SECONDS = 3600.0


class FootnoteClient(commands.AutoShardedBot):
    """The bot on Discord. It is online at once; the model is loaded meanwhile."""

    def __init__(
        self, desk: Desk, *, reads_channels: bool = False, admin_roles: Collection[int] = (), owner_ids: Collection[int] = (),
        deletes_answers: bool = True,
        keep_days: int = 0,
    ) -> None:  # fmt: skip
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = reads_channels
        super().__init__(
            command_prefix=commands.when_mentioned, intents=intents, tree_cls=_Tree, help_command=None,
            allowed_mentions=discord.AllowedMentions.none(), chunk_guilds_at_startup=False,
        )  # fmt: skip
        self.desk = desk
        self.reporter = Reporter(desk)
        self.actions = ButtonActions()
        self.private_messages = PrivateMessages()
        self._owner_ids = frozenset(owner_ids)
        self._messages = Messages(
            desk, self, self.reporter, reads_channels=reads_channels, deletes_answers=deletes_answers
        )
        access = AdminAccess(desk, admin_roles=admin_roles, owner_ids=lambda: self._owner_ids)
        self._all_cogs: tuple[commands.Cog, ...] = (
            Ask(desk, self.tree, self.actions, self.reporter),
            self._messages,
            Sources(desk, self.actions, self.reporter),
            Summary(desk, self.actions, self.reporter),
            Feedback(desk, self.actions, self.reporter),
            Personal(desk, self.tree, self.reporter),
            Privacy(desk, self.actions, self.reporter, keep_days=keep_days),
            Admin(desk, self.tree, self.actions, self.reporter, access=access, reads_channels=reads_channels),
            Welcome(desk, self.reporter),
            Settings(desk, self.actions, self.reporter, access=access, reads_channels=reads_channels),
        )  # fmt: skip
        self._warming: asyncio.Task[None] | None = None
        self._syncing: asyncio.Task[None] | None = None
        self._cleaning: asyncio.Task[None] | None = None
        self._keep_days = keep_days
        self._reports = WeeklyReports(desk, self)
        self.command_problem = ""

    async def setup_hook(self) -> None:
        """Add the commands, register them with Discord where they changed, and begin to load the model."""
        await self.tree.set_translator(CommandTranslator())
        self._owner_ids = self._owner_ids or _owners_of(self.application)
        for cog in self._all_cogs:
            await self.add_cog(cog)
        await self.desk.preferences.load()
        self.add_dynamic_items(component_router(self._run_action))
        self._syncing = asyncio.create_task(self._keep_commands_registered())
        self._warming = asyncio.create_task(self._warm())
        self._cleaning = asyncio.create_task(self._work_hourly())

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a message that is a question."""
        locale = str(message.guild.preferred_locale if message.guild else "")
        strings = strings_for(question_language(message.content), locale)
        guild_id = message.guild.id if message.guild else None
        async with self.reporter.report_errors(MessageReply(message, strings), strings, guild_id=guild_id):
            await self._messages.answer_message(message)

    async def on_ready(self) -> None:
        """Note the servers that were left while the bot was away."""
        await self.desk.memory.note_communities([guild.id for guild in self.guilds])

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that a server was joined."""
        await self.desk.memory.note_communities([joined.id for joined in {*self.guilds, guild}])

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a server was left: its data are deleted after 30 days."""
        await self.desk.memory.note_communities([left.id for left in self.guilds if left != guild])

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a question anew that was edited."""
        await self._messages.answer_edited(payload.message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take back the answer to a question that was deleted."""
        await self._messages.withdraw_answer(payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take back the answers to questions that were deleted."""
        for message_id in payload.message_ids:
            await self._messages.withdraw_answer(message_id)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on a form that was filled in. It may have been opened before the bot was last started."""
        if interaction.type is not discord.InteractionType.modal_submit or not interaction.data:
            return
        data: Any = interaction.data
        reply = InteractionReply(interaction, is_private=True)
        strings = strings_for(str(interaction.locale))
        async with self.reporter.report_errors(reply, strings, guild_id=community_id_of(interaction)):
            if found := self.actions.form(data["custom_id"]):
                action, subject = found
                await action(interaction, subject, FormValues(data))
            else:
                await reply.deliver([notice_card(strings("button-unknown"))])

    async def close(self) -> None:
        """Finish the running work, then leave Discord."""
        for task in (self._warming, self._syncing, self._cleaning):
            if task:
                task.cancel()
        await super().close()
        await self.desk.close()

    async def _run_action(
        self, interaction: discord.Interaction[Any], action: str, subject: int, argument: str
    ) -> None:
        reply = InteractionReply(interaction, is_private=True)
        strings = strings_for(str(interaction.locale))
        async with self.reporter.report_errors(reply, strings, guild_id=community_id_of(interaction)):
            if action in self.actions:
                await self.actions[action](interaction, subject, argument)
            else:  # a button of another version
                await reply.deliver([notice_card(strings("button-unknown"))])

    async def _warm(self) -> None:
        try:
            await self.desk.warm()
        except (SearchIndexError, ReindexCrashedError) as error:
            log.error("the index could not be opened: %s", error)  # noqa: TRY400 - askers see it too; a traceback adds nothing

    async def _work_hourly(self) -> None:
        """Delete what is over its time, and send the reports that are due."""
        while True:
            await asyncio.sleep(_HOUR_SECONDS)
            try:
                await self.desk.clean_up(keep_days=self._keep_days)
                await self._reports.send_due()
            except (SearchIndexError, AnswerError, OSError, discord.DiscordException) as error:
                log.error("the hourly work is tried again later: %s", error)  # noqa: TRY400 - a traceback adds nothing

    async def _keep_commands_registered(self) -> None:
        """Register the commands where they have changed. Where Discord does not take them, the former ones go on working."""
        while True:
            try:
                async with asyncio.timeout(_SYNC_TIMEOUT_SECONDS):
                    await self._sync_if_changed()
            except (discord.DiscordException, OSError, TimeoutError) as error:
                self.command_problem = command_problem(error)
                log.error("the commands are not registered, the former ones go on working: %s", error)  # noqa: TRY400 - it is Discord's
                await asyncio.sleep(_SYNC_PAUSE_SECONDS)
            else:
                self.command_problem = ""
                return

    async def _sync_if_changed(self) -> None:
        """Register the commands, unless the same ones were registered before: Discord takes 200 a day."""
        translator = self.tree.translator
        assert translator is not None  # noqa: S101 - set above
        payload = [await command.get_translated_payload(self.tree, translator) for command in self.tree.get_commands()]
        text = json.dumps([self.application_id, sorted(payload, key=lambda p: (p["type"], p["name"]))], sort_keys=True)
        digest = sha256(text.encode()).hexdigest()
        if await self.desk.memory.note(_SYNCED_NOTE) != digest:
            registered = await self.tree.sync()
            await self.desk.memory.set_note(_IDS_NOTE, json.dumps({command.name: command.id for command in registered}))
            await self.desk.memory.set_note(_SYNCED_NOTE, digest)
        set_command_ids(json.loads(await self.desk.memory.note(_IDS_NOTE) or "{}"))


def _owners_of(application: discord.AppInfo | None) -> frozenset[int]:
    """Who owns an application: a person, or the members of a team that may change it."""
    if application is None:
        return frozenset()
    if application.team is None:
        return frozenset({application.owner.id})
    changing = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)
    members = {member.id for member in application.team.members if member.role in changing}
    return frozenset({*members, application.team.owner_id or application.owner.id})


class _Tree(app_commands.CommandTree[FootnoteClient]):
    def __init__(self, client: FootnoteClient) -> None:
        # Stated, because what Discord takes where nothing is stated has changed before. Admin commands have their own.
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def on_error(
        self, interaction: discord.Interaction[FootnoteClient], error: app_commands.AppCommandError, /
    ) -> None:
        """Report an error to the person who gave the command."""
        strings = strings_for(str(interaction.locale))
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        reply = InteractionReply(interaction, is_private=True)
        if isinstance(cause, app_commands.CheckFailure):
            await reply.deliver([notice_card(strings("error-admins-only"), tone="problem")])
            return
        await interaction.client.reporter.report(cause, reply, strings, guild_id=community_id_of(interaction))
