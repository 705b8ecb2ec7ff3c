"""What a message asks: its text without mentions of the bot, or why there is nothing to read in it."""

from collections.abc import Collection

import discord

from bot.answering import remove_mentions, tidy_question, typed_mention
from bot.strings import Strings

_IMAGE_TYPES = ("image/", "video/")


def mentions_bot(message: discord.Message, me: discord.Member, *, names: Collection[str]) -> bool:
    """Whether a message mentions the bot: by a mention, by the role that Discord made for it, or by an @name typed as text."""
    role = me.guild.self_role
    is_role = role is not None and role in message.role_mentions
    return me in message.mentions or is_role or bool(typed_mention(names).match(message.content.lstrip()))


def question_of(message: discord.Message, *, names: Collection[str]) -> str:
    """The question in a message, without mentions. The first message of a forum post includes the post's title.

    A mention alone, in reply to a person's message, asks about that message.
    """
    question = message_text(message, names=names)
    channel = message.channel
    if isinstance(channel, discord.Thread) and channel.id == message.id and channel.name not in question:
        return f"{tidy_question(channel.name)} {question}".strip()
    replied = message.reference.resolved if message.reference else None
    if not question and isinstance(replied, discord.Message) and not replied.author.bot:
        return message_text(replied, names=names)
    return question


def message_text(message: discord.Message, *, names: Collection[str] = ()) -> str:
    """The words of a message, or of the message it forwards, on one line; empty where it has none."""
    return tidy_question(remove_mentions(message_lines(message), names))


def message_lines(message: discord.Message) -> str:
    """The text of a message, or of the message it forwards, as it was written; empty where it has none."""
    texts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    return next(filter(str.strip, texts), "")


def unreadable_text(message: discord.Message, strings: Strings, *, me: discord.ClientUser | None) -> str:
    """Why there are no words to read in a message."""
    return strings(_unreadable_reason(message, me=me), bot=me.mention if me else "")


def _unreadable_reason(message: discord.Message, *, me: discord.ClientUser | None) -> str:
    shown: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    if me is not None and message.author.id == me.id:
        return "unreadable-own-card"
    if message.role_mentions and not message.content:  # where it names the role, Discord may hide the text
        return "unreadable-role-mention"
    attachments = [attachment for part in shown for attachment in part.attachments]
    if attachments:
        is_picture = all((attachment.content_type or "").startswith(_IMAGE_TYPES) for attachment in attachments)
        return "unreadable-picture" if is_picture else "unreadable-file"
    if any(part.embeds or part.components for part in shown):
        return "unreadable-card"
    if any(part.stickers for part in shown) or message.poll is not None:
        return "unreadable-sticker"
    return "ask-nothing"
