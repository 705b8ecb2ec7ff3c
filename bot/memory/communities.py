"""Settings and failures of each community, and notes of the bot as a whole."""

import sqlite3
from datetime import UTC, datetime


class Communities:
    """Ask conversations, failures and notes in the open database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask_conversations(self) -> dict[int, set[int]]:
        """The conversations in which every post is a question, by community."""
        conversations: dict[int, set[int]] = {}
        for community_id, conversation_id in self._connection.execute("SELECT guild_id, channel_id FROM ask_channels"):
            conversations.setdefault(community_id, set()).add(conversation_id)
        return conversations

    def set_ask_conversation(self, community_id: int, conversation_id: int, *, is_set: bool) -> None:
        """Treat every post in a conversation as a question, or no longer."""
        query = (
            "INSERT OR IGNORE INTO ask_channels VALUES (?, ?)"
            if is_set
            else "DELETE FROM ask_channels WHERE guild_id = ? AND channel_id = ?"
        )
        with self._connection:
            self._connection.execute(query, (community_id, conversation_id))

    def add_failure(self, reference: str, *, community_id: int | None, kind: str) -> None:
        """Remember an unexpected failure by its reference. The log has the traceback."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", (reference, community_id, now, kind)
            )

    def failures(self, community_id: int | None, *, limit: int = 5) -> list[tuple[str, str, str]]:
        """The last failures of a community, newest first: reference, time, kind."""
        query = (
            "SELECT reference, happened_at, kind FROM failures WHERE guild_id IS ? ORDER BY happened_at DESC LIMIT ?"
        )
        return [(row[0], row[1], row[2]) for row in self._connection.execute(query, (community_id, limit))]

    def note(self, key: str) -> str | None:
        """A value stored under a key, or None."""
        row = self._connection.execute("SELECT value FROM notes WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_note(self, key: str, value: str) -> None:
        """Store a value under a key."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (key, value))
