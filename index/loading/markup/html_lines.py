"""HTML as lines: headings, paragraphs, list items with their numbers, table rows with their columns, and code."""

from collections.abc import Iterator

import regex
from lxml import etree, html
from lxml.html import HtmlElement

from index.loading.cleaning import Line, LineKind, classify_line, rejoin_lines
from index.loading.markup.tables import table_lines
from index.text import HAN

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset(
    "head script style noscript template svg button select option textarea iframe object figcaption".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What a cell of a table of figures does not hold: in a table for the layout stands the page.
_LAYOUT = ("table", "p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "pre", "blockquote", "form")
_LONGEST_CELL = 300  # characters; set by hand
# Marks that a wiki puts between the words: [edit], [1], [citation needed].
_REFERENCE_MARK = regex.compile(
    r"\s?\[(?:edit(?: source)?|编辑|編輯|\d{1,3}|note \d+|citation needed|来源请求)\]", regex.I
)
_SPACES = regex.compile(r"[^\S\v]+")


def parse_html(page: str) -> HtmlElement | None:
    """The tree of a page without comments, or None where nothing can be parsed."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


def read_html_lines(root: HtmlElement) -> list[Line]:
    """The blocks of an element in order. A block's tag gives its kind; where it gives none, its wording does."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.open(element)
        elif event == "end":
            walk.close(element)
        else:
            walk.add_text(element.tail)
    walk.end()
    return rejoin_lines(walk.lines)


class _Walk:
    """The lines found so far, and where in the tree the next text stands."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._linked = 0  # characters of the block inside links
        self._links = self._skipped = self._code = self._level = 0
        self._lists: list[int | None] = []  # the next number of each open list, None where it has none
        self._marker = ""  # the number of the open item, until it is printed
        self._in_item = 0
        self._term = ""  # of a definition list, until its definition is printed
        self._is_term = False
        self._tables: list[list[list[str]] | None] = []  # None for a table that is only layout
        self._has_names: list[bool] = []
        self._has_gap = True

    def open(self, element: HtmlElement) -> None:  # noqa: C901, PLR0912 - one case for each tag
        tag = element.tag
        if self._skipped or tag in _SKIPPED:
            self._skipped += 1
            return
        if tag in _BLOCKS and not self._in_cell:
            self.end_block()
        match tag:
            case "a":
                self._links += 1
            case "br":
                self._text.append("\v")
            case "pre":
                self._code += 1
            case "ol" | "ul":
                start = element.get("start", "1")
                self._has_gap = not self._lists
                self._lists.append((int(start) if start.isdecimal() and len(start) < 6 else 1) if tag == "ol" else None)
            case "li":
                self._open_item()
            case "dt":
                self._flush_term()
                self._is_term = True
            case "table":
                is_data = not self._in_cell and _is_data_table(element)
                self._tables.append([] if is_data else None)
                self._has_names.append(False)
            case "tr" if self._table is not None:
                self._table.append([])
            case "td" | "th" if self._table is not None:
                self._text = []
                self._has_names[-1] = self._has_names[-1] or (tag == "th" and len(self._table) == 1)
            case _ if tag in _HEADINGS:
                self._level = _HEADINGS[tag]
            case _:
                pass
        self.add_text(element.text)

    def close(self, element: HtmlElement) -> None:  # noqa: C901, PLR0912 - one case for each tag
        tag = element.tag
        if self._skipped:
            self._skipped -= 1
            self.add_text(element.tail)
            return
        if tag in ("td", "th") and self._table is not None:
            if not self._table:
                self._table.append([])
            self._table[-1].append(_tidy("".join(self._text)).replace("\v", " "))
            self._text = []
        elif tag in _BLOCKS and not self._in_cell:
            self.end_block()
        match tag:
            case "a":
                self._links = max(self._links - 1, 0)
            case "pre":
                self._code = max(self._code - 1, 0)
            case "ol" | "ul" if self._lists:
                self._lists.pop()
            case "li":
                self._in_item = max(self._in_item - 1, 0)
                self._marker = ""
            case "dt":
                self._is_term = False
            case "dl":
                self._flush_term()
            case "table" if self._tables:
                rows, has_names = self._tables.pop(), self._has_names.pop()
                self.lines.extend(table_lines(rows or [], has_header=has_names or None))
            case _ if tag in _HEADINGS:
                self._level = 0
            case _:
                pass
        self.add_text(element.tail)

    def end(self) -> None:
        """Print what is still open."""
        self.end_block()
        self._flush_term()

    @property
    def _table(self) -> list[list[str]] | None:
        return self._tables[-1] if self._tables else None

    @property
    def _in_cell(self) -> bool:
        return any(table is not None for table in self._tables)

    def _open_item(self) -> None:
        self._in_item += 1
        self._marker = ""
        if self._lists and (number := self._lists[-1]) is not None:
            self._marker, self._lists[-1] = f"{number}. ", number + 1

    def _flush_term(self) -> None:
        """Print a term that has no definition."""
        if self._term:
            self.lines.append(Line(self._term, kind=classify_line(self._term)))
            self._term = ""

    def add_text(self, text: str | None) -> None:
        """Take in text of the open block."""
        if text and not self._skipped:
            self._text.append(text if self._code else text.replace("\v", " "))
            if self._links:
                self._linked += len(text.strip())

    def end_block(self) -> None:
        """Make lines of the text since the last block."""
        raw, linked = "".join(self._text), self._linked
        self._text, self._linked = [], 0
        if not raw.strip():
            return
        if self._code:
            self.lines.extend(_code_lines(raw))
            return
        text = _REFERENCE_MARK.sub("", _tidy(raw))
        rows = [row.strip() for row in text.split("\v") if row.strip()]
        if not rows:
            return
        if self._is_term:
            self._term = " ".join(rows)
            return
        if self._term:
            term, self._term = self._term.rstrip(":："), ""
            rows[0] = f"{term}{'：' if HAN.search(term) else ': '}{rows[0]}"
        is_link = linked * 10 >= len("".join(raw.split())) * 9
        self.lines.extend(self._block_lines(rows, is_link=is_link))

    def _block_lines(self, rows: list[str], *, is_link: bool) -> Iterator[Line]:
        if self._level:
            yield Line(
                " ".join(rows), has_gap=True, kind=LineKind.HEADING, level=self._level, is_marked=True, is_link=is_link
            )
        elif self._in_item:
            follows = bool(self.lines) and self.lines[-1].kind is LineKind.ITEM and not self._has_gap
            marker, self._marker, self._has_gap = self._marker, "", False
            yield Line(
                marker + " ".join(rows), has_gap=not follows, kind=LineKind.ITEM, is_marked=True, is_link=is_link
            )
        else:
            for i, row in enumerate(rows):
                yield Line(row, has_gap=i == 0, kind=classify_line(row), is_link=is_link)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _code_lines(raw: str) -> Iterator[Line]:
    has_gap = True
    for row in raw.replace("\v", "\n").strip("\n").expandtabs(4).split("\n"):
        if row.strip():
            yield Line(row.rstrip(), has_gap=has_gap, kind=LineKind.CODE, is_marked=True)
        has_gap = not row.strip()


def _is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data: rows of short cells without blocks inside."""
    rows = widest = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        rows, widest = rows + 1, max(widest, len(cells))
    if rows < 2 or widest < 2:
        return False
    for element in table.iter(*_LAYOUT):
        if element is not table and (element.tag == "table" or len("".join(element.itertext())) > _LONGEST_CELL):
            return False
    return all(len(" ".join(cell.itertext())) <= _LONGEST_CELL for cell in table.iter("td", "th"))
