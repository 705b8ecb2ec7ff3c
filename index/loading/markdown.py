"""Markdown to lines: headings, paragraphs, list items and table rows, without their marks."""

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.loading.cleaning import Line, LineKind, classify_line, rejoin_lines

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_BETWEEN_HAN = regex.compile(r"(?<=[\p{Han}，。、；：！？”」』）])\n(?=[\p{Han}“「『（])")


def read_markdown_lines(text: str) -> list[Line]:
    """The blocks of a Markdown text in order, kinds told by their marks, or else by how they read."""
    lines: list[Line] = []
    tokens = _PARSER.parse(text)
    cells: list[str] = []
    in_list = in_cell = False
    heading = False
    for token in tokens:
        match token.type:
            case "heading_open" | "heading_close":
                heading = token.nesting == 1
            case "list_item_open" | "list_item_close":
                in_list = token.nesting == 1
            case "td_open" | "th_open" | "td_close" | "th_close":
                in_cell = token.nesting == 1
            case "tr_close":
                lines.append(Line(" | ".join(cells), gap=False, kind=LineKind.ITEM))
                cells = []
            case "inline" if in_cell:
                cells.append(_plain(token))
            case "inline":
                lines.extend(_block(_plain(token), heading=heading, in_list=in_list, first=not lines or not in_list))
            case "fence" | "code_block":
                lines.extend(
                    Line(row, gap=False, kind=LineKind.ITEM) for row in token.content.splitlines() if row.strip()
                )
            case _:
                pass
    return rejoin_lines([line for line in lines if line.text.strip(" |")])


def _block(text: str, *, heading: bool, in_list: bool, first: bool) -> list[Line]:
    if heading:
        return [Line(text.replace("\n", " "), gap=True, kind=LineKind.HEADING)]
    if in_list:
        return [Line(text.replace("\n", " "), gap=first, kind=LineKind.ITEM)]
    text = _BETWEEN_HAN.sub("", text)
    rows = text.split("\n")
    # A soft break inside a sentence is a wrap; after a statement it is a line of its own (speaker turns).
    joined: list[str] = []
    for row in rows:
        if (
            joined
            and classify_line(joined[-1]) is LineKind.PROSE
            and not regex.search(r"[.!?。！？…][\"'”’)）」』]*$", joined[-1])
        ):
            joined[-1] += " " + row
        else:
            joined.append(row)
    return [Line(row.strip(), gap=i == 0, kind=classify_line(row.strip())) for i, row in enumerate(joined)]


def _plain(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts).strip()
