"""Pages people save: plain text, Markdown and HTML."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frontmatter
import regex
import trafilatura
import yaml
from lxml import etree

from index.cleaning import Line, Stated, clean, plain_lines
from index.cleaning.metadata import parse_date
from index.cleaning.sectioning import make_document
from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.encoding import decode
from index.loading.markdown import markdown_lines

_LARGEST_FILE_BYTES = 50 * 1024 * 1024
_DECLARED_CHARSET = regex.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", regex.I)

# [edit], [1], [citation needed]: marks a wiki puts between the words.
_REFERENCE_MARK = regex.compile(
    r"\s?(?:<sup>)?\\?\[(?:edit(?: source)?|编辑|編輯|\d{1,3}|note \d+|citation needed|来源请求)\\?\](?:</sup>)?(?!\()",
    regex.I,
)
_DATE_TAGS = regex.compile(
    r"<meta[^>]+(?:article:published_time|datePublished|dc\.date(?:\.issued)?|dcterms\.created|publish[-_]?date|pubdate|\"date\")[^>]*content=[\"'](?P<date>[^\"']+)"
    r"|\"datePublished\"\s*:\s*\"(?P<date>[^\"]+)\"|<time[^>]+pubdate[^>]*datetime=[\"'](?P<date>[^\"']+)",
    regex.I,
)


def load_plain(path: Path, source_id: str) -> Iterator[Document]:
    """A plain text file as one document."""
    yield _document(plain_lines(decode(_read(path, source_id), source_id=source_id)), Stated(), path, source_id)


def load_markdown(path: Path, source_id: str) -> Iterator[Document]:
    """A Markdown file as one document; front matter, where there is any, says what it states about itself."""
    text = decode(_read(path, source_id), source_id=source_id)
    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        problem = str(getattr(error, "problem", "") or error).splitlines()[0]
        raise SourceUnreadableError(source_id, f"its front matter is not valid YAML: {problem}") from error
    yield _document(markdown_lines(post.content), _stated(post.metadata), path, source_id)


def load_html(path: Path, source_id: str) -> Iterator[Document]:
    """A saved web page as one document, by trafilatura's extraction and then by our own cleaning."""
    content = _read(path, source_id)
    declared = _DECLARED_CHARSET.search(content[:4096])
    page = decode(_as_declared(content, declared.group(1).decode() if declared else None), source_id=source_id)
    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_tables=True, include_comments=False, include_formatting=True
        )
        text = trafilatura.extract(page, output_format="markdown", include_tables=True, include_comments=False)
        published = _stated_date(page)
    except (etree.LxmlError, ValueError) as error:
        raise SourceUnreadableError(source_id, f"the HTML cannot be parsed: {error}") from error
    if not text or found is None:
        raise SourceUnreadableError(source_id, "the page holds no text that could be found")
    metadata = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    stated = Stated(
        title=metadata.get("title"), author=metadata.get("author"), publisher=metadata.get("sitename"),
        published=published, url=metadata.get("url"),
    )  # fmt: skip
    lines = markdown_lines(_REFERENCE_MARK.sub("", text))
    yield _document(lines, stated, path, source_id)


def _stated_date(page: str) -> str | None:
    """The publication date a page's own metadata names; a date found elsewhere in it may be anything's."""
    for match in _DATE_TAGS.finditer(page):
        if date := parse_date(match["date"]):
            return date
    return None


def _as_declared(content: bytes, charset: str | None) -> bytes:
    """The page as UTF-8 where it declares another encoding and keeps to it; else the bytes as they are."""
    try:
        return content.decode("utf-8").encode() if charset is None else content.decode(charset).encode()
    except (UnicodeError, LookupError):
        return content


def _read(path: Path, source_id: str) -> bytes:
    size = path.stat().st_size
    if size > _LARGEST_FILE_BYTES:
        raise SourceUnreadableError(
            source_id, f"the file is {size:,} bytes; the most that is read is {_LARGEST_FILE_BYTES:,}"
        )
    return path.read_bytes()


def _document(lines: list[Line], stated: Stated, path: Path, source_id: str) -> Document:
    page = clean(lines, stated=stated)
    if not page.lines:
        raise SourceUnreadableError(source_id, "nothing is left of the page once its furniture is taken away")
    source = Source(
        id=source_id, title=page.stated.title or path.stem, path=source_id, author=page.stated.author,
        publisher=page.stated.publisher, published=page.stated.published, url=page.stated.url,
    )  # fmt: skip
    return make_document(page.lines, source, heading=page.stated.title or "")


def _stated(metadata: dict[str, Any]) -> Stated:
    """Front matter under the keys people use for it."""
    folded = {str(key).casefold(): value for key, value in metadata.items()}

    def first(*keys: str) -> str | None:
        value = next((folded[key] for key in keys if folded.get(key)), None)
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return str(value).strip() if value is not None else None

    published = first("published", "date", "日期", "发布时间", "pubdate")
    return Stated(
        title=first("title", "标题", "標題"),
        author=first("author", "authors", "作者"),
        publisher=first("publisher", "source", "site", "来源", "來源"),
        published=parse_date(published) if published else None,
        url=first("url", "link", "canonical", "permalink", "链接"),
    )
