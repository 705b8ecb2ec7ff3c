"""Where the index is on disk: generations, of which one is current.

A full reindex fills a new generation beside the current one, then makes it current in a single step. So the index that
answers is never empty and never half-built. Only the very first index answers while it grows.
"""

import shutil
import sqlite3
from collections.abc import Container, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from index.errors import DataFolderError, IndexBusyError

_POINTER = "current"
_IN_USE = "answering"
_PREFIX = "index-"
_MARK = ".footnote-generation"
_BESIDE_SQLITE = (".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")


def current_generation(data_dir: Path) -> Path | None:
    """The folder of the index that answers, or None where there is none."""
    try:
        name = (data_dir / _POINTER).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DataFolderError(
            f"The data folder {data_dir} cannot be read ({error}): check its permissions, or set DATA_DIR."
        ) from error
    folder = data_dir / name
    return folder if name.startswith(_PREFIX) and folder.is_dir() else None


def new_generation(data_dir: Path, *, name: str = "") -> Path:
    """A fresh folder to build an index in; it answers nothing until it is made current.

    ``name`` is that of a generation that another machine began.
    """
    # Never a name used before: Chroma keeps what it knows of a path for as long as the process lives.
    folder = data_dir / (name or f"{_PREFIX}{token_hex(4)}")
    try:
        folder.mkdir(parents=True)
        (folder / _MARK).touch()
    except OSError as error:
        raise _unwritable(data_dir, error) from error
    return folder


def copy_generation(generation: Path) -> Path:
    """A new generation with the content of an existing one, for changes that must not touch the current one."""
    fresh = new_generation(generation.parent)
    for path in sorted(generation.rglob("*")):
        target = fresh / path.relative_to(generation)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif path.suffix == ".sqlite3":
            # The last writes may still be in the WAL file beside it.
            with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(target)) as new:
                old.backup(new)
        elif not path.name.endswith(_BESIDE_SQLITE):
            shutil.copy2(path, target)
    return fresh


def delete_generation(generation: Path) -> None:
    """Delete a generation."""
    shutil.rmtree(generation, ignore_errors=True)


def make_current(generation: Path) -> None:
    """Make a generation the current one, in one step."""
    pointer = generation.parent / _POINTER
    fresh = pointer.with_suffix(".new")
    fresh.write_text(generation.name, "utf-8")
    fresh.replace(pointer)


def delete_other_generations(data_dir: Path, *, keep: Container[Path]) -> list[str]:
    """Delete every generation but those to keep; returns the names of the deleted ones."""
    # Only what new_generation made: the data folder may be somebody's own, with folders that look alike.
    deleted = [folder for folder in data_dir.glob(f"{_PREFIX}*") if folder not in keep and (folder / _MARK).is_file()]
    for folder in deleted:
        shutil.rmtree(folder, ignore_errors=True)
    return [folder.name for folder in deleted]


@contextmanager
def write_lock(data_dir: Path, *, waits: bool = False) -> Iterator[None]:
    """Hold the only right to change the index.

    Where another process holds it, this raises IndexBusyError, or ``waits`` for it.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(data_dir / "lock", timeout=-1 if waits else 0):
            yield
    except Timeout as error:
        raise IndexBusyError(f"Another process is reindexing into {data_dir}: wait until it is done.") from error
    except OSError as error:
        if error.filename is None or not str(error.filename).startswith(str(data_dir)):
            raise
        raise _unwritable(data_dir, error) from error


@contextmanager
def mark_in_use(data_dir: Path) -> Iterator[None]:
    """Tell other processes that the index is open here for long, so that they change only a copy of it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_dir / _IN_USE)
    with suppress(
        Timeout, OSError
    ):  # another process marks it too, or the folder is read-only and nobody can change it
        lock.acquire(timeout=0)
    try:
        yield
    finally:
        lock.release()


def is_in_use(data_dir: Path) -> bool:
    """Whether some process has marked the index as in use."""
    if not (data_dir / _IN_USE).exists():
        return False
    try:
        with FileLock(data_dir / _IN_USE, timeout=0):
            return False
    except (Timeout, OSError):
        return True


def _unwritable(data_dir: Path, error: OSError) -> DataFolderError:
    return DataFolderError(
        f"The data folder {data_dir} cannot be written ({error.strerror or error}): check its permissions, or set DATA_DIR to another folder."
    )
