"""The folder of sources: its files by path, and the state by which an unchanged file is known without being read."""

import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

# A file may change again within one tick of its clock, and the state would not show it. FAT counts in two seconds.
_CLOCK_TICK_SECONDS = 3


def source_paths(folder: Path, *, follows_links: bool = False) -> list[Path]:
    """Every file under a folder, sorted. Hidden files and folders are left out.

    Links to folders are in the list, as files that cannot be read, unless ``follows_links``; then what they lead to is.
    """
    found: list[Path] = []
    seen = {os.path.realpath(folder)}
    for at, folders, names in os.walk(folder, followlinks=follows_links):
        place = Path(at)
        links = [name for name in folders if not name.startswith(".") and (place / name).is_symlink()]
        real = {name: os.path.realpath(place / name) for name in links}
        # A link to a folder above it would be walked for ever.
        again = [name for name in links if not follows_links or real[name] in seen]
        seen.update(real.values())
        folders[:] = [name for name in folders if not name.startswith(".") and name not in again]
        shown = names if follows_links else [*names, *links]
        found.extend(place / name for name in shown if not name.startswith("."))
    return sorted(found)


def leads_outside(path: Path, folder: Path) -> bool:
    """Whether a path is a link to something outside a folder."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def file_state(path: Path) -> str:
    """The size and times of a file as text, which changes with its content; empty where it is too new to be sure."""
    try:
        found = path.stat()
    except OSError:
        return ""
    is_settled = found.st_mtime < time.time() - _CLOCK_TICK_SECONDS
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}" if is_settled else ""


def folder_fingerprint(folder: Path, *, follows_links: bool = False) -> str:
    """A hash of the names, sizes and times of the files under a folder."""
    return sha256(repr(list(_stats(folder, follows_links=follows_links))).encode()).hexdigest()


def _stats(folder: Path, *, follows_links: bool) -> Iterator[tuple[str, int, int]]:
    for path in source_paths(folder, follows_links=follows_links):
        try:
            found = path.stat()
        except OSError:
            continue
        yield path.relative_to(folder).as_posix(), found.st_size, found.st_mtime_ns
