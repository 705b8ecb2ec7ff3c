"""The text of Word's XML: paragraphs with tracked changes accepted, notes and text boxes, and the rows of tables."""

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# What holds no text of its paragraph: properties, deletions, codes of fields, the reading over a character, a text box.
_SKIPPED = {
    _FALLBACK,
    *(W + name for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "rt", "txbxContent")),
}
_WRITTEN = {W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# What blocks are wrapped in: content controls, custom XML, insertions.
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


def read_blocks(container: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body, a cell, a note or a text box, in order."""
    for child in container:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from read_blocks(child)


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph as it reads once all changes are accepted, on one line."""
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in (W + "t", _MATH_TEXT):
            yield child.text or ""
        elif tag in _WRITTEN:
            yield _WRITTEN[tag]
        elif tag not in _SKIPPED and isinstance(tag, str):
            yield from _pieces(child)


def text_boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that are anchored in a paragraph, each once."""
    for box in paragraph.iter(W + "txbxContent"):
        if not any(parent.tag in (_FALLBACK, W + "txbxContent") for parent in box.iterancestors()):
            yield box


def note_ids(paragraph: Any) -> Iterator[tuple[str, str]]:
    """The footnotes and endnotes that a paragraph refers to: ``("footnotes", "2")``."""
    for kind in ("footnote", "endnote"):
        for reference in paragraph.iter(f"{W}{kind}Reference"):
            yield f"{kind}s", reference.get(W + "id", "")


def is_bold(paragraph: Any) -> bool:
    """Whether all of a paragraph's text is bold by itself, not by its style."""
    runs = [run for run in paragraph.iter(W + "r") if any((text.text or "").strip() for text in run.iter(W + "t"))]
    return bool(runs) and all(_has_bold(run) for run in runs)


def _has_bold(run: Any) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(W + "val", "true") not in ("0", "false", "off")


def table_rows(table: Any) -> list[list[list[Any]]]:
    """The cells of a table by rows and columns, each as its blocks. A cell that goes on from the row above repeats it."""
    rows: list[list[list[Any]]] = []
    for row in _rows(table):
        cells: list[list[Any]] = []
        for cell in _cells(row):
            properties = cell.find(W + "tcPr")
            merge = properties.find(W + "vMerge") if properties is not None else None
            goes_on = (
                merge is not None
                and merge.get(W + "val", "continue") == "continue"
                and rows
                and len(cells) < len(rows[-1])
            )
            cells.append(rows[-1][len(cells)] if goes_on else list(read_blocks(cell)))
            span = properties.find(W + "gridSpan") if properties is not None else None
            width = span.get(W + "val", "1") if span is not None else "1"
            cells += [[] for _ in range(min(int(width), 64) - 1 if width.isdigit() else 0)]
        rows.append(cells)
    return rows


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def has_header(table: Any) -> bool:
    """Whether the first row of a table is marked as its header, or all bold or shaded as none below it is."""
    rows = list(_rows(table))
    if not rows:
        return False
    is_marked = rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    looks = [(_all_bold(row), row.find(f".//{W}tcPr/{W}shd") is not None) for row in rows[:3]]
    return is_marked or any(looks[0][i] and not any(look[i] for look in looks[1:]) for i in (0, 1))


def _all_bold(row: Any) -> bool:
    paragraphs = [p for p in row.iter(W + "p") if paragraph_text(p)]
    return bool(paragraphs) and all(map(is_bold, paragraphs))
