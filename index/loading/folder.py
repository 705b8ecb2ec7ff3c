"""The folder of sources: its files by path, and the state by which an unchanged file is known without being read."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

# A file may change again within one tick of its clock, and the state would not show it. FAT counts in two seconds.
_CLOCK_TICK_SECONDS = 3
_UNKNOWN = -1  # size and time of a file that cannot be reached


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file by its path under the folder, as it was found. A link to a folder that is not followed is one that cannot be read.

    ``state`` changes with the content; it is empty where the file is too new to be sure, or cannot be reached.
    """

    source_id: str
    is_link: bool
    size: int
    modified: int
    state: str


def scan_folder(folder: Path, *, follows_links: bool = False) -> list[FolderFile]:
    """Every file under a folder, sorted. Hidden files and folders are left out.

    Links to folders are in the list, as files that cannot be read, unless ``follows_links``; then what they lead to is.
    """
    found: list[FolderFile] = []
    seen = {os.path.realpath(folder)}
    waiting = [("", str(folder))]
    settled_before = _settled_before()
    while waiting:
        above, place = waiting.pop()
        for entry in _entries(place):
            is_link = entry.is_symlink()
            source_id = above + entry.name
            if not _is_folder(entry):
                found.append(_file(source_id, _stat(entry), is_link=is_link, settled_before=settled_before))
            elif not is_link:
                waiting.append((f"{source_id}/", entry.path))
            elif not follows_links:
                found.append(_file(source_id, _stat(entry), is_link=True, settled_before=settled_before))
            elif (
                real := os.path.realpath(entry.path)
            ) not in seen:  # a link to a folder above it would be walked for ever
                seen.add(real)
                waiting.append((f"{source_id}/", entry.path))
    return sorted(found, key=lambda file: file.source_id.split("/"))


def _entries(place: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:
        return None


def _file(source_id: str, found: os.stat_result | None, *, is_link: bool, settled_before: float) -> FolderFile:
    if found is None:
        return FolderFile(source_id, is_link, _UNKNOWN, _UNKNOWN, "")
    return FolderFile(source_id, is_link, found.st_size, found.st_mtime_ns, _state(found, settled_before))


def leads_outside(link: Path, folder: Path) -> bool:
    """Whether a link leads to something outside a folder."""
    return not link.resolve().is_relative_to(folder.resolve())


def file_state(path: Path) -> str:
    """The size and times of a file as text, which changes with its content; empty where it is too new to be sure."""
    try:
        return _state(path.stat(), _settled_before())
    except OSError:
        return ""


def _settled_before() -> float:
    return time.time() - _CLOCK_TICK_SECONDS


def _state(found: os.stat_result, settled_before: float) -> str:
    is_settled = found.st_mtime < settled_before
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}" if is_settled else ""


def folder_fingerprint(files: Iterable[FolderFile]) -> str:
    """A hash of the names, sizes and times of files."""
    known = [(file.source_id, file.size, file.modified) for file in files if file.modified != _UNKNOWN]
    return sha256(repr(known).encode()).hexdigest()
