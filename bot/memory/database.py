"""What the bot remembers over a restart: one SQLite file."""

import sqlite3
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
    id INTEGER PRIMARY KEY, guild_id INTEGER, channel_id INTEGER NOT NULL, user_id INTEGER NOT NULL, asked_at TEXT NOT NULL,
    question TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, reason TEXT, engine TEXT NOT NULL,
    milliseconds REAL NOT NULL, index_version TEXT NOT NULL, source_ids TEXT NOT NULL, citations TEXT NOT NULL,
    passages TEXT NOT NULL, previous INTEGER, is_forgotten INTEGER NOT NULL DEFAULT 0,
    sentences INTEGER
);
CREATE INDEX IF NOT EXISTS answers_by_place ON answers (channel_id, user_id, id);
CREATE INDEX IF NOT EXISTS answers_by_guild ON answers (guild_id, id);
CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, channel_id INTEGER NOT NULL, answer_id INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS messages_by_answer ON messages (answer_id);
CREATE TABLE IF NOT EXISTS votes (
    answer_id INTEGER NOT NULL, user_id INTEGER NOT NULL, is_helpful INTEGER NOT NULL, reason TEXT NOT NULL,
    voted_at TEXT NOT NULL, PRIMARY KEY (answer_id, user_id)
);
CREATE TABLE IF NOT EXISTS ask_channels (guild_id INTEGER NOT NULL, channel_id INTEGER NOT NULL, PRIMARY KEY (guild_id, channel_id));
CREATE TABLE IF NOT EXISTS failures (reference TEXT PRIMARY KEY, guild_id INTEGER, happened_at TEXT NOT NULL, kind TEXT NOT NULL);
"""


def open_state(path: Path) -> sqlite3.Connection:
    """The open file, made where there is none. Used from one thread at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executescript(_SCHEMA)
    if "sentences" not in [column["name"] for column in connection.execute("PRAGMA table_info(answers)")]:
        connection.execute("ALTER TABLE answers ADD COLUMN sentences INTEGER")  # a file of before there were summaries
    return connection
