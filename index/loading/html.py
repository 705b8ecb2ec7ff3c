"""The loader of saved web pages."""

from collections.abc import Iterator
from pathlib import Path

import regex
from lxml import etree

from index.documents import Document
from index.errors import SourceUnreadableError
from index.loading.cleaning import PageMetadata, parse_date
from index.loading.encoding import decode
from index.loading.markup import read_markdown_lines
from index.loading.pages import build_page_document, read_page_bytes

_DECLARED_CHARSET = regex.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", regex.I)
# Marks that a wiki puts between the words: [edit], [1], [citation needed].
_REFERENCE_MARK = regex.compile(
    r"\s?(?:<sup>)?\\?\[(?:edit(?: source)?|编辑|編輯|\d{1,3}|note \d+|citation needed|来源请求)\\?\](?:</sup>)?(?!\()",
    regex.I,
)
_DATE_TAGS = regex.compile(
    r"<meta[^>]+(?:article:published_time|datePublished|dc\.date(?:\.issued)?|dcterms\.created|publish[-_]?date|pubdate|\"date\")[^>]*content=[\"'](?P<date>[^\"']+)"
    r"|\"datePublished\"\s*:\s*\"(?P<date>[^\"]+)\"|<time[^>]+pubdate[^>]*datetime=[\"'](?P<date>[^\"']+)",
    regex.I,
)


def load_html(path: Path, source_id: str) -> Iterator[Document]:
    """A saved web page as one document: trafilatura extracts its text as Markdown, which is then cleaned like a page."""
    yield build_html(read_page_bytes(path, source_id), path, source_id)


def build_html(content: bytes, path: Path, source_id: str, *, url: str | None = None) -> Document:
    """The document of a page's content. ``url`` is its address where it does not state one itself."""
    declared = _DECLARED_CHARSET.search(content[:4096])
    page = decode(_transcode(content, declared.group(1).decode() if declared else None), source_id=source_id)
    try:
        import trafilatura  # noqa: PLC0415 - takes a tenth of a second

        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_tables=True, include_comments=False, include_formatting=True
        )
        text = trafilatura.extract(page, output_format="markdown", include_tables=True, include_comments=False)
        published = _read_publication_date(page)
    except (etree.LxmlError, ValueError) as error:
        raise SourceUnreadableError(source_id, f"the HTML cannot be parsed: {error}") from error
    if not text or found is None:
        raise SourceUnreadableError(source_id, "the page holds no text that could be found")
    fields = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    metadata = PageMetadata(
        title=fields.get("title"), author=fields.get("author"), publisher=fields.get("sitename"),
        published=published, url=fields.get("url") or url,
    )  # fmt: skip
    lines = read_markdown_lines(_REFERENCE_MARK.sub("", text))
    return build_page_document(lines, metadata, path, source_id)


def _read_publication_date(page: str) -> str | None:
    """The publication date in a page's own metadata, or None. A date elsewhere on the page may be another thing's."""
    for match in _DATE_TAGS.finditer(page):
        if date := parse_date(match["date"]):
            return date
    return None


def _transcode(content: bytes, charset: str | None) -> bytes:
    """The page as UTF-8 where it is valid in the encoding it declares, else unchanged."""
    try:
        return content.decode("utf-8").encode() if charset is None else content.decode(charset).encode()
    except (UnicodeError, LookupError):
        return content
