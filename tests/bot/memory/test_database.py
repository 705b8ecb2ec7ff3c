"""The file of the memory: created, migrated, taken over, or refused with a sentence."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from bot.errors import MemoryFileError
from bot.memory.database import _MIGRATIONS, open_database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.sqlite3"


def fill(path, note):
    """A file as it was before versions were counted: no version, and a column missing."""
    with closing(open_database(path)) as database:
        database.execute("ALTER TABLE answers DROP COLUMN sentences")
        database.execute("INSERT INTO notes VALUES ('key', ?)", (note,))
        database.execute("PRAGMA user_version = 0")
        database.commit()


def note_in(path):
    with closing(open_database(path)) as database:
        return dict(database.execute("SELECT key, value FROM notes").fetchall()).get("key")


@pytest.mark.parametrize("is_empty_file_there", [False, True])
def test_a_file_with_the_former_name_is_taken_over(path, is_empty_file_there):
    former = path.with_name("discord.sqlite3")
    fill(former, "kept")
    if is_empty_file_there:
        path.touch()
    assert note_in(path) == "kept"
    assert not former.exists()


def test_a_former_file_beside_a_full_one_is_left_alone_and_the_log_says_so(path, caplog):
    fill(path, "new")
    former = path.with_name("discord.sqlite3")
    former.write_bytes(path.read_bytes())
    assert note_in(path) == "new"
    assert former.exists()
    assert "is not read" in caplog.text


def test_a_file_of_a_newer_version_is_refused_with_the_remedy(path):
    with closing(open_database(path)) as database:
        database.execute("PRAGMA user_version = 999")
    with pytest.raises(MemoryFileError, match="newer version"):
        open_database(path)


def test_a_damaged_file_is_refused_with_the_remedy(path):
    path.write_bytes(b"not a database" * 99)
    with pytest.raises(MemoryFileError, match="move it away"):
        open_database(path)


def test_several_that_open_an_old_file_at_once_migrate_it_once(path):
    fill(path, "kept")
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_database(path), range(4)))
    for database in opened:
        with closing(database):
            assert database.execute("SELECT value FROM notes").fetchone()[0] == "kept"
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone()[0] == len(_MIGRATIONS)
