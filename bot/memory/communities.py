"""Failures in each community, and notes of the bot as a whole."""

import sqlite3
from datetime import UTC, datetime


class Communities:
    """Failures and notes in the open database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

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
