"""Channels of Discord as DiscordChatExporter saves them in JSON."""

from datetime import datetime
from typing import Any

from index.loading.chats.messages import Chat, Message

_SPOKEN = ("Default", "Reply", "ThreadStarterMessage", "0", "19", "21")


def read_discord_export(content: Any) -> Chat | None:
    """The chat of an export, or None where the content is none."""
    if (
        not isinstance(content, dict)
        or not isinstance(content.get("channel"), dict)
        or not isinstance(content.get("messages"), list)
    ):
        return None
    channel, guild = content["channel"], content.get("guild") if isinstance(content.get("guild"), dict) else {}
    messages = tuple(_message(entry) for entry in content["messages"] if isinstance(entry, dict) and _is_spoken(entry))
    title = f"#{channel.get('name')}" if channel.get("name") else "Discord"
    ids = [str(place.get("id") or "") for place in (guild or {}, channel)]
    url = f"https://discord.com/channels/{ids[0]}/{ids[1]}" if all(i.isdigit() and i != "0" for i in ids) else None
    return Chat(title, messages, url)


def _is_spoken(entry: dict[str, Any]) -> bool:
    return str(entry.get("type", "Default")) in _SPOKEN


def _message(entry: dict[str, Any]) -> Message:
    author = next(iter(objects_in([entry.get("author")])), {})
    parts = [str(entry.get("content") or "")]
    for embed in objects_in(entry.get("embeds")):
        parts += [str(embed.get(key) or "") for key in ("title", "description")]
    parts += [f"[{file['fileName']}]" for file in objects_in(entry.get("attachments")) if file.get("fileName")]
    return Message(
        author=" ".join(str(author.get("nickname") or author.get("name") or "").split()), text="\n".join(filter(None, parts)),
        sent=parse_time(entry.get("timestamp")), id=str(entry.get("id") or ""),
    )  # fmt: skip


def objects_in(value: object) -> list[dict[str, Any]]:
    """The objects in a list; empty where the value is none."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def parse_time(text: object) -> datetime | None:
    """A time in ISO 8601, as it is written, or None."""
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
