"""Chats of Telegram as its desktop program exports them in JSON."""

from collections.abc import Iterator
from typing import Any

from index.loading.chats.discord_export import parse_time
from index.loading.chats.messages import Chat, Message


def read_telegram_export(content: Any) -> list[Chat]:
    """The chats of an export of one chat or of all; empty where the content is none."""
    return list(_chats(content)) if isinstance(content, dict) else []


def _chats(content: dict[str, Any]) -> Iterator[Chat]:
    every = content.get("chats")
    if isinstance(every, dict) and isinstance(every.get("list"), list):
        for chat in every["list"]:
            if isinstance(chat, dict):
                yield from _chats(chat)
        return
    messages = content.get("messages")
    if not isinstance(messages, list) or "type" not in content or isinstance(content.get("channel"), dict):
        return
    entries = [entry for entry in messages if isinstance(entry, dict)]
    if entries and all("date" in entry and "id" in entry for entry in entries[:20]):
        spoken = tuple(_message(entry) for entry in entries if entry.get("type") == "message")
        yield Chat(" ".join(str(content.get("name") or "Telegram").split()), spoken)


def _message(entry: dict[str, Any]) -> Message:
    text = entry.get("text") or ""
    pieces = text if isinstance(text, list) else [text]
    words = "".join(str(piece.get("text") or "") if isinstance(piece, dict) else str(piece) for piece in pieces)
    return Message(
        author=" ".join(str(entry.get("from") or "").split()), text=words, sent=parse_time(entry.get("date")), id=str(entry.get("id")),
        thread=str(entry.get("topic_id") or ""),
    )  # fmt: skip
