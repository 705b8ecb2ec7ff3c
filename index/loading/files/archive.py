"""Files that are ZIP archives inside (DOCX, PPTX, XLSX, EPUB, ODT): checked before any library opens them."""

import zipfile
import zlib
from contextlib import closing
from pathlib import Path

from index.errors import SourceUnreadableError
from index.loading.pages import check_file_size

# Set by hand: the largest books with pictures stay below them, archives made to fill the memory do not.
_LARGEST_CONTENT_BYTES = 400 * 1024 * 1024
_LARGEST_MARKUP_BYTES = 120 * 1024 * 1024
_MOST_ENTRIES = 20_000
_MARKUP = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
# How an OLE file begins: Office before 2007, and what Office encrypts.
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def open_archive(path: Path, source_id: str, *, kind: str, needs: str) -> zipfile.ZipFile:
    """The archive, which has an entry ``needs``; close it when done.

    Raises SourceUnreadableError for a file that is too large, no archive, damaged, encrypted, another kind of file, or
    that would unpack to more than a document is likely to hold.
    """
    check_file_size(path, source_id)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise SourceUnreadableError(source_id, _reason_of_bad_archive(path, kind)) from error
    try:
        _check_entries(archive.infolist(), source_id, kind=kind, needs=needs)
    except BaseException:
        archive.close()
        raise
    return archive


def read_entry(archive: zipfile.ZipFile, name: str, source_id: str) -> bytes:
    """The content of an entry. Raises SourceUnreadableError where it is missing or damaged."""
    try:
        return archive.read(name)
    except KeyError as error:
        raise SourceUnreadableError(source_id, f"the file is damaged: it lacks its part {name!r}") from error
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise SourceUnreadableError(source_id, f"the file is damaged: its part {name!r} cannot be unpacked") from error


def check_archive(path: Path, source_id: str, *, kind: str, needs: str) -> None:
    """Check a file as ``open_archive`` does."""
    with closing(open_archive(path, source_id, kind=kind, needs=needs)):
        pass


def _check_entries(entries: list[zipfile.ZipInfo], source_id: str, *, kind: str, needs: str) -> None:
    # An entry never unpacks to more than its stated size: zipfile stops reading there.
    content = sum(entry.file_size for entry in entries)
    markup = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_MARKUP))
    if len(entries) > _MOST_ENTRIES or content > _LARGEST_CONTENT_BYTES or markup > _LARGEST_MARKUP_BYTES:
        raise SourceUnreadableError(
            source_id,
            f"it would unpack to {content:,} bytes in {len(entries):,} parts, far more than a document holds: split it, or save "
            "it without pictures",
        )
    names = {entry.filename for entry in entries}
    if needs not in names:
        raise SourceUnreadableError(source_id, f"it is not {kind} (it lacks the part {needs!r}): save it as one again")
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceUnreadableError(source_id, "it is protected by a password: save it without one")


def _reason_of_bad_archive(path: Path, kind: str) -> str:
    with path.open("rb") as file:
        head = file.read(1 << 20)
    if not head.strip(b"\x00"):
        return "the file is empty"
    if head.startswith(_OLE_MARK):
        if _ENCRYPTED_PACKAGE in head:
            return "it is protected by a password: save it without one"
        return f"it was saved by an Office before 2007: open it there and save it as {kind}"
    if head.startswith(b"PK"):
        return "the file is damaged or was not copied to its end: copy it again"
    return f"it is not {kind}: save it as one, or give it the suffix of what it is"
