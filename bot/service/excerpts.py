"""The text around a cited passage, a page at a time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.memory import Footnote
from index import sentence_spans

# Characters. Set by hand.
_MARGIN = 300
_PAGE_LENGTH = 1_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A page of a source's text, with or near a quote.

    ``marked`` is the (start, end) of the quote in ``text``, empty where the quote is on another page.
    """

    text: str
    marked: tuple[int, int]
    page: int
    has_previous: bool
    has_next: bool
    speakers: tuple[str, ...] = ()  # who speaks in the source


def excerpt_page(text: str, start: int, end: int, *, page: int = 0) -> Excerpt:
    """Page 0 has ``text[start:end]`` and some text around it. Page 1 has the text that follows, page -1 the text before.

    Pages begin and end with sentences. A page beyond the end of the text is the last one on that side.
    """
    edges = sorted({0, len(text), *(edge for span in sentence_spans(text) for edge in span)})
    first = max((edge for edge in edges if edge <= start - _MARGIN), default=0)
    last = min((edge for edge in edges if edge >= end + _MARGIN), default=len(text))
    first, last = max(first, start - 2 * _MARGIN), min(last, end + 2 * _MARGIN)
    number = 0
    while number < page and text[last:].strip():
        first, last, number = last, _next_end(edges, last, len(text)), number + 1
    while number > page and text[:first].strip():
        first, last, number = _previous_start(edges, first), first, number - 1
    marked = (max(start, first), min(end, last)) if start < last and first < end else (first, first)
    return Excerpt(
        text=text[first:last], marked=(marked[0] - first, marked[1] - first), page=number,
        has_previous=bool(text[:first].strip()), has_next=bool(text[last:].strip()),
    )  # fmt: skip


def footnote_excerpt(
    footnote: Footnote, text: str, *, speakers: Sequence[str] = (), page: int = 0
) -> tuple[Excerpt, bool]:
    """A page of the text around a footnote, and whether the text of the source still contains its quote.

    Where it does not, the excerpt is the passage as it was when it was cited.
    """
    start = footnote.start if text[footnote.start : footnote.end] == footnote.quote else text.find(footnote.quote)
    if start >= 0 and text:
        shown = excerpt_page(text, start, start + len(footnote.quote), page=page)
        return replace(shown, speakers=tuple(speakers)), True
    start = footnote.start - footnote.chunk_start
    shown = excerpt_page(footnote.chunk_text, start, start + len(footnote.quote), page=page)
    return replace(shown, speakers=footnote.speakers), False


def _next_end(edges: list[int], start: int, length: int) -> int:
    fitting = [edge for edge in edges if start < edge <= start + _PAGE_LENGTH]
    return fitting[-1] if fitting else min(start + _PAGE_LENGTH, length)


def _previous_start(edges: list[int], end: int) -> int:
    fitting = [edge for edge in edges if end - _PAGE_LENGTH <= edge < end]
    return fitting[0] if fitting else max(end - _PAGE_LENGTH, 0)
