"""Uploads: files that people add as sources. They are checked, renamed and kept in the folder of their community."""

import os
from pathlib import Path, PurePosixPath
from uuid import uuid4

import regex

from bot.errors import UploadError
from bot.library import community_folder
from index import BINARY_SUFFIXES, LINK_SUFFIXES, SOURCE_SUFFIXES

# Set by hand.
LARGEST_BYTES = 8 * 1024 * 1024
# Every format that can be read may be uploaded. None of them is run, and what a document unpacks to is limited. Lists of
# addresses may be only where the operator allows it: the bot would fetch what others tell it to.
UPLOAD_SUFFIXES = tuple(suffix for suffix in SOURCE_SUFFIXES if suffix not in LINK_SUFFIXES)
_UNSAFE = regex.compile(r"[^\p{L}\p{N}._ -]+")
_RESERVED = regex.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def safe_name(name: str, *, suffixes: tuple[str, ...] = UPLOAD_SUFFIXES) -> str:
    """A file name without a path, control characters or a leading dot, of at most 100 bytes. Raises UploadError."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    stem, suffix = os.path.splitext(bare)  # noqa: PTH122 - a name, not a path
    if suffix.lower() not in suffixes:
        raise UploadError("type")
    stem = _UNSAFE.sub("-", stem).strip(" .-")
    while len(stem.encode()) > 90:
        stem = stem[:-1]
    if not stem or _RESERVED.match(stem):
        raise UploadError("name")
    return stem.rstrip(" .-") + suffix.lower()


def keep_upload(name: str, content: bytes, *, sources_dir: Path, community_id: int, allows_links: bool = False) -> str:
    """Write a file to a community's own sources and return its source id. Raises UploadError where it is refused."""
    if not content or len(content) > LARGEST_BYTES:
        raise UploadError("size")
    owner = community_folder(community_id)
    folder = sources_dir / owner
    path = folder / safe_name(name, suffixes=SOURCE_SUFFIXES if allows_links else UPLOAD_SUFFIXES)
    if path.suffix not in BINARY_SUFFIXES and not _is_text(content):
        raise UploadError("text")
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink() or path.is_symlink():
        raise UploadError("name")
    # A reindex must never read half a file.
    draft = folder / f".{uuid4().hex}.new"
    draft.write_bytes(content)
    draft.replace(path)
    return f"{owner}/{path.name}"


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return b"\x00" not in content
    return False


def remove_upload(source_id: str, *, sources_dir: Path, community_id: int) -> None:
    """Delete one of a community's own files. Raises UploadError where it has none with this id."""
    folder, _, name = source_id.partition("#")[0].partition("/")
    owner = community_folder(community_id)
    path = sources_dir / owner / name
    try:
        # Through a link the file of somebody else would be deleted. A name can be too long for the file system.
        is_link = path.parent.is_symlink() or path.is_symlink()
        if folder != owner or name != PurePosixPath(name).name or is_link or not path.is_file():
            raise UploadError("missing")
        path.unlink()
    except (OSError, ValueError) as error:
        raise UploadError("missing") from error
