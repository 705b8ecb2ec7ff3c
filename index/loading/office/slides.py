"""The loader of slides (``.pptx``): titles, texts, tables, charts and the speaker's notes, slide by slide."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, build_document
from index.loading.files import LIBRARY_ERRORS, check_archive, damaged, stated_author, stated_title
from index.loading.markup import row_texts
from index.loading.tables import Row, read_table_lines
from index.reports import LeftOut, Rule

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Set by hand.
_MOST_SLIDES = 2_000
_DEEPEST_GROUP = 20
_MOST_POINTS = 200  # of a chart
# A text on this share of the slides, and on so many, frames them: a slogan, a copyright.
_FRAME_SHARE = 0.6
_MIN_FRAMED = 4


def load_slides(path: Path, source_id: str) -> Iterator[Document]:
    """The visible slides as one document, each text with the number of its slide."""
    import pptx  # noqa: PLC0415 - needed for this format alone

    check_archive(path, source_id, kind="a presentation (.pptx)", needs="ppt/presentation.xml")
    try:
        deck = pptx.Presentation(str(path))
        shown = [(n, slide) for n, slide in enumerate(deck.slides, start=1) if slide.element.get("show") != "0"]
        slides = [list(_slide_lines(slide, f"slide {number}")) for number, slide in shown[:_MOST_SLIDES]]
        stated, author = deck.core_properties.title, deck.core_properties.author
    except LIBRARY_ERRORS as error:
        raise damaged(source_id, error) from error
    lines = _without_frame(slides)
    if not lines:
        raise SourceUnreadableError(
            source_id, "it holds no text: if its slides are pictures, save it as PDF and run OCR over it"
        )
    first = next((line.text for line in lines if line.kind is LineKind.HEADING and line.location == "slide 1"), "")
    title = stated_title(stated) or first
    source = Source(id=source_id, title=title or path.stem, path=source_id, author=stated_author(author))
    kept = set(map(id, lines))
    left_out = tuple(LeftOut(Rule.PAGE_FRAME, line.text) for own in slides for line in own if id(line) not in kept)
    yield replace(build_document(tuple(lines), source, heading=title), left_out=left_out)


def _slide_lines(slide: Any, location: str) -> Iterator[Line]:
    title = slide.shapes.title
    if title is not None and (text := _one_line(title.text_frame.text)):
        yield Line(text, has_gap=True, kind=LineKind.HEADING, level=1, location=location)
    others = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    for shape in sorted(others, key=_position):
        yield from _shape_lines(shape, location, depth=0)
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
        yield from _paragraph_lines(frame, location)


def _position(shape: Any) -> tuple[int, int]:
    return shape.top or 0, shape.left or 0


def _shape_lines(shape: Any, location: str, *, depth: int) -> Iterator[Line]:
    if _is_frame(shape):
        return
    if getattr(shape, "has_table", False):
        rows = [
            Row(n, tuple(_one_line(cell.text) for cell in row.cells)) for n, row in enumerate(shape.table.rows, start=1)
        ]
        yield from read_table_lines(rows, locate=lambda _: location, may_be_form=not shape.table.first_row)
    elif getattr(shape, "has_chart", False):
        yield from _chart_lines(shape.chart, location)
    elif shape.has_text_frame:
        yield from _paragraph_lines(shape.text_frame, location)
    elif hasattr(shape, "shapes") and depth < _DEEPEST_GROUP:
        for inner in sorted(shape.shapes, key=_position):
            yield from _shape_lines(inner, location, depth=depth + 1)
    else:
        yield from _diagram_lines(shape, location)


def _is_frame(shape: Any) -> bool:
    """Whether a shape is the date, the footer or the number of its slide."""
    from pptx.enum.shapes import PP_PLACEHOLDER  # noqa: PLC0415 - needed for this format alone

    frame = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    return bool(shape.is_placeholder and shape.placeholder_format.type in frame)


def _paragraph_lines(frame: Any, location: str) -> Iterator[Line]:
    texts = [text for paragraph in frame.paragraphs if (text := _one_line(paragraph.text))]
    kind = LineKind.ITEM if len(texts) > 1 else LineKind.PROSE
    for number, text in enumerate(texts):
        yield Line(text, has_gap=number == 0, kind=kind, location=location)


def _chart_lines(chart: Any, location: str) -> Iterator[Line]:
    """A chart as a table: a line for each category, with the values of all series."""
    if chart.has_title and (text := _one_line(chart.chart_title.text_frame.text)):
        yield Line(text, has_gap=True, kind=LineKind.PROSE, location=location)
    for plot in chart.plots:
        names = ["", *(_one_line(series.name or "") for series in plot.series)]
        values = [list(series.values) for series in plot.series]
        for number, category in enumerate(list(plot.categories)[:_MOST_POINTS]):
            points = [column[number] if number < len(column) else None for column in values]
            cells = [_one_line(str(category)), *("" if point is None else f"{point:.12g}" for point in points)]
            for text in row_texts(cells, names):
                yield Line(text, kind=LineKind.ITEM, location=location)


def _diagram_lines(shape: Any, location: str) -> Iterator[Line]:
    """The texts of a SmartArt diagram, which are in a part of their own."""
    for reference in shape.element.iter(f"{{{_DIAGRAM}}}relIds"):
        part = shape.part.related_part(reference.get(f"{_RELATIONSHIP}dm"))
        from lxml import etree  # noqa: PLC0415 - needed for diagrams alone

        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for point in root.iter(f"{{{_DIAGRAM}}}pt"):
            if text := _one_line("".join(piece.text or "" for piece in point.iter(f"{_DRAWING}t"))):
                yield Line(text, kind=LineKind.ITEM, location=location)


def _without_frame(slides: list[list[Line]]) -> list[Line]:
    counts = Counter(text for lines in slides for text in {line.text for line in lines})
    least = max(_MIN_FRAMED, _FRAME_SHARE * len(slides))
    return [line for lines in slides for line in lines if counts[line.text] < least or line.kind is LineKind.HEADING]


def _one_line(text: str) -> str:
    return " ".join(text.split())
