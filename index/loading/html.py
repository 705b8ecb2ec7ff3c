"""The loader of saved web pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import regex

from index.documents import Document
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, PageMetadata, read_plain_lines
from index.loading.encoding import decode_page
from index.loading.markup import main_lines, parse_html, read_html_lines, read_page_metadata
from index.loading.pages import build_page_document, read_page_bytes
from index.reports import LeftOut, Rule

# A line outside the main text counts as kept where this share of its shingles stands in the text. Set by hand.
_KEPT_SHARE = 0.5
_SHINGLE = 12
_TAG = regex.compile(r"<[^<>]*>")


def load_html(path: Path, source_id: str) -> Iterator[Document]:
    """A saved web page as one document: its main text, cleaned like a page."""
    yield build_html(read_page_bytes(path, source_id), path, source_id)


def build_html(content: bytes, path: Path, source_id: str, *, url: str | None = None) -> Document:
    """The document of a page's content. ``url`` is its address where it does not state one itself."""
    page = decode_page(content, source_id=source_id)
    tree = parse_html(page)
    if tree is None:
        raise SourceUnreadableError(source_id, "the HTML cannot be parsed: save the page again")
    try:
        whole, lines = read_html_lines(tree), main_lines(tree)
    except RecursionError as error:
        raise SourceUnreadableError(source_id, "its elements are nested too deep: save the text of the page") from error
    lines = lines or read_plain_lines(_TAG.sub("\n", page))  # nested deeper than the parser goes
    if not lines:
        raise SourceUnreadableError(
            source_id, "the page holds no text; perhaps a script fills it: save it from a browser, or copy its text"
        )
    metadata = read_page_metadata(tree, lines, whole).or_else(PageMetadata(url=url))
    document = build_page_document(lines, metadata, path, source_id)
    outside = tuple(LeftOut(Rule.OUTSIDE, text) for text in _prose_outside(document, whole))
    return replace(document, left_out=(*document.left_out, *outside))


def _prose_outside(document: Document, whole: Sequence[Line]) -> Iterator[str]:
    """The prose of a page that is neither in the document nor among what was left out of the main text.

    Links and short lines are not told: around the main text they are furniture by their place.
    """
    told = "\n".join([document.text, *(line.text for line in document.left_out)])
    told_lines = set(told.split("\n"))
    doubtful = [
        line.text for line in whole if line.kind is LineKind.PROSE and not line.is_link and line.text not in told_lines
    ]
    known = set(_shingles(told)) if doubtful else set()
    for text in doubtful:
        own = _shingles(text)
        if sum(shingle in known for shingle in own) < _KEPT_SHARE * len(own):
            yield text


def _shingles(text: str) -> list[str]:
    packed = "".join(text.split())
    return [packed[i : i + _SHINGLE] for i in range(max(len(packed) - _SHINGLE + 1, 1))]
