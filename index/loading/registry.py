"""Which loader reads which kind of file, and the documents of one file.

To add a format:

1. Write a module in this folder with one function ``load_NAME(path, source_id)`` that yields the Documents of a file. It
   raises SourceUnreadableError where the whole file cannot be read, and yields a Failure for a part that cannot.
   ``pages.py`` has what pages share; a format that has lines needs little more than ``plain.py`` does.
2. Add a row with its suffix to ``_loaders`` below, and the suffix to ``_FILE_SUFFIXES``. Uploads and messages take their
   list of suffixes from there. A format that is not text goes into ``BINARY_SUFFIXES`` too.
3. Put a page with what is expected of it into ``tests/index/loading/pages``, and a row into ``docs/sources.md``.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents import Document
from index.errors import SourceUnreadableError
from index.reports import Failure

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
