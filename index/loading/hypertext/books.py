"""The loader of e-books (``.epub``): their chapters in reading order, cited by chapter.

It reads the container, the package and the table of contents itself: ebooklib, the library for it, is under the AGPL.
"""

import posixpath
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, build_document, parse_date
from index.loading.encoding import decode_page
from index.loading.files import damaged, open_archive, read_entry
from index.loading.hypertext.chapters import chapter_locations, read_contents
from index.loading.markup import parse_html, read_text_lines

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts may be obfuscated; that is no protection of the text.
_FONT_ALGORITHMS = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_PAGE_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_MOST_PAGES = 5_000


def load_book(path: Path, source_id: str) -> Iterator[Document]:
    """An e-book as one document. Raises SourceUnreadableError for one that is protected, damaged or empty."""
    with closing(open_archive(path, source_id, kind="an e-book (.epub)", needs=_CONTAINER)) as archive:
        _check_protection(archive, source_id)
        try:
            package_path, package = _open_package(archive, source_id)
            lines = list(_read_chapters(archive, package_path, package, source_id))
        except (etree.LxmlError, ValueError, AttributeError, KeyError) as error:
            raise damaged(source_id, error) from error
    if not lines:
        raise SourceUnreadableError(
            source_id, "its pages hold no text: if they are pictures, save it as PDF and run OCR over it"
        )
    title = _stated(package, "title")
    published = _stated(package, "date")
    source = Source(
        id=source_id, title=title or path.stem, path=source_id, author=_stated(package, "creator") or None,
        publisher=_stated(package, "publisher") or None, published=parse_date(published),
    )  # fmt: skip
    yield build_document(tuple(lines), source, heading=title)


def _check_protection(archive: ZipFile, source_id: str) -> None:
    if _ENCRYPTION not in archive.namelist():
        return
    encrypted = read_entry(archive, _ENCRYPTION, source_id)
    fonts = sum(encrypted.count(algorithm) for algorithm in _FONT_ALGORITHMS)
    if encrypted.count(b"EncryptedData>") // 2 > fonts:
        raise SourceUnreadableError(source_id, "it is protected against copying (DRM): take a copy without protection")


def _open_package(archive: ZipFile, source_id: str) -> tuple[str, Any]:
    container = parse_xml(read_entry(archive, _CONTAINER, source_id))
    root = next(container.iter("{*}rootfile"), None)
    path = root.get("full-path") if root is not None else None
    if not path:
        raise SourceUnreadableError(source_id, "the file is damaged: it does not say where its book begins")
    return path, parse_xml(read_entry(archive, path, source_id))


def parse_xml(content: bytes) -> Any:
    """The root element of XML from a file, with entities left alone."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))


def _read_chapters(archive: ZipFile, package_path: str, package: Any, source_id: str) -> Iterator[Line]:
    folder = posixpath.dirname(package_path)
    items = {item.get("id"): item for item in package.iter("{*}item")}
    names = set(archive.namelist())

    def entry(item: Any) -> str:
        return posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))

    spine = [items[ref.get("idref")] for ref in package.iter("{*}itemref") if ref.get("idref") in items]
    pages = [entry(item) for item in spine if item.get("media-type") in _PAGE_TYPES][:_MOST_PAGES]
    contents_items = [
        i
        for i in items.values()
        if "nav" in (i.get("properties") or "").split() or i.get("media-type") == "application/x-dtbncx+xml"
    ]
    contents: list[tuple[str, str, str]] = []
    for item in sorted(contents_items, key=lambda i: i.get("media-type") == "application/x-dtbncx+xml"):
        if not contents and entry(item) in names:
            contents = read_contents(parse_xml(read_entry(archive, entry(item), source_id)), entry(item))
    locations = chapter_locations(contents)
    navigation = {entry(item) for item in contents_items}
    location: str | None = None
    for page in pages:
        if page not in names or page in navigation:
            continue
        of_page = {anchor: place for (file, anchor), place in locations.items() if file == page}
        location = of_page.get("", location)
        content = read_entry(archive, page, source_id)
        tree = parse_html(decode_page(content, source_id=source_id)) if content.strip() else None
        lines = read_text_lines(tree, locations=of_page, location=location) if tree is not None else []
        yield from lines
        location = lines[-1].location if lines else location


def _stated(package: Any, name: str) -> str:
    found = next(package.iter(_DUBLIN_CORE + name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
