"""The loader of Word documents (``.docx``): headings, numbered paragraphs, tables, notes and text boxes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex
from lxml import etree

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, build_document, classify_line, mark_speakers
from index.loading.files import LIBRARY_ERRORS, check_archive, damaged, stated_author, stated_title
from index.loading.office.numbering import Numbering
from index.loading.office.word_text import (
    W,
    has_header,
    is_bold,
    note_ids,
    paragraph_text,
    read_blocks,
    table_rows,
    text_boxes,
)
from index.loading.tables import Row, read_table_lines

_HEADING_STYLE = regex.compile(r"(?:heading|标题|標題)\s*([1-9])", regex.I)
_TITLE_STYLES = ("title", "标题", "標題")
# Set by hand. A cell of a table with more text lays out a page; a paragraph in bold that is longer is no heading.
_LONGEST_CELL = 600
_LONGEST_HEADING = 60
_DEEPEST_TABLE = 8


def load_word(path: Path, source_id: str) -> Iterator[Document]:
    """A Word document as one document."""
    import docx  # noqa: PLC0415 - needed for this format alone

    check_archive(path, source_id, kind="a Word document (.docx)", needs="word/document.xml")
    try:
        opened = docx.Document(str(path))
        reader = _Reader(opened)
        lines = list(reader.read(opened.element.body))
        stated, author = opened.core_properties.title, opened.core_properties.author
    except LIBRARY_ERRORS as error:
        raise damaged(source_id, error) from error
    if not lines:
        raise SourceUnreadableError(source_id, "it holds no text: if its pages are pictures, run OCR over them first")
    mark_speakers(lines)
    title = reader.title or stated_title(stated)
    source = Source(id=source_id, title=title or path.stem, path=source_id, author=stated_author(author))
    yield build_document(tuple(lines), source, heading=title)


class _Reader:
    """Reads the parts of one document in order, counting its lists and tables."""

    def __init__(self, opened: Any) -> None:
        self.title = ""
        self._styles = {style.style_id: style for style in opened.styles if style.type == 1}
        self._chains: dict[str | None, list[Any]] = {}
        self._numbering = Numbering(_part(opened, "numbering"))
        self._notes = {
            (kind, note.get(W + "id", "")): note
            for kind in ("footnotes", "endnotes")
            if (part := _part(opened, kind)) is not None
            for note in part
        }
        self._tables = 0

    def read(self, container: Any, *, depth: int = 0) -> Iterator[Line]:
        """The lines of a body, a note or a text box."""
        for block in read_blocks(container):
            if block.tag == W + "tbl":
                yield from self._read_table(block, depth=depth)
            else:
                yield from self._read_paragraph(block, depth=depth)

    def _read_paragraph(self, paragraph: Any, *, depth: int) -> Iterator[Line]:
        text = paragraph_text(paragraph)
        style = self._style_chain(paragraph)
        label = self._label(paragraph, style) if text else None
        if text and not self.title and style and str(style[0].name).lower() in _TITLE_STYLES:
            self.title = text
        if text:
            yield self._line(paragraph, f"{label} {text}" if label else text, style, is_listed=label is not None)
        for number, key in enumerate(note_ids(paragraph), start=1):
            note = (
                " ".join(filter(None, map(paragraph_text, self._notes[key].iter(W + "p"))))
                if key in self._notes
                else ""
            )
            if note:
                yield Line(f"[{number}] {note}", kind=LineKind.ITEM)
        if depth < _DEEPEST_TABLE:
            for box in text_boxes(paragraph):
                yield from self.read(box, depth=depth + 1)

    def _line(self, paragraph: Any, text: str, style: list[Any], *, is_listed: bool) -> Line:
        level = _heading_level(paragraph, style)
        if (
            level is None
            and is_bold(paragraph)
            and len(text) <= _LONGEST_HEADING
            and not regex.search(r"[.。！!？?；;，,]$", text)
        ):
            level = 0
        if level is not None:
            return Line(text, has_gap=True, kind=LineKind.HEADING, level=level)
        kind = classify_line(text)
        return Line(
            text,
            has_gap=not is_listed,
            kind=LineKind.ITEM if is_listed else LineKind.PROSE if kind is LineKind.SHORT else kind,
        )

    def _style_chain(self, paragraph: Any) -> list[Any]:
        """The style of a paragraph and those it is based on."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        key = found.get(W + "val") if found is not None else None
        if key not in self._chains:
            style, chain = self._styles.get(key), []
            while style is not None and style not in chain:
                chain.append(style)
                style = style.base_style
            self._chains[key] = chain
        return self._chains[key]

    def _label(self, paragraph: Any, style: list[Any]) -> str | None:
        """The number before a paragraph, empty for a bullet, or None where it is in no list."""
        places = [paragraph.find(f"{W}pPr/{W}numPr"), *(s.element.find(f"{W}pPr/{W}numPr") for s in style)]
        stated = [place for place in places if place is not None]
        list_id = next((v for place in stated if (v := _value(place, "numId"))), "0")
        level = next((v for place in stated if (v := _value(place, "ilvl"))), "0")
        return self._numbering.label(list_id, int(level)) if list_id != "0" and level.isdigit() else None

    def _read_table(self, table: Any, *, depth: int) -> Iterator[Line]:
        rows = table_rows(table)
        texts = [[" ".join(filter(None, (_block_text(block) for block in cell))) for cell in row] for row in rows]
        is_layout = max(map(len, rows), default=0) < 2 or any(
            len(text) > _LONGEST_CELL for row in texts for text in row
        )
        if is_layout and depth < _DEEPEST_TABLE:
            for row in rows:
                for cell in row:
                    yield from self.read(cell, depth=depth + 1)
            return
        self._tables += 1
        prefix = f"table {self._tables}, row "
        found = [Row(number, tuple(row)) for number, row in enumerate(texts, start=1)]
        yield from read_table_lines(found, locate=lambda number: f"{prefix}{number}", may_be_form=not has_header(table))


def _block_text(block: Any) -> str:
    if block.tag == W + "p":
        return paragraph_text(block)
    return " ".join(filter(None, map(paragraph_text, block.iter(W + "p"))))


def _heading_level(paragraph: Any, style: list[Any]) -> int | None:
    for own in style:
        name = str(own.name)
        if match := _HEADING_STYLE.fullmatch(name):
            return int(match[1])
        if name.lower() in _TITLE_STYLES:
            return 1
    for place in (paragraph, *(s.element for s in style)):
        outline = place.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and (value := outline.get(W + "val", "")).isdigit() and int(value) < 9:
            return int(value) + 1
    return None


def _value(element: Any, name: str) -> str:
    child = element.find(W + name)
    return str(child.get(W + "val", "")) if child is not None else ""


def _part(opened: Any, name: str) -> Any | None:
    """The root of a part that belongs to the document, or None where it has none."""
    for relation in opened.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return None
