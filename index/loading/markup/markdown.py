"""Markdown as lines: headings, paragraphs, list items with their numbers, table rows with their columns, and code."""

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.loading.cleaning import Line, LineKind, classify_line, join_wrapped_rows, rejoin_lines
from index.loading.markup.html_lines import parse_html, read_html_lines
from index.loading.markup.tables import table_lines

_OPTIONS = {"maxNesting": 100}  # by default lists nested deeper than 20 are left out
_PARSER = MarkdownIt("commonmark", {"html": True, **_OPTIONS}).enable(["table", "strikethrough"])
_PARSER_WITHOUT_HTML = MarkdownIt("commonmark", {"html": False, **_OPTIONS}).enable(["table", "strikethrough"])
# The parser looks for the end of each of these to the end of the text: with many that takes its square. Set by hand.
_OPENINGS, _MOST_OPENINGS = ("<!--", "<?", "<!", "<![CDATA["), 500
# So does each bracket that is not closed in its paragraph. In such a text nothing is a link. Set by hand.
_MOST_OPEN_BRACKETS = 200
_BRACKET = regex.compile(r"[\[\]]|\n\s*\n")
# A line break that the writer asked for, with two blanks or a backslash.
_HARD_BREAK = "\v"
_LINE_BREAK_TAG = regex.compile(r"</?(?:br|p|div|li|tr)\b[^<>]*>", regex.I)
_DEFINITION = regex.compile(r"\n: +")


def read_markdown_lines(text: str) -> list[Line]:
    """The blocks of a Markdown text in order, without their marks.

    A block's mark gives its kind; where it has none, its wording does. Items of a numbered list keep their numbers, a row
    of a table comes with the names of its columns, a block of code as it is printed.
    """
    walk = _Walk()
    is_safe = all(text.count(opening) <= _MOST_OPENINGS for opening in _OPENINGS)
    parser = _PARSER if is_safe else _PARSER_WITHOUT_HTML
    if _most_open_brackets(text) > _MOST_OPEN_BRACKETS:
        parser = (
            MarkdownIt("commonmark", {"html": is_safe, **_OPTIONS})
            .enable(["table", "strikethrough"])
            .disable(["link", "image"])
        )
    for token in parser.parse(text):
        walk.read(token)
    return rejoin_lines([line for line in walk.lines if line.kind is LineKind.CODE or line.text.strip(" |")])


def _most_open_brackets(text: str) -> int:
    """The largest number of brackets that are open at once in a paragraph."""
    most = depth = 0
    for mark in _BRACKET.finditer(text):
        depth = depth + 1 if mark.group() == "[" else max(depth - 1, 0) if mark.group() == "]" else 0
        most = max(most, depth)
    return most


class _Walk:
    """The lines found so far, and where in the nesting of blocks the next token stands."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._items: list[str] = []  # of the open list items, the number that is still to be printed
        self._level = 0
        self._table: list[list[str]] | None = None

    def read(self, token: Token) -> None:
        """Take in the next token."""
        match token.type:
            case "heading_open" | "heading_close":
                self._level = int(token.tag[1]) if token.nesting == 1 else 0
            case "list_item_open":
                self._items.append(f"{token.info}{token.markup} " if token.info else "")
            case "list_item_close":
                self._items.pop()
            case "bullet_list_open" | "ordered_list_open" if not self._items:
                self._has_gap = True
            case "table_open":
                self._table = []
            case "table_close":
                self.lines.extend(table_lines(self._table or [], has_header=True))
                self._table = None
            case "tr_open" if self._table is not None:
                self._table.append([])
            case "inline" if self._table is not None:
                self._table[-1].append(_inline_text(token).replace("\n", " ").replace(_HARD_BREAK, " "))
            case "inline":
                self.lines.extend(self._block_lines(token))
            case "fence" | "code_block":
                self.lines.extend(_code_lines(token.content))
            case "html_block":
                self.lines.extend(_html_lines(token.content))
            case _:
                pass

    def _block_lines(self, token: Token) -> list[Line]:
        text = _inline_text(token)
        is_link = _is_link(token)
        if self._level:
            flat = text.replace("\n", " ").replace(_HARD_BREAK, " ").strip()
            return [Line(flat, has_gap=True, kind=LineKind.HEADING, level=self._level, is_marked=True, is_link=is_link)]
        if self._items:
            number, self._items[-1] = self._items[-1], ""
            flat = " ".join(join_wrapped_rows(text.replace(_HARD_BREAK, "\n").split("\n")))
            follows_item = bool(self.lines) and self.lines[-1].kind is LineKind.ITEM and not self._has_gap
            self._has_gap = False
            return [Line(number + flat, has_gap=not follows_item, kind=LineKind.ITEM, is_marked=True, is_link=is_link)]
        text = _DEFINITION.sub(": ", text)
        rows = [row for part in text.split(_HARD_BREAK) for row in join_wrapped_rows(part.split("\n"))]
        rows = [row.strip() for row in rows if row.strip()]
        return [Line(row, has_gap=i == 0, kind=classify_line(row), is_link=is_link) for i, row in enumerate(rows)]

    _has_gap = True


def _code_lines(content: str) -> list[Line]:
    """A block of code as lines with their indentation, without blank lines at its ends."""
    lines: list[Line] = []
    has_gap = True
    for row in content.strip("\n").expandtabs(4).split("\n"):
        if row.strip():
            lines.append(Line(row.rstrip(), has_gap=has_gap, kind=LineKind.CODE, is_marked=True))
        has_gap = not row.strip()
    return lines


def _html_lines(content: str) -> list[Line]:
    """The lines of a block of HTML inside Markdown."""
    tree = parse_html(content)
    return read_html_lines(tree) if tree is not None else []


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "softbreak":
                parts.append("\n")
            case "hardbreak":
                parts.append(_HARD_BREAK)
            case "html_inline" if _LINE_BREAK_TAG.fullmatch(child.content):
                parts.append(_HARD_BREAK)
            case _:
                pass
    return "".join(parts).strip()


def _is_link(token: Token) -> bool:
    """Whether all of a block's text is a link."""
    depth = 0
    outside = ""
    has_link = False
    for child in token.children or []:
        if child.type in ("link_open", "link_close"):
            depth += child.nesting
            has_link = True
        elif not depth:
            outside += child.content
    return has_link and not regex.search(r"\w", outside)
