"""What the memory lets go of: what a person asked, what is older than the setting, and communities that were left."""

import sqlite3
from datetime import datetime, timedelta

# Tables with a row for each community, beside the answers.
_COMMUNITY_TABLES = ("preferences", "failures", "spending")


class Retention:
    """Deletions in the open database. An answer goes with its posts, its question and its votes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def delete_of_person(self, user_id: int, *, community_id: int | None, everywhere: bool = False) -> int:
        """Delete the answers to a person in a community, or with ``everywhere`` all that is kept of the person.

        Returns the number of answers.
        """
        where = "user_id = ?" if everywhere else "user_id = ? AND guild_id IS ?"
        count = self._delete_answers(where, (user_id,) if everywhere else (user_id, community_id))
        if everywhere:
            with self._connection:
                self._connection.execute("DELETE FROM votes WHERE user_id = ?", (user_id,))
                self._connection.execute("DELETE FROM spending WHERE user_id = ?", (user_id,))
        return count

    def delete_older(self, *, days: int, now: datetime) -> int:
        """Delete the answers of more than some days ago; returns their number."""
        return self._delete_answers("asked_at < ?", ((now - timedelta(days=days)).isoformat(timespec="seconds"),))

    def mark_left(self, community_id: int, *, now: datetime) -> None:
        """Remember that a community was left. One that was left before keeps its day."""
        with self._connection:
            self._connection.execute(
                "INSERT OR IGNORE INTO left_communities VALUES (?, ?)",
                (community_id, now.isoformat(timespec="seconds")),
            )

    def mark_joined(self, community_id: int) -> None:
        """Remember that a community was joined again."""
        with self._connection:
            self._connection.execute("DELETE FROM left_communities WHERE id = ?", (community_id,))

    def known_communities(self) -> set[int]:
        """The communities that something is kept of."""
        query = "SELECT guild_id FROM answers WHERE guild_id NOT NULL UNION SELECT guild_id FROM preferences"
        return {row[0] for row in self._connection.execute(query)}

    def delete_left(self, *, days: int, now: datetime) -> list[int]:
        """Delete everything of the communities that were left more than some days ago; returns their ids."""
        before = (now - timedelta(days=days)).isoformat(timespec="seconds")
        left = [
            row[0] for row in self._connection.execute("SELECT id FROM left_communities WHERE left_at < ?", (before,))
        ]
        for community_id in left:
            self._delete_answers("guild_id = ?", (community_id,))
            with self._connection:
                for table in _COMMUNITY_TABLES:
                    self._connection.execute(f"DELETE FROM {table} WHERE guild_id = ?", (community_id,))  # noqa: S608 - our names
                self._connection.execute("DELETE FROM left_communities WHERE id = ?", (community_id,))
        return left

    def _delete_answers(self, where: str, values: tuple[object, ...]) -> int:
        chosen = f"(SELECT id FROM answers WHERE {where})"  # noqa: S608 - our own conditions
        with self._connection:
            for table in ("messages", "questions", "votes"):
                self._connection.execute(f"DELETE FROM {table} WHERE answer_id IN {chosen}", values)  # noqa: S608
            return self._connection.execute(f"DELETE FROM answers WHERE {where}", values).rowcount  # noqa: S608
