"""What admins can do: reindex, look at the state, add and remove sources, set ask channels, export the votes."""

import io
import json
import logging
from collections.abc import Awaitable, Callable, Collection
from functools import partial
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.discord_app.cards import chosen_source_id, matching_sources, notice_card, status_card, strings_for
from bot.discord_app.cogs.options import asker_of
from bot.discord_app.command_translation import translatable
from bot.discord_app.error_handler import Reporter
from bot.discord_app.reindex_progress import ReindexReply
from bot.discord_app.replies import InteractionReply
from bot.discord_app.views import ButtonActions
from bot.service import LARGEST_BYTES, Desk
from bot.strings import Strings

Interaction = discord.Interaction[Any]
# Every use is logged, whatever LOG_LEVEL leaves out.
audit = logging.getLogger("bot.audit")
audit.setLevel(logging.INFO)


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Admin(
    commands.GroupCog, group_name=translatable("command-admin"), group_description=translatable("command-admin-about")
):
    """Commands for those who manage the server, or have a role the settings name."""

    def __init__(
        self, desk: Desk, tree: app_commands.CommandTree[Any], actions: ButtonActions, reporter: Reporter, *,
        admin_roles: Collection[int], reads_channels: bool,
        changed: Callable[[], Awaitable[None]],
    ) -> None:  # fmt: skip
        self._desk = desk
        self._reporter = reporter
        self._admin_roles = frozenset(admin_roles)
        self._reads_channels = reads_channels
        self._changed = changed
        actions.add("stop", self.stop)
        menu = app_commands.ContextMenu(name=translatable("menu-add"), callback=self.add_from)
        tree.add_command(app_commands.guild_only(app_commands.default_permissions(manage_guild=True)(menu)))

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Whether somebody may use these commands, whatever the server lets them see; what they use is logged."""
        may = self._may(interaction)
        name = interaction.command.qualified_name if interaction.command else "button"
        audit.info("guild %s: user %s %s /%s %s", interaction.guild_id, interaction.user.id, "uses" if may else "may not use", name,
                   vars(interaction.namespace))  # fmt: skip
        return may

    @app_commands.command(name=translatable("command-reindex"), description=translatable("command-reindex-about"))
    @app_commands.describe(dry_run=translatable("option-dry-run"), full=translatable("option-full"))
    @app_commands.rename(dry_run=translatable("name-dry-run"))
    async def reindex(self, interaction: Interaction, dry_run: bool = False, full: bool = False) -> None:
        """Bring the index up to date, with a card that shows how far it is."""
        strings = strings_for(str(interaction.locale))
        reply = InteractionReply(interaction, is_private=dry_run)
        if self._desk.is_reindexing:
            await InteractionReply(interaction, is_private=True).deliver([notice_card(strings("reindex-running"))])
            return
        await reply.acknowledge()
        work = partial(ReindexReply(interaction, self._desk, strings).run, full=full, dry_run=dry_run)
        await self._reporter.run_or_report(work, reply, strings, guild_id=interaction.guild_id)

    async def stop(self, interaction: Interaction, _subject: int, _argument: str) -> None:
        """Cancel the reindex that is going on."""
        strings = strings_for(str(interaction.locale))
        if not await self.interaction_check(interaction):
            await InteractionReply(interaction, is_private=True).deliver(
                [notice_card(strings("error-admins-only"), tone="problem")]
            )
            return
        self._desk.cancel_reindex()
        await InteractionReply(interaction, is_private=True).deliver([notice_card(strings("reindex-stopping"))])

    @app_commands.command(name=translatable("command-status"), description=translatable("command-status-about"))
    async def status(self, interaction: Interaction) -> None:
        """Say how the bot is: index, model, uptime, questions, time to answer, last failures."""
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        status = await self._desk.status(asker_of(interaction))
        await reply.deliver([status_card(status, strings_for(str(interaction.locale)))])

    @app_commands.command(name=translatable("command-add"), description=translatable("command-add-about"))
    @app_commands.describe(file=translatable("option-file"))
    async def add(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Take a file in as a source of this server, from the command or by a form."""
        strings = strings_for(str(interaction.locale))
        if file is None:
            await interaction.response.send_modal(_Upload(self, strings))
        else:
            await self.take(interaction, [file])

    async def add_from(self, interaction: Interaction, message: discord.Message) -> None:
        """Take the files of a message in as sources of this server."""
        strings = strings_for(str(interaction.locale))
        if not await self.interaction_check(interaction):
            await InteractionReply(interaction, is_private=True).deliver(
                [notice_card(strings("error-admins-only"), tone="problem")]
            )
        elif not message.attachments:
            await InteractionReply(interaction, is_private=True).deliver([notice_card(strings("add-nothing"))])
        else:
            await self.take(interaction, message.attachments)

    async def take(self, interaction: Interaction, files: Collection[discord.Attachment]) -> None:
        """Keep files as sources of this server; they are answered from after the next reindex."""
        strings = strings_for(str(interaction.locale))
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()

        async def work() -> None:
            kept = []
            for file in files:
                # What is too large is not even fetched.
                content = await file.read() if file.size <= LARGEST_BYTES else b""
                kept.append(await self._desk.add_source(file.filename, content, community_id=interaction.guild_id or 0))
            await reply.deliver([notice_card(strings("added", sources=strings("list-separator").join(kept)))])

        await self._reporter.run_or_report(work, reply, strings, guild_id=interaction.guild_id)

    @app_commands.command(name=translatable("command-remove"), description=translatable("command-remove-about"))
    @app_commands.describe(source=translatable("option-remove"))
    async def remove(self, interaction: Interaction, source: str) -> None:
        """Delete a source of this server."""
        strings = strings_for(str(interaction.locale))
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()

        async def work() -> None:
            source_id = chosen_source_id(await self._desk.sources(asker_of(interaction)), source)
            await self._desk.remove_source(source_id, community_id=interaction.guild_id or 0)
            await reply.deliver([notice_card(strings("removed", source=source_id))])

        await self._reporter.run_or_report(work, reply, strings, guild_id=interaction.guild_id)

    @remove.autocomplete("source")
    async def own_sources(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The server's own sources."""
        listed = [
            pair
            for pair in await self._desk.sources(asker_of(interaction))
            if pair[0].id.startswith(f"{interaction.guild_id}/")
        ]
        return [app_commands.Choice(name=name, value=value) for name, value in matching_sources(listed, typed)]

    @app_commands.command(name=translatable("command-channel"), description=translatable("command-channel-about"))
    @app_commands.describe(channel=translatable("option-channel"), answers=translatable("option-answers"))
    async def channel(
        self, interaction: Interaction, channel: discord.TextChannel | discord.ForumChannel, answers: bool = True
    ) -> None:
        """Let every message in a channel be a question, or no longer."""
        strings = strings_for(str(interaction.locale))
        reply = InteractionReply(interaction, is_private=True)
        await reply.acknowledge()
        if not self._reads_channels:
            await reply.deliver([notice_card(strings("channel-no-intent"), tone="problem")])
            return
        await self._desk.memory.set_ask_conversation(interaction.guild_id or 0, channel.id, is_set=answers)
        await self._changed()
        await reply.deliver(
            [notice_card(strings("channel-set" if answers else "channel-unset", channel=channel.mention))]
        )

    @app_commands.command(name=translatable("command-feedback"), description=translatable("command-feedback-about"))
    async def feedback(self, interaction: Interaction) -> None:
        """Hand out this server's votes as a file, one JSON object a line."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        votes = await self._desk.memory.votes(interaction.guild_id)
        lines = "".join(json.dumps(vote, ensure_ascii=False) + "\n" for vote in votes)
        file = discord.File(io.BytesIO(lines.encode()), filename="feedback.jsonl")
        await interaction.edit_original_response(
            content=strings_for(str(interaction.locale))("votes", count=len(votes)), attachments=[file]
        )

    def _may(self, interaction: Interaction) -> bool:
        if self._admin_roles and isinstance(interaction.user, discord.Member):
            has_role = any(role.id in self._admin_roles for role in interaction.user.roles)
            return has_role or interaction.permissions.administrator
        return interaction.permissions.manage_guild


class _Upload(ui.Modal):
    def __init__(self, admin: Admin, strings: Strings) -> None:
        super().__init__(title=strings("upload-title"), timeout=900)
        self._admin = admin
        self._files: ui.FileUpload[_Upload] = ui.FileUpload(custom_id="files", max_values=5)
        self.add_item(ui.Label(text=strings("upload-label"), component=self._files))

    async def on_submit(self, interaction: Interaction) -> None:
        await self._admin.take(interaction, self._files.values)
