"""The loader of ``.url`` files: an address a line, or a shortcut as Windows saves them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import regex

from index.documents import Document
from index.errors import SourceUnreadableError
from index.loading.links.addresses import FetchError
from index.loading.links.feeds import is_feed, read_feed
from index.loading.links.fetcher import Fetcher, Page
from index.loading.pages import read_page_text
from index.reports import Failure

_SHORTCUT = regex.compile(r"(?i)\[InternetShortcut\]")
_ADDRESS = regex.compile(r"(?:(?i:url)\s*=\s*)?(?P<url>\S+)(?:\s+#.*)?")
# Set by hand.
_MOST_ADDRESSES = 500
# How a page of a type is read.
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md", "application/pdf": ".pdf",
    "text/csv": ".csv", "text/vtt": ".vtt", "application/x-subrip": ".srt", "application/json": ".json", "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
Load = Callable[[Path, str], Iterator[Document | Failure]]


def load_links(path: Path, source_id: str, fetcher: Fetcher, *, load: Load) -> Iterator[Document | Failure]:
    """The pages of a list of addresses, and the entries of the feeds among them, with the ids ``<path>#<address>``.

    ``load`` reads a file by its suffix. A page that cannot be fetched, or is of a type that is not read, gives a Failure.
    """
    urls = _read_addresses(read_page_text(path, source_id))
    if not urls:
        raise SourceUnreadableError(
            source_id, "no address is in it: write one a line, such as https://example.org/news"
        )
    for url in urls[:_MOST_ADDRESSES]:
        own_id = f"{source_id}#{url}"
        try:
            page = fetcher.fetch(url)
        except FetchError as error:
            yield Failure(own_id, str(error))
            continue
        if page.problem:
            yield Failure(own_id, page.problem)
        if is_feed(page.content_type, page.body):
            yield from read_feed(page.body, feed_url=url, list_id=source_id, folder=fetcher.folder)
        else:
            yield from _read_page(page, source_id, own_id, load)
    if len(urls) > _MOST_ADDRESSES:
        yield Failure(
            f"{source_id}#rest", f"the first {_MOST_ADDRESSES} addresses are fetched, not the rest: split the list"
        )


def _read_addresses(text: str) -> list[str]:
    """The addresses of a list, or the one of a shortcut, each once. Lines that begin with ``#`` are comments."""
    lines = [line.strip() for line in text.split("\n")]
    if _SHORTCUT.search(text):
        lines = [line for line in lines if line.lower().startswith("url=")][:1]
    found = (_ADDRESS.fullmatch(line) for line in lines if line and not line.startswith("#"))
    return list(dict.fromkeys(match["url"].partition("#")[0] for match in found if match))


def _read_page(page: Page, list_id: str, own_id: str, load: Load) -> Iterator[Document | Failure]:
    suffix = _SUFFIXES.get(page.content_type)
    if suffix is None:
        yield Failure(own_id, f"pages of the type {page.content_type or '(none)'} are not read")
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"page{suffix}"
        path.write_bytes(page.body)
        for item in load(path, own_id):
            if isinstance(item, Failure):
                yield item
                continue
            source = item.source
            title = page.url if source.title == path.stem else source.title
            yield replace(item, source=replace(source, title=title, path=list_id, url=source.url or page.url))
