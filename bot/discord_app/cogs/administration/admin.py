"""What admins can do: reindex, see the status, add and remove sources, set ask channels, export the votes."""

import io
import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.cards import chosen_source_id, matching_sources, notice_card, status_card
from bot.discord_app.cogs.administration.access import AdminAccess
from bot.discord_app.cogs.administration.gaps import GapsCommand
from bot.discord_app.cogs.administration.uploads import keep_and_index
from bot.discord_app.cogs.administration.why import WhyCommand
from bot.discord_app.cogs.base import Interaction
from bot.discord_app.cogs.options import asker_of, strings_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.error_handler import Reporter
from bot.discord_app.forms import FormValues, UploadedFile, upload_form
from bot.discord_app.reindex_progress import ReindexReply
from bot.discord_app.views import ButtonActions
from bot.errors import QueueFullError
from bot.memory import AnsweredPosts
from bot.service import LARGEST_BYTES, Desk

_LINK = re.compile(r"https?://[^\s<>()\[\]\"]+")


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Admin(
    GapsCommand,
    WhyCommand,
    commands.GroupCog,
    group_name=translatable("command-admin"),
    group_description=translatable("command-admin-about"),
):
    """Commands for members who manage the server, or who have a role that the settings name."""

    def __init__(
        self, desk: Desk, tree: app_commands.CommandTree[Any], actions: ButtonActions, reporter: Reporter, *,
        access: AdminAccess, reads_channels: bool,
    ) -> None:  # fmt: skip
        super().__init__(desk, reporter, access)
        self._reads_channels = reads_channels
        actions.add("stop", self.stop_reindex)
        actions.add("addsources", self.open_upload_form)
        actions.add_form("upload", self.add_from_form)
        menu = app_commands.ContextMenu(name=translatable("menu-add"), callback=self.add_from_message)
        menu = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(menu)
        tree.add_command(app_commands.allowed_installs(guilds=True, users=False)(menu))
        group = self.app_command
        assert group is not None  # noqa: S101 - a GroupCog has one
        group.default_permissions = menu.default_permissions = access.visible_to

    @app_commands.command(name=translatable("command-reindex"), description=translatable("command-reindex-about"))
    @app_commands.describe(
        dry_run=translatable("option-dry-run"),
        full=translatable("option-full"),
        private=translatable("option-private-report"),
    )
    @app_commands.rename(
        dry_run=translatable("name-dry-run"), full=translatable("name-full"), private=translatable("name-private")
    )
    async def reindex(
        self, interaction: Interaction, dry_run: bool = False, full: bool = False, private: bool = True
    ) -> None:
        """Bring the shared sources and the server's own up to date, with a card that shows the progress.

        For the owner of the bot, all sources; the report of all of them is always private.
        """
        strings = strings_of(interaction)
        is_owner = self._access.is_owner(interaction)
        async with self._reply_to(interaction, is_private=private or full) as reply:
            if full and not is_owner:
                await reply.deliver([notice_card(strings("error-owner-only"), tone="problem")])
            elif self._desk.reindexing.is_running:
                await reply.deliver([notice_card(strings("reindex-running"))])
            else:
                asker = replace(asker_of(interaction), reads_all=is_owner and reply.is_private)
                await ReindexReply(reply, interaction, self._desk, asker, strings).run(full=full, dry_run=dry_run)

    async def stop_reindex(self, interaction: Interaction, subject: int, _argument: str) -> None:
        """Cancel the reindex that a button belongs to, and no later one, which may be another server's."""
        if not await self._is_allowed(interaction):
            return
        job = self._desk.reindexing
        is_this_one = job.is_running and job.number == subject
        if is_this_one:
            job.cancel()
        await self._reply_privately(
            interaction, strings_of(interaction)("reindex-stopping" if is_this_one else "reindex-over")
        )

    @app_commands.command(name=translatable("command-status"), description=translatable("command-status-about"))
    async def status(self, interaction: Interaction) -> None:
        """Show the state of the bot: index, models, uptime, questions, time to answer, last failures."""
        async with self._reply_to(interaction) as reply:
            status = await self._desk.status(asker_of(interaction))
            problem = interaction.client.command_problem
            await reply.deliver([status_card(status, strings_of(interaction), command_problem=problem)])

    @app_commands.command(name=translatable("command-add"), description=translatable("command-add-about"))
    @app_commands.describe(file=translatable("option-file"))
    @app_commands.rename(file=translatable("name-file"))
    async def add(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Add a file to this server's own sources, from the command or by a form."""
        if file is None:
            await interaction.response.send_modal(upload_form(strings_of(interaction)))
        else:
            await self.add_files(interaction, [file])

    async def open_upload_form(self, interaction: Interaction, _subject: int, _argument: str) -> None:
        """Open the form that takes files as sources."""
        if await self._is_allowed(interaction):
            await interaction.response.send_modal(upload_form(strings_of(interaction)))

    async def add_from_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Add the files and the links of a message to this server's own sources."""
        if not await self._is_allowed(interaction):
            return
        links = dict.fromkeys(_LINK.findall(message.content))
        if message.attachments or links:
            listed = "\n".join(links).encode()
            await self.add_files(
                interaction, message.attachments, texts={f"links {message.id}.url": listed} if links else {}
            )
        else:
            await self._reply_privately(interaction, strings_of(interaction)("add-nothing"))

    async def add_from_form(self, interaction: Interaction, _subject: int, values: FormValues) -> None:
        """Add the files of a form to this server's own sources."""
        if await self._is_allowed(interaction):
            await self.add_files(interaction, values.files("files"))

    async def add_files(
        self, interaction: Interaction, files: Collection[discord.Attachment | UploadedFile], *,
        texts: Mapping[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        """Keep files, and texts by name, as sources of this server, and index them at once, for this server alone."""
        strings = strings_of(interaction)
        async with self._reply_to(interaction) as reply:
            contents = dict(texts or {})
            for file in files:
                # A file that is too large is not even fetched.
                fetch = interaction.client.http.get_from_cdn
                contents[file.filename] = await fetch(file.url) if file.size <= LARGEST_BYTES else b""
            await keep_and_index(self._desk, contents, asker_of(interaction), reply, strings)

    @app_commands.command(name=translatable("command-remove"), description=translatable("command-remove-about"))
    @app_commands.describe(source=translatable("option-remove"))
    @app_commands.rename(source=translatable("name-source"))
    async def remove(self, interaction: Interaction, source: str) -> None:
        """Delete one of this server's own sources."""
        async with self._reply_to(interaction) as reply:
            source_id = chosen_source_id(await self._desk.sources(asker_of(interaction)), source)
            await self._desk.remove_source(source_id, community_id=interaction.guild_id or 0)
            with suppress(QueueFullError):  # a reindex is running: the next one sees that the file is gone
                await self._desk.reindex(asker_of(interaction), own_only=True)
            await reply.deliver([notice_card(strings_of(interaction)("removed", source=source_id))])

    @remove.autocomplete("source")
    async def suggest_own_sources(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The server's own sources whose title or id contains the typed text."""
        listed = [
            (source, count)
            for source, count in await self._desk.sources(asker_of(interaction))
            if source.id.startswith(f"{interaction.guild_id}/")
        ]
        return [app_commands.Choice(name=name, value=value) for name, value in matching_sources(listed, typed)]

    @app_commands.command(name=translatable("command-channel"), description=translatable("command-channel-about"))
    @app_commands.describe(channel=translatable("option-channel"), answers=translatable("option-answers"))
    @app_commands.rename(channel=translatable("name-channel"), answers=translatable("name-answers"))
    async def channel(
        self, interaction: Interaction, channel: discord.TextChannel | discord.ForumChannel, answers: bool = True
    ) -> None:
        """Answer every message in a channel, or no longer."""
        strings = strings_of(interaction)
        async with self._reply_to(interaction) as reply:
            if not self._reads_channels:
                await reply.deliver([notice_card(strings("channel-no-intent"), tone="problem")])
                return
            await self._desk.preferences.set_conversation(
                interaction.guild_id or 0, channel.id, answered=AnsweredPosts.ALL if answers else AnsweredPosts.MENTIONS
            )
            text = strings("channel-set" if answers else "channel-unset", channel=channel.mention)
            await reply.deliver([notice_card(text)])

    @app_commands.command(name=translatable("command-feedback"), description=translatable("command-feedback-about"))
    async def feedback(self, interaction: Interaction) -> None:
        """Export this server's votes as a file with one JSON object a line."""
        async with self._reply_to(interaction):
            votes = await self._desk.memory.votes(interaction.guild_id)
            lines = "".join(json.dumps(vote, ensure_ascii=False) + "\n" for vote in votes)
            file = discord.File(io.BytesIO(lines.encode()), filename="feedback.jsonl")
            text = strings_of(interaction)("votes", count=len(votes))
            await interaction.edit_original_response(content=text, attachments=[file])
