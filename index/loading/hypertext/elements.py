"""HTML as lines, all of it: for texts that nothing surrounds, such as the chapters of a book."""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from index.loading.cleaning import Line, LineKind
from index.loading.markup import table_lines

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul html".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset(
    "script style head nav noscript template svg math rt rp audio video iframe object button select input textarea".split()
)
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_SKIPPED_TYPES = frozenset(("pagebreak", "noteref", "toc", "landmarks", "page-list"))
_DEEPEST = 200


def parse_html(content: bytes, *, encoding: str | None = None) -> Any:
    """The root element of a page. Raises etree.LxmlError or ValueError where there is none."""
    return lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding=encoding, huge_tree=False))


def read_element_lines(
    root: Any, *, locations: Mapping[str, str | None] | None = None, location: str | None = None
) -> list[Line]:
    """The headings, paragraphs, list items, table rows and blocks of code of an element, in order.

    ``location`` is where they stand; an element whose id is in ``locations`` begins another place.
    """
    reader = _Reader(locations or {}, location)
    reader.read(root, depth=0)
    reader.end_line()
    return reader.lines


class _Reader:
    def __init__(self, locations: Mapping[str, str | None], location: str | None) -> None:
        self.lines: list[Line] = []
        self._locations = locations
        self._location = location
        self._text: list[str] = []
        self._kind, self._level = LineKind.PROSE, 0
        self._label = ""
        self._has_gap = True
        self._numbers: dict[Any, int] = {}  # of the last item of each list

    def read(self, element: Any, *, depth: int) -> None:
        """Read an element and what follows it in its parent."""
        if isinstance(element.tag, str) and not _is_skipped(element):
            self._read_element(element, depth=depth)
        self._text.append(element.tail or "" if depth else "")

    def _read_element(self, element: Any, *, depth: int) -> None:
        tag = _name(element)
        for name in (element.get("id"), element.get("name") if tag == "a" else None):
            if name and name in self._locations:
                self.end_line()
                self._location = self._locations[name]
        if tag == "br":
            self._end_row()
        elif tag == "table" and _is_data(element):
            self.end_line()
            self._add(table_lines([[_flat(cell) for cell in row] for row in _table_cells(element)]))
        elif tag == "pre":
            self.end_line()
            rows = _raw(element).strip("\n").split("\n")
            self._add(
                [Line(row.rstrip(), has_gap=i == 0, kind=LineKind.CODE) for i, row in enumerate(rows) if row.strip()]
            )
        elif tag in _BLOCKS:
            self._read_block(element, tag, depth=depth)
        else:
            self._read_content(element, depth=depth)

    def _read_block(self, element: Any, tag: str, *, depth: int) -> None:
        self.end_line()
        outer = self._kind, self._level
        if tag in _HEADINGS:
            self._kind, self._level = LineKind.HEADING, _HEADINGS[tag]
        elif tag in ("li", "dt", "dd"):
            self._kind, self._level = LineKind.ITEM, 0
            self._label = self._number(element) if tag == "li" else ""
        self._has_gap = self._has_gap or tag != "li"
        self._read_content(element, depth=depth)
        self.end_line()
        self._kind, self._level = outer
        self._label = ""

    def _number(self, item: Any) -> str:
        """The number of an item of an ordered list, with a point; empty for another item."""
        parent = item.getparent()
        if parent is None or _name(parent) != "ol":
            return ""
        start, value = parent.get("start", "1"), item.get("value") or ""
        number = self._numbers.get(parent, int(start) - 1 if start.isdigit() else 0) + 1
        self._numbers[parent] = int(value) if value.isdigit() else number
        return f"{self._numbers[parent]}. "

    def _read_content(self, element: Any, *, depth: int) -> None:
        self._text.append(element.text or "")
        if depth < _DEEPEST:
            for child in element:
                self.read(child, depth=depth + 1)

    def _end_row(self) -> None:
        """End a line at a break; those of a heading stay together."""
        if self._kind is LineKind.HEADING:
            self._text.append(" ")
        else:
            self.end_line()

    def end_line(self) -> None:
        """Make a line of the text so far."""
        text = " ".join("".join(self._text).split())
        self._text = []
        if text:
            self._add(
                [Line(self._label + text, has_gap=self._has_gap, kind=self._kind, level=self._level, is_marked=True)]
            )
            self._label, self._has_gap = "", False

    def _add(self, lines: list[Line]) -> None:
        for line in lines:
            line.location = self._location
        self.lines += lines


def _name(element: Any) -> str:
    return str(etree.QName(element).localname).lower()


def _is_skipped(element: Any) -> bool:
    types = (element.get(_EPUB_TYPE) or element.get("epub:type") or "").split()
    return _name(element) in _SKIPPED or element.get("hidden") is not None or not _SKIPPED_TYPES.isdisjoint(types)


def _is_data(table: Any) -> bool:
    """Whether a table holds values and not the layout of a page."""
    is_nested = any(
        _name(inner) in ("table", "h1", "h2", "h3", "ul", "ol") for inner in table.iterdescendants(tag=etree.Element)
    )
    return not is_nested and table.get("role") != "presentation" and any(len(row) > 1 for row in _table_cells(table))


def _table_cells(table: Any) -> Iterator[list[Any]]:
    for row in table.iterdescendants(tag=etree.Element):
        if _name(row) == "tr":
            yield [cell for cell in row if isinstance(cell.tag, str) and _name(cell) in ("td", "th")]


def _flat(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _raw(element: Any) -> str:
    return "".join(element.itertext())
