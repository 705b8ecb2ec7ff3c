"""HTML as lines: headings, paragraphs, list items with their numbers, table rows with their columns, and code."""

from collections.abc import Mapping

import regex
from lxml import etree, html
from lxml.html import HtmlElement

from index.loading.cleaning import Line, rejoin_lines
from index.loading.markup.html_walk import HtmlWalk

# Set by hand: an element with a picture in its attributes has a long tag too, but few attributes.
_LONG_TAG = regex.compile(r"<([A-Za-z][\w:-]*+)([^<>]{2000,}+)>")
_MOST_ATTRIBUTES = 200


def parse_html(page: str) -> HtmlElement | None:
    """The tree of a page without comments, or None where nothing can be parsed.

    An element with hundreds of attributes loses them: to parse it takes the square of their number.
    """
    page = _LONG_TAG.sub(_without_many_attributes, page)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


def _without_many_attributes(tag: "regex.Match[str]") -> str:
    return f"<{tag[1]}>" if len(tag[2].split()) > _MOST_ATTRIBUTES else tag[0]


def read_html_lines(root: HtmlElement) -> list[Line]:
    """The blocks of a web page in order. A block's tag gives its kind; where it gives none, its wording does."""
    return rejoin_lines(_walk(root, HtmlWalk(is_page=True)))


def read_text_lines(
    root: HtmlElement, *, locations: Mapping[str, str | None] | None = None, location: str | None = None
) -> list[Line]:
    """The blocks of a text that nothing surrounds, such as the chapter of a book. A paragraph is prose however it reads.

    ``location`` is where they stand; an element whose id is in ``locations`` begins another place.
    """
    return _walk(root, HtmlWalk(is_page=False, locations=locations or {}, location=location))


def _walk(root: HtmlElement, walk: HtmlWalk) -> list[Line]:
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.open(element)
        elif event == "end":
            walk.close(element)
        else:
            walk.add_text(element.tail)
    walk.end()
    return walk.lines
