"""What admins chose for a community and for each of its conversations, and the language that a person chose."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.answers import AnswerLanguage

# Stands for the community as a whole, where a row names a conversation.
_WHOLE_COMMUNITY = 0


class AnsweredPosts(StrEnum):
    """Which posts of a conversation are answered."""

    MENTIONS = "mentions"  # only those that mention the bot
    QUESTIONS = "questions"  # also those that look like a question, if the sources answer it
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CommunityPreferences:
    """The choices for a whole community.

    ``language`` is the language of answers, None for that of the question. ``report_conversation`` gets the weekly report of
    what the sources lack, ``digest_conversation`` that of what is new in them.
    """

    language: AnswerLanguage | None = None
    is_private: bool = False
    admin_roles: tuple[int, ...] = ()
    report_conversation: int | None = None
    digest_conversation: int | None = None


@dataclass(frozen=True, slots=True)
class ConversationPreferences:
    """The choices for one conversation. Without ``source_ids`` all sources of the community are asked."""

    answered: AnsweredPosts = AnsweredPosts.MENTIONS
    has_threads: bool = False
    source_ids: tuple[str, ...] = ()


class Preferences:
    """The choices in the open database: one row of JSON for each community, and for each conversation."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def communities(self) -> dict[int, CommunityPreferences]:
        """The choices of every community that made any."""
        query = "SELECT guild_id, value FROM preferences WHERE channel_id = ?"
        rows = self._connection.execute(query, (_WHOLE_COMMUNITY,))
        return {row[0]: CommunityPreferences(**_read_json(row[1])) for row in rows}

    def conversations(self) -> dict[int, dict[int, ConversationPreferences]]:
        """The choices for conversations, by community."""
        query = "SELECT guild_id, channel_id, value FROM preferences WHERE channel_id != ?"
        chosen: dict[int, dict[int, ConversationPreferences]] = {}
        for community_id, conversation_id, value in self._connection.execute(query, (_WHOLE_COMMUNITY,)):
            fields = _read_json(value)
            fields["answered"] = AnsweredPosts(fields.get("answered", AnsweredPosts.MENTIONS))
            chosen.setdefault(community_id, {})[conversation_id] = ConversationPreferences(**fields)
        return chosen

    def set_community(self, community_id: int, chosen: CommunityPreferences) -> None:
        """Keep the choices for a community."""
        self._set(community_id, _WHOLE_COMMUNITY, asdict(chosen))

    def set_conversation(self, community_id: int, conversation_id: int, chosen: ConversationPreferences) -> None:
        """Keep the choices for a conversation."""
        self._set(community_id, conversation_id, asdict(chosen))

    def languages(self) -> dict[int, AnswerLanguage]:
        """The languages that people chose for their answers."""
        return {row[0]: row[1] for row in self._connection.execute("SELECT user_id, language FROM languages")}

    def set_language(self, user_id: int, language: AnswerLanguage | None) -> None:
        """Keep the language that a person chose; None deletes it."""
        with self._connection:
            self._connection.execute("DELETE FROM languages WHERE user_id = ?", (user_id,))
            if language is not None:
                self._connection.execute("INSERT INTO languages VALUES (?, ?)", (user_id, language))

    def _set(self, community_id: int, conversation_id: int, fields: Mapping[str, Any]) -> None:
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)",
                (community_id, conversation_id, json.dumps(fields)),
            )


def _read_json(value: str) -> dict[str, Any]:
    """The fields of a row, with tuples for lists."""
    return {name: tuple(field) if isinstance(field, list) else field for name, field in json.loads(value).items()}
