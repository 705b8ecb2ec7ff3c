"""The loader of Markdown files, and Markdown as lines: headings, paragraphs, list items and table rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frontmatter
import regex
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.documents import Document
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, PageMetadata, classify_line, parse_date, rejoin_lines
from index.loading.pages import build_page_document, read_page_text

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_BETWEEN_HAN = regex.compile(r"(?<=[\p{Han}，。、；：！？”」』）])\n(?=[\p{Han}“「『（])")


def load_markdown(path: Path, source_id: str) -> Iterator[Document]:
    """A Markdown file as one document, with the metadata of its front matter, where it has any."""
    text = read_page_text(path, source_id)
    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        problem = str(getattr(error, "problem", "") or error).splitlines()[0]
        raise SourceUnreadableError(source_id, f"its front matter is not valid YAML: {problem}") from error
    yield build_page_document(read_markdown_lines(post.content), _read_front_matter(post.metadata), path, source_id)


def read_markdown_lines(text: str) -> list[Line]:
    """The blocks of a Markdown text in order, without their marks.

    A block's mark gives its kind; where it has none, its wording does.
    """
    lines: list[Line] = []
    tokens = _PARSER.parse(text)
    cells: list[str] = []
    in_list = in_cell = False
    is_heading = False
    for token in tokens:
        match token.type:
            case "heading_open" | "heading_close":
                is_heading = token.nesting == 1
            case "list_item_open" | "list_item_close":
                in_list = token.nesting == 1
            case "td_open" | "th_open" | "td_close" | "th_close":
                in_cell = token.nesting == 1
            case "tr_close":
                lines.append(Line(" | ".join(cells), has_gap=False, kind=LineKind.ITEM))
                cells = []
            case "inline" if in_cell:
                cells.append(_inline_text(token))
            case "inline":
                lines.extend(
                    _block_lines(
                        _inline_text(token), is_heading=is_heading, in_list=in_list, has_gap=not lines or not in_list
                    )
                )
            case "fence" | "code_block":
                lines.extend(
                    Line(row, has_gap=False, kind=LineKind.ITEM) for row in token.content.splitlines() if row.strip()
                )
            case _:
                pass
    return rejoin_lines([line for line in lines if line.text.strip(" |")])


def _block_lines(text: str, *, is_heading: bool, in_list: bool, has_gap: bool) -> list[Line]:
    if is_heading:
        return [Line(text.replace("\n", " "), has_gap=True, kind=LineKind.HEADING)]
    if in_list:
        return [Line(text.replace("\n", " "), has_gap=has_gap, kind=LineKind.ITEM)]
    text = _BETWEEN_HAN.sub("", text)
    rows = text.split("\n")
    # A soft break inside a sentence is a hard wrap. After a full sentence it starts a new line, as between speaker turns.
    unwrapped: list[str] = []
    for row in rows:
        if (
            unwrapped
            and classify_line(unwrapped[-1]) is LineKind.PROSE
            and not regex.search(r"[.!?。！？…][\"'”’)）」』]*$", unwrapped[-1])
        ):
            unwrapped[-1] += " " + row
        else:
            unwrapped.append(row)
    return [Line(row.strip(), has_gap=i == 0, kind=classify_line(row.strip())) for i, row in enumerate(unwrapped)]


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts).strip()


def _read_front_matter(fields: dict[str, Any]) -> PageMetadata:
    """The metadata in front matter, under any of the keys people use for it."""
    folded = {str(key).casefold(): value for key, value in fields.items()}

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
