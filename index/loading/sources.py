"""Every document of a folder of sources, file by file, and the state in which each file was read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents import Document
from index.errors import SourcesMissingError
from index.loading.folder import FolderFile, file_state, leads_outside, scan_folder
from index.loading.registry import LINK_SUFFIXES, SOURCE_SUFFIXES, load_file
from index.reports import Failure, FileRecord, SourceScope

if TYPE_CHECKING:  # a question needs none of what reads files
    from index.loading.links import Fetcher

_SUFFIXES = ", ".join(SOURCE_SUFFIXES)
# A file that changes while it is read is read again. Set by hand.
_MOST_READINGS = 3


def load_sources(
    folder: Path, *, fetcher: "Fetcher | None" = None, follows_links: bool = False, scope: SourceScope | None = None
) -> Iterator[Document | Failure]:
    """Every document under a folder, by path, and a Failure for each file or row that cannot be read.

    ``fetcher`` fetches the pages of lists of addresses; without one these are not read. Files outside ``scope`` are not read.
    Hidden files and folders are skipped, links that lead out of the folder fail unless ``follows_links``. Raises
    SourcesMissingError where there is no folder, or no file in it.
    """
    for found in read_folder(folder, fetcher=fetcher, follows_links=follows_links, scope=scope):
        if not isinstance(found, FileRecord):
            yield found


def read_folder(
    folder: Path, *, files: Sequence[FolderFile] | None = None, known: Mapping[str, FileRecord] | None = None,
    fetcher: "Fetcher | None" = None, follows_links: bool = False, scope: SourceScope | None = None,
) -> Iterator[Document | Failure | FileRecord]:  # fmt: skip
    """What ``load_sources`` gives, and a FileRecord behind the documents of each file that was read without a failure.

    ``files`` are those of the folder, where they were found before. One in the state of its ``known`` record is not read:
    its record comes alone.
    """
    if not folder.is_dir():
        raise SourcesMissingError(
            f"There is no folder of sources at {folder}: create it and put files in it ({_SUFFIXES}), or set SOURCES_DIR."
        )
    if files is None:
        files = scan_folder(folder, follows_links=follows_links)
    if not files:
        raise SourcesMissingError(f"The sources folder {folder} holds no files: put some in it ({_SUFFIXES}).")
    for file in files:
        if scope is not None and not scope.covers(file.source_id):
            continue
        record = known.get(file.source_id) if known and file.state else None
        if file.is_link and not follows_links and leads_outside(folder / file.source_id, folder):
            yield Failure(
                file.source_id,
                "it is a link to a place outside the sources folder: copy it here, or set FOLLOW_LINKS=true",
            )
        elif record and record.state == file.state:
            yield record
        else:
            yield from _read_settled(folder / file.source_id, file.source_id, file.state, fetcher)


def _read_settled(
    path: Path, source_id: str, state: str, fetcher: "Fetcher | None"
) -> Iterator[Document | Failure | FileRecord]:
    """The documents of a file and its record, or a Failure where somebody is still writing it."""
    size = _size(path)
    for _ in range(_MOST_READINGS):
        found = list(load_file(path, source_id, fetcher=fetcher))
        before, size = size, _size(path)
        if size == before:
            break
    else:
        yield Failure(source_id, "it is being changed: it is read when it stays as it is")
        return
    yield from found
    documents = [document for document in found if isinstance(document, Document)]
    is_fetched = path.suffix.lower() in LINK_SUFFIXES
    if state and len(documents) == len(found) and not is_fetched and file_state(path) == state:
        omissions = tuple(document.omission for document in documents if document.left_out)
        yield FileRecord(source_id, state, tuple(d.source.id for d in documents), omissions, is_read=True)


def _size(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_size, found.st_mtime_ns
