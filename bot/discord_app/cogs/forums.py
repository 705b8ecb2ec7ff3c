"""Posts in forums: what is answered there, earlier posts that ask the same, and the tag of those that are solved."""

import logging
from contextlib import suppress
from itertools import islice
from typing import Any

import discord

from bot.service import Desk
from bot.strings import Strings

log = logging.getLogger(__name__)

# How people call the tag, in lower case.
_SOLVED = ("solved", "answered", "resolved", "done", "已解决", "已解決", "已回答", "解决", "解決", "完成")
# Discord's limit.
_MOST_TAGS = 5
# Archived posts that are looked at, one request. Set by hand.
_MOST_ARCHIVED = 100


def forum_of(channel: Any) -> discord.ForumChannel | None:
    """The forum that a post belongs to, or None for any other channel."""
    parent = channel.parent if isinstance(channel, discord.Thread) else None
    return parent if isinstance(parent, discord.ForumChannel) else None


def is_from_poster(message: discord.Message) -> bool:
    """Whether a message is that of a post, or a later one by the same person."""
    return isinstance(message.channel, discord.Thread) and message.channel.owner_id == message.author.id


async def similar_posts(desk: Desk, message: discord.Message, strings: Strings) -> str:
    """A line with earlier posts of a forum that ask the same as a new one; empty where there are none, and for other messages."""
    forum, post = forum_of(message.channel), message.channel
    if forum is None or message.id != post.id or not isinstance(post, discord.Thread):
        return ""
    titles = {thread.id: thread.name for thread in sorted(forum.threads, key=lambda thread: -thread.id)}
    with suppress(discord.HTTPException):  # without the right to read the history
        async for thread in forum.archived_threads(limit=_MOST_ARCHIVED):
            titles.setdefault(thread.id, thread.name)
    titles.pop(post.id, None)
    found = set(await desk.similar_questions(post.name, list(titles.values())))
    posts = islice((id_ for id_, title in titles.items() if title in found), 3)
    mentions = strings("list-separator").join(f"<#{id_}>" for id_ in posts)
    return f"-# {strings('similar-posts', posts=mentions)}" if mentions else ""


async def mark_solved(interaction: discord.Interaction[Any], strings: Strings) -> str:
    """Set the solved tag of a post where its poster approves of an answer. Returns what to say about it, or an empty text."""
    post, forum = interaction.channel, forum_of(interaction.channel)
    if forum is None or not isinstance(post, discord.Thread) or post.owner_id != interaction.user.id:
        return ""
    tag = next((tag for tag in forum.available_tags if tag.name.strip().lower() in _SOLVED), None)
    if tag is None or tag in post.applied_tags or len(post.applied_tags) >= _MOST_TAGS:
        return ""
    try:
        await post.add_tags(tag)
    except discord.HTTPException as error:
        log.warning("the post %s cannot be marked as solved: %s", post.id, error)
        return strings("solved-not-allowed", tag=tag.name)
    return strings("solved", tag=tag.name)
