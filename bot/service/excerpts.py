"""A cited passage in its surroundings, a page at a time. Pure."""

from dataclasses import dataclass

from bot.memory import Footnote
from index import sentence_spans

_AROUND = 300
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a source's text around or beside a quote.

    ``marked`` is the place of the quoted words in ``text``, empty where they are on another page.
    """

    text: str
    marked: tuple[int, int]
    page: int
    has_previous: bool
    has_next: bool


def excerpt_page(text: str, start: int, end: int, *, page: int = 0) -> Excerpt:
    """Page 0 shows ``text[start:end]`` in its surroundings; pages after and before it the text that follows and precedes.

    Pages begin and end with sentences. A page beyond the text is the last there is on that side.
    """
    edges = sorted({0, len(text), *(edge for span in sentence_spans(text) for edge in span)})
    first = max((edge for edge in edges if edge <= start - _AROUND), default=0)
    last = min((edge for edge in edges if edge >= end + _AROUND), default=len(text))
    first, last = max(first, start - 2 * _AROUND), min(last, end + 2 * _AROUND)
    shown = 0
    while shown < page and text[last:].strip():
        first, last, shown = last, _forward(edges, last, len(text)), shown + 1
    while shown > page and text[:first].strip():
        first, last, shown = _backward(edges, first), first, shown - 1
    marked = (max(start, first), min(end, last)) if start < last and first < end else (first, first)
    return Excerpt(
        text=text[first:last], marked=(marked[0] - first, marked[1] - first), page=shown,
        has_previous=bool(text[:first].strip()), has_next=bool(text[last:].strip()),
    )  # fmt: skip


def footnote_excerpt(footnote: Footnote, text: str, *, page: int = 0) -> tuple[Excerpt, bool]:
    """A page of what stands around a footnote in the text of its source, and whether the text still says so.

    Where it does not, the excerpt is the passage as it was when it was cited.
    """
    start = footnote.start if text[footnote.start : footnote.end] == footnote.quote else text.find(footnote.quote)
    if start >= 0 and text:
        return excerpt_page(text, start, start + len(footnote.quote), page=page), True
    start = footnote.start - footnote.chunk_start
    return excerpt_page(footnote.chunk_text, start, start + len(footnote.quote), page=page), False


def _forward(edges: list[int], start: int, length: int) -> int:
    fitting = [edge for edge in edges if start < edge <= start + _PAGE]
    return fitting[-1] if fitting else min(start + _PAGE, length)


def _backward(edges: list[int], end: int) -> int:
    fitting = [edge for edge in edges if end - _PAGE <= edge < end]
    return fitting[0] if fitting else max(end - _PAGE, 0)
