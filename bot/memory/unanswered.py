"""Questions that were refused, and answers that people disapproved of."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question without a good answer.

    ``titles`` are the sources that the disapproved answer cites, none for a refusal. ``complaints`` are what people wrote.
    """

    user_id: int
    question: str
    is_refused: bool
    titles: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()


# Newest first; each question is embedded. Set by hand.
_MOST = 300
_QUERY = """
SELECT answers.user_id, question, answers.reason AS refused, citations, json_group_array(votes.reason) AS complaints
FROM answers LEFT JOIN votes ON answer_id = answers.id AND NOT is_helpful
WHERE guild_id = ? AND asked_at >= ? AND NOT is_private AND question != ''
GROUP BY answers.id HAVING refused NOT NULL OR count(answer_id)
ORDER BY answers.id DESC LIMIT ?
"""


class UnansweredQuestions:
    """Refusals and disapproved answers in the open database, without the private ones."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def latest(self, community_id: int, *, days: int) -> Sequence[Unanswered]:
        """The latest of a community in some days, newest first, 300 at most."""
        since = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        return [_read(row) for row in self._connection.execute(_QUERY, (community_id, since, _MOST))]


def _read(row: sqlite3.Row) -> Unanswered:
    titles = dict.fromkeys(citation["title"] for citation in json.loads(row["citations"]))
    complaints = tuple(filter(None, json.loads(row["complaints"])))
    return Unanswered(row["user_id"], row["question"], row["refused"] is not None, tuple(titles), complaints)
