"""Pages people save: plain text, Markdown and HTML."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, PageMetadata, build_document, clean_page, parse_date
from index.loading.encoding import decode
from index.loading.markdown import read_markdown_lines

_LARGEST_FILE_BYTES = 50 * 1024 * 1024


def load_markdown(path: Path, source_id: str) -> Iterator[Document]:
    """A Markdown file as one document; front matter, where there is any, says what it states about itself."""
    text = decode(read_bytes(path, source_id), source_id=source_id)
    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        problem = str(getattr(error, "problem", "") or error).splitlines()[0]
        raise SourceUnreadableError(source_id, f"its front matter is not valid YAML: {problem}") from error
    yield cleaned_document(read_markdown_lines(post.content), _stated(post.metadata), path, source_id)


def read_bytes(path: Path, source_id: str) -> bytes:
    """The content of a file. Raises SourceUnreadableError for one that is too large."""
    size = path.stat().st_size
    if size > _LARGEST_FILE_BYTES:
        raise SourceUnreadableError(
            source_id, f"the file is {size:,} bytes; the most that is read is {_LARGEST_FILE_BYTES:,}"
        )
    return path.read_bytes()


def cleaned_document(lines: list[Line], stated: PageMetadata, path: Path, source_id: str) -> Document:
    """The lines of a page as a document, cleaned. Raises SourceUnreadableError where cleaning leaves nothing."""
    page = clean_page(lines, stated=stated)
    if not page.lines:
        raise SourceUnreadableError(source_id, "nothing is left of the page once its furniture is taken away")
    source = Source(
        id=source_id, title=page.stated.title or path.stem, path=source_id, author=page.stated.author,
        publisher=page.stated.publisher, published=page.stated.published, url=page.stated.url,
    )  # fmt: skip
    return build_document(page.lines, source, heading=page.stated.title or "")


def _stated(metadata: dict[str, Any]) -> PageMetadata:
    """Front matter under the keys people use for it."""
    folded = {str(key).casefold(): value for key, value in metadata.items()}

    def first(*keys: str) -> str | None:
        value = next((folded[key] for key in keys if folded.get(key)), None)
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return str(value).strip() if value is not None else None

    published = first("published", "date", "日期", "发布时间", "pubdate")
    return PageMetadata(
        title=first("title", "标题", "標題"),
        author=first("author", "authors", "作者"),
        publisher=first("publisher", "source", "site", "来源", "來源"),
        published=parse_date(published) if published else None,
        url=first("url", "link", "canonical", "permalink", "链接"),
    )
