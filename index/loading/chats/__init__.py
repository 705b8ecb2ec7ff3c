"""Exported chats (Discord, Slack, Telegram, WhatsApp and others): who wrote what, when, in which thread."""

from index.loading.chats.discord_export import read_discord_export
from index.loading.chats.messages import Chat, build_chat
from index.loading.chats.slack_export import is_slack_list, is_slack_metadata, read_slack_day
from index.loading.chats.telegram_export import read_telegram_export
from index.loading.chats.text_logs import read_chat_log

__all__ = [
    "Chat",
    "build_chat",
    "is_slack_list",
    "is_slack_metadata",
    "read_chat_log",
    "read_discord_export",
    "read_slack_day",
    "read_telegram_export",
]
