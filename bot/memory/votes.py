"""Votes on answers."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any


class Votes:
    """The votes in the open database: one for each person and answer. A later vote replaces an earlier one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def cast(self, record_id: int, *, user_id: int, is_helpful: bool, reason: str = "") -> None:
        """Count a vote. ``reason`` is what the person wrote about it, or empty."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO votes (answer_id, user_id, is_helpful, reason, voted_at) VALUES (?, ?, ?, ?, ?)",
                (record_id, user_id, int(is_helpful), reason, now),
            )

    def export(self, community_id: int | None) -> Iterator[dict[str, Any]]:
        """The votes of one community, oldest first, each with question, answer, passages and index version.

        Without those on private answers.
        """
        query = (
            "SELECT answers.*, votes.reason AS why, is_helpful, voted_at FROM votes JOIN answers ON answers.id = answer_id "
            "WHERE guild_id IS ? AND NOT is_private ORDER BY voted_at, answer_id"
        )
        for row in self._connection.execute(query, (community_id,)):
            yield {
                "answer_id": row["id"],
                "voted_at": row["voted_at"],
                "helpful": bool(row["is_helpful"]),
                "why": row["why"],
                "question": row["question"],
                "language": row["language"],
                "answer": row["text"],
                "engine": row["engine"],
                "index_version": row["index_version"],
                "citations": json.loads(row["citations"]),
                "passages": json.loads(row["passages"]),
            }
