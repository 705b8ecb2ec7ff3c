"""The database of the bot's memory: one SQLite file, one schema, one version number.

To change the schema, append a migration and leave ``_SCHEMA`` as it is. ``user_version`` counts the migrations that a file has had.
"""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from bot.errors import MemoryFileError

log = logging.getLogger(__name__)

# The name the file had while only Discord used it.
_FORMER_NAME = "discord.sqlite3"
_SQLITE_SUFFIXES = ("-wal", "-shm", "")

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
CREATE TABLE IF NOT EXISTS spending (
    day TEXT NOT NULL, guild_id INTEGER NOT NULL, user_id INTEGER NOT NULL, prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL, answers INTEGER NOT NULL, PRIMARY KEY (day, guild_id, user_id)
);
"""


def _create_tables(connection: sqlite3.Connection) -> None:
    """The first version. Files from before versions were counted may lack a table or a column."""
    connection.executescript(_SCHEMA)
    _add_column(connection, "answers", "sentences INTEGER")


def _mark_private_answers(connection: sqlite3.Connection) -> None:
    _add_column(connection, "answers", "is_private INTEGER NOT NULL DEFAULT 0")


def _remember_questions(connection: sqlite3.Connection) -> None:
    connection.executescript(
        "CREATE TABLE IF NOT EXISTS questions (id INTEGER PRIMARY KEY, answer_id INTEGER NOT NULL);"
        "CREATE INDEX IF NOT EXISTS questions_by_answer ON questions (answer_id);"
    )


def _remember_left_communities(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS left_communities (id INTEGER PRIMARY KEY, left_at TEXT NOT NULL)")


def _keep_preferences(connection: sqlite3.Connection) -> None:
    """One table for all that admins choose. Ask channels, which had one of their own, move there."""
    connection.executescript(
        "CREATE TABLE IF NOT EXISTS preferences (guild_id INTEGER NOT NULL, channel_id INTEGER NOT NULL, "
        "value TEXT NOT NULL, PRIMARY KEY (guild_id, channel_id));"
        'INSERT OR IGNORE INTO preferences SELECT guild_id, channel_id, \'{"answered": "all"}\' FROM ask_channels;'
        "DROP TABLE ask_channels;"
    )


def _keep_languages(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS languages (user_id INTEGER PRIMARY KEY, language TEXT NOT NULL)")


def _keep_explanations(connection: sqlite3.Connection) -> None:
    _add_column(connection, "answers", "explanation TEXT")


def _add_column(connection: sqlite3.Connection, table: str, column: str) -> None:
    """Add a column, unless a migration that broke off has added it."""
    if column.split(maxsplit=1)[0] not in [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


_MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _create_tables,
    _mark_private_answers,
    _remember_questions,
    _remember_left_communities,
    _keep_preferences,
    _keep_languages,
    _keep_explanations,
)


def open_database(path: Path) -> sqlite3.Connection:
    """A connection to the file, which is created or migrated first. Use it from one thread at a time.

    Raises MemoryFileError where the file is damaged, or written by a newer version.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f"{path.name}.lock")):  # two processes may start at once
        _take_over_former_file(path)
        connection = sqlite3.connect(path, check_same_thread=False)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode=WAL")
            _migrate(connection, path)
        except sqlite3.DatabaseError as error:
            connection.close()
            raise MemoryFileError(
                f"The file {path} cannot be read ({error}): move it away to begin a new one."
            ) from error
        except MemoryFileError:
            connection.close()
            raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(_MIGRATIONS):
        raise MemoryFileError(
            f"The file {path} was written by a newer version of Footnote (schema {version}): update Footnote, or move the file away."
        )
    for number, migrate in enumerate(_MIGRATIONS[version:], start=version + 1):
        migrate(connection)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.commit()


def _take_over_former_file(path: Path) -> None:
    """Rename a file that still has its former name, and what SQLite keeps beside it."""
    former = path.with_name(_FORMER_NAME)
    if not former.exists():
        return
    if path.exists() and path.stat().st_size:
        log.warning("%s is there already: %s, of an earlier version of Footnote, is not read", path, former)
        return
    for suffix in _SQLITE_SUFFIXES:
        beside = former.with_name(former.name + suffix)
        if beside.exists():
            beside.replace(path.with_name(path.name + suffix))
