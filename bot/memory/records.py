"""Kept answers: the footnotes, votes and follow-ups of an answer work at any later time."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from bot.answers import Answer, AnswerLanguage, Asker, Citation, Explanation

# The largest integer of SQLite.
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Footnote:
    """A citation as it was shown: it outlives the index it came from."""

    label: int
    source_id: str
    title: str
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str
    section: str
    speaker: str | None
    quote: str
    start: int
    end: int
    chunk_id: str
    chunk_text: str
    chunk_start: int
    location: str | None = None  # footnotes of earlier versions have none
    also_in: tuple[str, ...] = ()  # titles of other sources that hold the same words
    speakers: tuple[str, ...] = ()  # who speaks in the chunk


@dataclass(frozen=True, slots=True)
class Record:
    """A kept answer: who asked, what was answered, and the footnotes.

    A summary is a record too: ``sentences`` is the most it may have, ``question`` its topic, empty where it has none. So is a
    search, with an empty text.
    """

    id: int
    asker: Asker
    asked_at: str
    question: str
    language: AnswerLanguage
    text: str
    reason: str | None
    engine: str
    milliseconds: float
    index_version: str
    source_ids: tuple[str, ...]
    footnotes: tuple[Footnote, ...]
    passages: tuple[str, ...]
    previous: int | None
    sentences: int | None = None
    is_private: bool = False

    def may_be_opened_by(self, asker: Asker) -> bool:
        """Whether somebody may open the answer: anybody in its community, unless it is private.

        Outside communities, where everybody shares one space, only in the same conversation.
        """
        if asker.community_id != self.asker.community_id:
            return False
        if asker.user_id == self.asker.user_id:
            return True
        is_same_place = asker.community_id is not None or asker.conversation_id == self.asker.conversation_id
        return is_same_place and not self.is_private


class Records:
    """The answers in the open database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(
        self,
        answer: Answer,
        asker: Asker,
        *,
        index_version: str,
        source_ids: Sequence[str] = (),
        previous: int | None = None,
        sentences: int | None = None,
        is_private: bool = False,
    ) -> Record:
        """Store an answer; the returned record has its id."""
        footnotes = tuple(map(_to_footnote, answer.citations))
        passages = tuple(passage.chunk.id for passage in answer.passages)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        values = (
            asker.community_id, asker.conversation_id, asker.user_id, now, answer.question, answer.language, answer.text, answer.reason,
            answer.engine, answer.milliseconds, index_version, json.dumps(list(source_ids)),
            json.dumps([asdict(footnote) for footnote in footnotes]), json.dumps(passages), previous, sentences, int(is_private),
            json.dumps(_explanation_fields(answer.explanation)) if answer.explanation else None,
        )  # fmt: skip
        with self._connection:
            row_id = self._connection.execute(
                "INSERT INTO answers (guild_id, channel_id, user_id, asked_at, question, language, text, reason, engine, "
                "milliseconds, index_version, source_ids, citations, passages, previous, sentences, is_private, explanation) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values,
            ).lastrowid  # fmt: skip
        return Record(
            int(row_id or 0), asker, now, answer.question, answer.language, answer.text, answer.reason, answer.engine,
            answer.milliseconds, index_version, tuple(source_ids), footnotes, passages, previous, sentences, is_private,
        )  # fmt: skip

    def get(self, record_id: int) -> Record | None:
        """A kept answer, or None where it was deleted."""
        if not 0 <= record_id <= _LARGEST_ID:
            return None
        row = self._connection.execute("SELECT * FROM answers WHERE id = ?", (record_id,)).fetchone()
        return _to_record(row) if row else None

    def explanation(self, record_id: int) -> dict[str, Any] | None:
        """How it came to a kept answer, as ``footnote ask --why`` says it; None where that was not kept."""
        row = self._connection.execute("SELECT explanation FROM answers WHERE id = ?", (record_id,)).fetchone()
        return json.loads(row["explanation"]) if row and row["explanation"] else None

    def mark_sent(self, record_id: int, posts: Sequence[tuple[int, int]]) -> None:
        """Remember the (conversation id, post id) pairs an answer was sent as."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO messages (channel_id, id, answer_id) VALUES (?, ?, ?)",
                [(*post, record_id) for post in posts],
            )

    def mark_asked(self, record_id: int, post_id: int) -> None:
        """Remember the post that asked for an answer."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO questions VALUES (?, ?)", (post_id, record_id))

    def move(self, record_id: int, conversation_id: int) -> None:
        """Count an answer to another conversation, which continues it."""
        with self._connection:
            self._connection.execute("UPDATE answers SET channel_id = ? WHERE id = ?", (conversation_id, record_id))

    def of_question(self, post_id: int) -> Record | None:
        """The answer that a post asked for, or None."""
        query = "SELECT answers.* FROM answers JOIN questions ON answer_id = answers.id WHERE questions.id = ?"
        row = self._connection.execute(query, (post_id,)).fetchone()
        return _to_record(row) if row else None

    def posts(self, record_id: int) -> list[tuple[int, int]]:
        """The (conversation id, post id) pairs an answer was sent as, in order."""
        rows = self._connection.execute(
            "SELECT channel_id, id FROM messages WHERE answer_id = ? ORDER BY id", (record_id,)
        )
        return [(row[0], row[1]) for row in rows]

    def delete(self, record_id: int) -> None:
        """Delete an answer, its posts and the votes on it."""
        with self._connection:
            self._connection.execute("DELETE FROM answers WHERE id = ?", (record_id,))
            self._connection.execute("DELETE FROM messages WHERE answer_id = ?", (record_id,))
            self._connection.execute("DELETE FROM votes WHERE answer_id = ?", (record_id,))
            self._connection.execute("DELETE FROM questions WHERE answer_id = ?", (record_id,))

    def of_post(self, post_id: int) -> Record | None:
        """The answer that a post belongs to, or None."""
        if not 0 <= post_id <= _LARGEST_ID:
            return None
        query = "SELECT answers.* FROM answers JOIN messages ON answer_id = answers.id WHERE messages.id = ?"
        row = self._connection.execute(query, (post_id,)).fetchone()
        return _to_record(row) if row else None

    def reply_chain(self, last: Record, *, user_id: int, limit: int) -> list[Record]:
        """One person's answers that lead to the last one by replies, oldest first, back to the first forgotten one."""
        chain: list[Record] = []
        current: int | None = last.id
        while current is not None and len(chain) < limit:
            query = "SELECT * FROM answers WHERE id = ? AND user_id = ? AND NOT is_forgotten"
            row = self._connection.execute(query, (current, user_id)).fetchone()
            if row is None:
                break
            chain.append(_to_record(row))
            current = row["previous"]
        return chain[::-1]

    def latest_in_conversation(self, asker: Asker, *, limit: int) -> list[Record]:
        """One person's latest answers in a conversation, oldest first, without the forgotten ones."""
        query = (
            "SELECT * FROM answers WHERE channel_id = ? AND user_id = ? AND text != '' AND NOT is_forgotten "
            "ORDER BY id DESC LIMIT ?"
        )
        return [
            _to_record(row) for row in self._connection.execute(query, (asker.conversation_id, asker.user_id, limit))
        ][::-1]

    def answer_statistics(self, community_id: int | None) -> tuple[int, float]:
        """How many questions a community asked, and the median milliseconds of its last hundred."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM answers WHERE guild_id IS ? AND text != ''", (community_id,)
        ).fetchone()
        query = "SELECT milliseconds FROM answers WHERE guild_id IS ? AND text != '' ORDER BY id DESC LIMIT 100"
        times = sorted(row[0] for row in self._connection.execute(query, (community_id,)))
        return count, times[len(times) // 2] if times else 0.0


def _to_footnote(citation: Citation) -> Footnote:
    source, chunk = citation.source, citation.chunk
    return Footnote(
        label=citation.label, source_id=source.id, title=source.title, author=source.author, publisher=source.publisher,
        published=source.published, url=citation.url, language=chunk.language, section=chunk.section, speaker=citation.speaker,
        quote=citation.quote, start=citation.start, end=citation.end, chunk_id=chunk.id, chunk_text=chunk.text,
        chunk_start=chunk.start, location=citation.location, also_in=tuple(s.title for s in citation.also_in),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in chunk.turns)),
    )  # fmt: skip


def _explanation_fields(explanation: Explanation) -> dict[str, Any]:
    return {
        "sentences": [
            {
                "text": sentence.text, "title": sentence.source.title, "rank": sentence.rank, "probability": sentence.probability,
                "reading": sentence.reading, "meaning": sentence.meaning, "words": sentence.words,
            }
            for sentence in explanation.sentences
        ],
        "none": explanation.none, "best": explanation.best, "threshold": explanation.threshold,
        "none_threshold": explanation.none_threshold, "is_sufficient": explanation.is_sufficient,
        "milliseconds": dict(explanation.steps), "denied": list(explanation.denied),
    }  # fmt: skip


def _to_record(row: sqlite3.Row) -> Record:
    footnotes = tuple(
        Footnote(**fields | {key: tuple(fields.get(key, ())) for key in ("also_in", "speakers")})
        for fields in json.loads(row["citations"])
    )
    return Record(
        row["id"], Asker(row["guild_id"], row["channel_id"], row["user_id"]), row["asked_at"], row["question"], row["language"],
        row["text"], row["reason"], row["engine"], row["milliseconds"], row["index_version"],
        tuple(json.loads(row["source_ids"])), footnotes, tuple(json.loads(row["passages"])), row["previous"],
        row["sentences"], bool(row["is_private"]),
    )  # fmt: skip
