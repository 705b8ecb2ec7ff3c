"""What a server gets every week in the channels that were chosen for it: what its sources lacked, and what is new in them."""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import discord

from bot.answers import AnswerLanguage, Asker
from bot.discord_app.cards import Card, answer_cards, escape_markdown, gaps_card, strings_for
from bot.discord_app.delivery import with_retries
from bot.discord_app.views import card_files, render_card
from bot.service import Desk

log = logging.getLogger(__name__)

_WEEK = 7
# Set by hand: what is read with pleasure in a channel.
_DIGEST_SENTENCES, _DIGEST_TITLES = 6, 10


class WeeklyReports:
    """Sends each server what it chose, if there is something to tell."""

    def __init__(self, desk: Desk, client: discord.Client) -> None:
        self._desk = desk
        self._client = client

    async def send_due(self) -> None:
        """Send the reports whose week is over. Call it about every hour."""
        for guild_id, chosen in self._desk.preferences.communities():
            guild = self._client.get_guild(guild_id)
            if guild is None:
                continue
            if chosen.report_conversation is not None and await self._is_due(f"reported:{guild_id}"):
                await self._send(guild, chosen.report_conversation, await self._gaps(guild))
            if chosen.digest_conversation is not None:
                await self._send_digest(guild, chosen.digest_conversation)

    async def _is_due(self, key: str) -> bool:
        """Whether a week has passed since the last report, or since the channel was chosen. Notes the new week."""
        now = datetime.now(UTC)
        last = await self._desk.memory.note(key)
        is_due = last is not None and now - datetime.fromisoformat(last) >= timedelta(days=_WEEK)
        if last is None or is_due:
            await self._desk.memory.set_note(key, now.isoformat(timespec="seconds"))
        return is_due

    async def _gaps(self, guild: discord.Guild) -> list[Card]:
        found = await self._desk.gaps(guild.id, days=_WEEK)
        strings = strings_for(self._language_of(guild), str(guild.preferred_locale))
        return [gaps_card(found, strings, days=_WEEK)] if found else []

    def _language_of(self, guild: discord.Guild) -> AnswerLanguage:
        """The language that a server chose, else that of the server on Discord."""
        chosen = self._desk.preferences.community(guild.id).language
        return chosen or ("zh" if str(guild.preferred_locale).startswith("zh") else "en")

    async def _send_digest(self, guild: discord.Guild, channel_id: int) -> None:
        """Sum up the sources that were not there a week ago, with footnotes. The first week begins when the channel is chosen."""
        key = f"digest-sources:{guild.id}"
        known = await self._desk.memory.note(key)
        is_due = await self._is_due(f"digested:{guild.id}")
        if known is not None and not is_due:
            return
        asker = Asker(guild.id, channel_id, self._client.user.id if self._client.user else 0)
        sources = {source.id: source.title for source, _ in await self._desk.sources(asker)}
        await self._desk.memory.set_note(key, json.dumps(list(sources)))
        new = [source_id for source_id in sources if source_id not in json.loads(known or "[]")]
        if known is None or not new:
            return
        record = await self._desk.sum_up(
            "", asker, sentences=_DIGEST_SENTENCES, language=self._language_of(guild), source_ids=new
        )
        strings = strings_for(record.language, str(guild.preferred_locale))
        titles = strings("list-separator").join(
            strings("title-quoted", title=escape_markdown(sources[id_])[:90]) for id_ in new[:_DIGEST_TITLES]
        )
        heading = f"**{strings('digest-heading', count=len(new))}**\n-# {titles}"
        sent = await self._send(guild, channel_id, answer_cards(record, strings, heading=heading))
        await self._desk.memory.mark_sent(record.id, sent)

    async def _send(self, guild: discord.Guild, channel_id: int, cards: Sequence[Card]) -> list[tuple[int, int]]:
        channel: Any = guild.get_channel(channel_id)
        sent = []
        try:
            for card in cards:
                message = await with_retries(lambda: channel.send(view=render_card(card), files=card_files(card)))  # noqa: B023 - awaited at once
                sent.append((channel_id, message.id))
        except (discord.HTTPException, AttributeError) as error:  # no such channel any more
            log.warning("guild %s: the weekly report cannot be sent to channel %s: %s", guild.id, channel_id, error)
        return sent
