"""The loader of Markdown files."""

from collections.abc import Iterator
from pathlib import Path

from index.documents import Document
from index.loading.cleaning import Line, LineKind, PageMetadata, parse_date
from index.loading.front_matter import read_front_matter
from index.loading.markup import read_markdown_lines
from index.loading.pages import build_page_document, read_page_text

# Front matter that steers a site generator or an editor: it says nothing about the subject. The title stands elsewhere.
_NOT_FACTS = frozenset(
    "title 标题 標題 layout permalink slug url link canonical 链接 aliases redirect_from draft cover image thumbnail banner icon "
    "template theme weight order toc comments math id uuid lang language cssclass class css js output tags tag keywords "
    "categories category 标签 標籤 分类 分類 sidebar sidebar_label sidebar_position nav_order parent has_children".split()
)
# A longer value is text or a list that a program made. Set by hand.
_LONGEST_VALUE = 500


def load_markdown(path: Path, source_id: str) -> Iterator[Document]:
    """A Markdown file as one document, with the metadata of its front matter, where it has any."""
    text = read_page_text(path, source_id)
    fields, content = read_front_matter(text)
    yield build_page_document(
        read_markdown_lines(content), _read_metadata(fields), path, source_id, facts=_fact_lines(fields)
    )


def _fact_lines(fields: dict[str, str]) -> list[Line]:
    """Front matter as lines that can be asked for: ``president: Mira``."""
    facts = [f"{key}: {' '.join(value.split())}" for key, value in fields.items() if key.casefold() not in _NOT_FACTS]
    kept = [fact for fact in facts if len(fact) <= _LONGEST_VALUE]
    return [Line(fact, has_gap=i == 0, kind=LineKind.ITEM, is_marked=True) for i, fact in enumerate(kept)]


def _read_metadata(fields: dict[str, str]) -> PageMetadata:
    """The metadata in front matter, under any of the keys people use for it."""
    folded = {key.casefold(): value for key, value in fields.items()}

    def first(*keys: str) -> str | None:
        return next((folded[key] for key in keys if folded.get(key)), None)

    published = first("published", "date", "日期", "发布时间", "pubdate")
    return PageMetadata(
        title=first("title", "标题", "標題"),
        author=first("author", "authors", "作者"),
        publisher=first("publisher", "source", "site", "来源", "來源"),
        published=parse_date(published) if published else None,
        url=first("url", "link", "canonical", "permalink", "链接"),
    )
