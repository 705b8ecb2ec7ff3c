"""A day of a Slack channel, as Slack exports it: a folder a channel, a file a day, and ``users.json`` over them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import regex

from index.loading.chats.discord_export import objects_in
from index.loading.chats.messages import Chat, Message

_MARK = regex.compile(r"<(?P<kind>[@#!]?)(?P<target>[^|<>]+)(?:\|(?P<label>[^<>]*))?>")
_LARGEST_USERS_BYTES = 20 * 1024 * 1024  # set by hand
# Messages that Slack writes itself.
_NOTICES = (
    "channel_join",
    "channel_leave",
    "channel_topic",
    "channel_purpose",
    "channel_name",
    "channel_archive",
    "pinned_item",
    "bot_add",
)
# The files of an export beside the channels.
_METADATA_FILES = (
    "users.json",
    "channels.json",
    "integration_logs.json",
    "dms.json",
    "groups.json",
    "mpims.json",
    "canvases.json",
)


def is_slack_list(content: Any) -> bool:
    """Whether a list is one of messages of Slack."""
    some = content[:20] if isinstance(content, list) else []
    return bool(some) and all(isinstance(m, dict) and m.get("type") == "message" and "ts" in m for m in some)


def is_slack_metadata(content: Any, path: Path) -> bool:
    """Whether a file of an export is one about its people and channels, which nobody wrote."""
    has_ids = isinstance(content, list) and all(
        isinstance(entry, dict) and ("id" in entry or "user_id" in entry) for entry in content
    )
    return path.name in _METADATA_FILES and has_ids


def read_slack_day(content: list[Any], path: Path) -> Chat:
    """The chat of a day. The names of people are read from the messages and from ``users.json`` over their folder."""
    names = _user_names(path)
    for entry in content:
        profile = entry.get("user_profile") if isinstance(entry, dict) else None
        if isinstance(profile, dict) and entry.get("user"):
            names.setdefault(str(entry["user"]), str(profile.get("display_name") or profile.get("real_name") or ""))
    spoken = [entry for entry in content if isinstance(entry, dict) and entry.get("subtype") not in _NOTICES]
    messages = tuple(_message(entry, names) for entry in spoken)
    return Chat(f"#{path.parent.name} {path.stem}", messages)


def _message(entry: dict[str, Any], names: dict[str, str]) -> Message:
    user = str(entry.get("user") or "")
    author = names.get(user) or str(entry.get("username") or "") or user
    text = unescape(_MARK.sub(_readable(names), str(entry.get("text") or "")))
    files = [f"[{file.get('name')}]" for file in objects_in(entry.get("files")) if file.get("name")]
    stamp = str(entry.get("ts") or "")
    return Message(
        author=" ".join(author.split()), text="\n".join(filter(None, [text, *files])), sent=_time(stamp), id=stamp,
        thread=str(entry.get("thread_ts") or stamp),
    )  # fmt: skip


def _readable(names: dict[str, str]) -> Callable[[regex.Match[str]], str]:
    def replace(match: regex.Match[str]) -> str:
        label = match["label"] or names.get(match["target"], match["target"])
        return {"@": f"@{label}", "#": f"#{label}", "!": f"@{label}"}.get(
            match["kind"], match["label"] or match["target"]
        )

    return replace


def _user_names(path: Path) -> dict[str, str]:
    users = path.parent.parent / "users.json"
    try:
        if not users.is_file() or users.stat().st_size > _LARGEST_USERS_BYTES:
            return {}
        listed = json.loads(users.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    names = {}
    for user in listed if isinstance(listed, list) else []:
        if isinstance(user, dict) and user.get("id"):
            profile = user.get("profile") if isinstance(user.get("profile"), dict) else {}
            found = [profile.get("display_name"), user.get("real_name"), profile.get("real_name"), user.get("name")]  # type: ignore[union-attr]
            names[str(user["id"])] = str(next(filter(None, found), ""))
    return names


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return None
