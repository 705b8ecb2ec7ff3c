"""Which loader reads which kind of file, and every document of a folder.

To add a format:

1. Write a module in this folder with one function ``load_NAME(path, source_id)`` that yields the Documents of a file. It
   raises SourceUnreadableError where the whole file cannot be read, and yields a Failure for a part that cannot.
   ``pages.py`` has what pages share; a format that has lines needs little more than ``plain.py`` does.
2. Add a row with its suffix to ``_loaders`` below, and the suffix to ``_FILE_SUFFIXES``. Uploads and messages take their
   list of suffixes from there. A format that is not text goes into ``BINARY_SUFFIXES`` too.
3. Put a page with what is expected of it into ``tests/index/loading/pages``, and a row into ``docs/sources.md``.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents import Document, Failure, FileRecord, SourceScope
from index.errors import SourcesMissingError, SourceUnreadableError
from index.loading.folder import FolderFile, file_state, leads_outside, scan_folder

if TYPE_CHECKING:  # a question needs none of what reads files
    from index.loading.links import Fetcher

log = logging.getLogger(__name__)

_Loader = Callable[[Path, str], Iterator[Document | Failure]]
# Every suffix that has a loader.
_FILE_SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".jsonl", ".json", ".pdf", ".docx", ".pptx", ".odt", ".rtf",
    ".epub", ".eml", ".mhtml", ".mht", ".csv", ".tsv", ".xlsx", ".xlsm", ".srt", ".vtt", ".lrc",
)  # fmt: skip
# Lists of addresses, whose pages are fetched. They have a loader of their own, which needs to know how.
LINK_SUFFIXES = (".url",)
SOURCE_SUFFIXES = (*_FILE_SUFFIXES, *LINK_SUFFIXES)
# Those of formats that are not text.
BINARY_SUFFIXES = (".pdf", ".docx", ".pptx", ".odt", ".epub", ".xlsx", ".xlsm")
_SUFFIXES = ", ".join(SOURCE_SUFFIXES)
# A file that changes while it is read is read again. Set by hand.
_MOST_READINGS = 3
# Longer titles are text that somebody marked as one. They stand over every chunk. Set by hand.
_LONGEST_TITLE = 300


@cache
def _loaders() -> dict[str, _Loader]:
    """The loader of each suffix. They are imported with the first file: a question needs none."""
    from index.loading.html import load_html  # noqa: PLC0415
    from index.loading.hypertext import load_book, load_mail, load_web_archive  # noqa: PLC0415
    from index.loading.markdown import load_markdown  # noqa: PLC0415
    from index.loading.office import load_opendocument, load_rich_text, load_slides, load_word  # noqa: PLC0415
    from index.loading.pdf import load_pdf  # noqa: PLC0415
    from index.loading.plain import load_plain  # noqa: PLC0415
    from index.loading.records import load_json, load_json_lines  # noqa: PLC0415
    from index.loading.tables import load_delimited, load_workbook  # noqa: PLC0415
    from index.loading.transcripts import load_lyrics, load_subtitles  # noqa: PLC0415

    return {
        ".txt": load_plain,
        ".text": load_plain,
        ".md": load_markdown,
        ".markdown": load_markdown,
        ".html": load_html,
        ".htm": load_html,
        ".jsonl": load_json_lines,
        ".json": load_json,
        ".pdf": load_pdf,
        ".docx": load_word,
        ".pptx": load_slides,
        ".odt": load_opendocument,
        ".rtf": load_rich_text,
        ".epub": load_book,
        ".eml": load_mail,
        ".mhtml": load_web_archive,
        ".mht": load_web_archive,
        ".csv": load_delimited,
        ".tsv": load_delimited,
        ".xlsx": load_workbook,
        ".xlsm": load_workbook,
        ".srt": load_subtitles,
        ".vtt": load_subtitles,
        ".lrc": load_lyrics,
    }


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


@contextmanager
def open_fetcher(folder: Path, *, is_online: bool = True) -> "Iterator[Fetcher]":
    """What fetches the pages of lists of addresses and keeps them in a folder; with ``is_online`` false it only reads it."""
    from index.loading.links import Fetcher  # noqa: PLC0415

    with closing(Fetcher(folder, is_online=is_online)) as fetcher:
        yield fetcher


def _shorten_title(found: Document | Failure) -> Document | Failure:
    if isinstance(found, Failure) or max(len(found.source.title), len(found.heading)) <= _LONGEST_TITLE:
        return found
    source = replace(found.source, title=found.source.title[:_LONGEST_TITLE])
    return replace(found, source=source, heading=found.heading[:_LONGEST_TITLE])


def _is_printable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _loader(suffix: str, fetcher: "Fetcher | None") -> _Loader | None:
    if suffix in LINK_SUFFIXES and fetcher is not None:
        from index.loading.links import load_links  # noqa: PLC0415

        return partial(load_links, fetcher=fetcher, load=load_file)
    return _refuse_links if suffix in LINK_SUFFIXES else _loaders().get(suffix)


def _refuse_links(path: Path, source_id: str) -> Iterator[Document | Failure]:
    from index.loading.pages import check_file_size  # noqa: PLC0415

    check_file_size(path, source_id)
    raise SourceUnreadableError(source_id, "its addresses are fetched by `footnote index` alone")


def load_file(path: Path, source_id: str, *, fetcher: "Fetcher | None" = None) -> Iterator[Document | Failure]:
    """The documents of a file, and a Failure where it, or a part of it, cannot be read.

    ``fetcher`` fetches the pages of a list of addresses; without one it is not read.
    """
    from index.loading.files import damaged, other_kind, way_out  # noqa: PLC0415

    if not _is_printable(source_id):
        yield Failure(source_id.encode("utf-8", "replace").decode(), "its name is not valid text: rename it")
        return
    loader = _loader(path.suffix.lower(), fetcher)
    if loader is None:
        way = way_out(path.suffix)
        remedy = f": {way}" if way else f"; these are: {_SUFFIXES}"
        yield Failure(source_id, f"files of the kind {path.suffix or '(no suffix)'} are not read{remedy}")
        return
    try:
        if path.exists() and not path.is_file():
            yield Failure(
                source_id, "it is no regular file but a pipe, socket or device: put a copy of its content here"
            )
        elif reason := other_kind(path):
            yield Failure(source_id, reason)
        else:
            yield from map(_shorten_title, loader(path, source_id))
    except SourceUnreadableError as error:
        yield Failure(source_id, error.reason)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Failure(source_id, f"what it holds is not valid ({reason})")
    except OSError as error:
        yield Failure(source_id, f"the file cannot be opened ({error.strerror or error})")
    except Exception as error:
        log.debug("%s cannot be read", source_id, exc_info=True)
        yield Failure(source_id, damaged(source_id, error).reason)
