"""A walk through HTML that makes lines: headings, paragraphs, list items with their numbers, table rows, and code."""

from collections.abc import Iterable, Iterator, Mapping

import regex
from lxml.html import HtmlElement

from index.loading.cleaning import Line, LineKind, classify_line
from index.loading.markup.html_tables import is_data_table
from index.loading.markup.tables import table_lines
from index.text import HAN

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset(
    "head script style noscript template svg button select option textarea iframe object audio video rp rt".split()
)
_SKIPPED_IN_PAGES = _SKIPPED | {"figcaption"}
_SKIPPED_IN_TEXTS = _SKIPPED | {"nav", "math"}
# What the pages of e-books have beside their text.
_EPUB_TYPE = "epub:type"
_SKIPPED_TYPES = frozenset(("pagebreak", "noteref", "toc", "landmarks", "page-list"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Marks that a wiki puts between the words: [edit], [1], [citation needed].
_REFERENCE_MARK = regex.compile(
    r"\s?\[(?:edit(?: source)?|编辑|編輯|\d{1,3}|note \d+|citation needed|来源请求)\]", regex.I
)
_SPACES = regex.compile(r"[^\S\v]+")


class HtmlWalk:
    """The lines found so far, and where in the tree the next text stands.

    ``is_page`` is false for a text that nothing surrounds.
    """

    def __init__(
        self, *, is_page: bool, locations: Mapping[str, str | None] | None = None, location: str | None = None
    ) -> None:
        self.lines: list[Line] = []
        self._is_page = is_page
        self._skipped_tags = _SKIPPED_IN_PAGES if is_page else _SKIPPED_IN_TEXTS
        self._locations = locations or {}
        self._location = location
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
        """Take in that an element begins, and its first text."""
        tag = element.tag
        if self._skipped or tag in self._skipped_tags or (not self._is_page and _is_aside(element)):
            self._skipped += 1
            return
        for name in filter(self._locations.__contains__, (element.get("id"), element.get("name"))):
            self.end_block()
            self._location = self._locations[name]
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
                self._open_item(element)
            case "dt":
                self._flush_term()
                self._is_term = True
            case "table":
                is_data = not self._in_cell and is_data_table(element)
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
        """Take in that an element ends, and the text after it."""
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
                self._add(table_lines(rows or [], has_header=has_names or None))
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

    def _add(self, lines: Iterable[Line]) -> None:
        for line in lines:
            line.location = self._location
            self.lines.append(line)

    def _open_item(self, element: HtmlElement) -> None:
        self._in_item += 1
        self._marker = ""
        if self._lists and (number := self._lists[-1]) is not None:
            value = element.get("value", "")
            number = int(value) if value.isdecimal() and len(value) < 6 else number
            self._marker, self._lists[-1] = f"{number}. ", number + 1

    def _flush_term(self) -> None:
        """Print a term that has no definition."""
        if self._term:
            self._add([Line(self._term, kind=classify_line(self._term))])
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
            self._add(_code_lines(raw))
            return
        text = _REFERENCE_MARK.sub("", _tidy(raw)) if self._is_page else _tidy(raw)
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
        self._add(self._block_lines(rows, is_link=is_link))

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
                kind = classify_line(row) if self._is_page else LineKind.PROSE
                yield Line(row, has_gap=i == 0, kind=kind, is_link=is_link, is_marked=not self._is_page)


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element of an e-book's page is hidden, or a number of a page or note."""
    types = element.get(_EPUB_TYPE, "").split()
    return element.get("hidden") is not None or not _SKIPPED_TYPES.isdisjoint(types)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _code_lines(raw: str) -> Iterator[Line]:
    has_gap = True
    for row in raw.replace("\v", "\n").strip("\n").expandtabs(4).split("\n"):
        if row.strip():
            yield Line(row.rstrip(), has_gap=has_gap, kind=LineKind.CODE, is_marked=True)
        has_gap = not row.strip()
