"""The main text of a web page: two extractors are asked, and the one to be believed is chosen.

Both come with trafilatura: its own, in the mode that prefers to leave out, and its port of Mozilla's Readability.
"""

from lxml import etree, html
from lxml.html import HtmlElement

from index.loading.cleaning import Line
from index.loading.markup.html_lines import parse_html, read_html_lines
from index.text import detect_language

# Where an extractor finds less than this share of the other's text, it missed the article. Measured on the development
# half of three public suites, like the preference below.
_MISSED = 0.5
# Larger pages are read whole: the extractors would take minutes. Set by hand: long articles have a tenth of it.
_MOST_ELEMENTS = 200_000
_NOT_TEXT = ("head", "script", "style", "noscript", "template", "iframe", "link", "meta")


def main_lines(tree: HtmlElement) -> list[Line]:
    """The lines of the main text of a page; those of the whole page where no extractor finds any or it is huge.

    Chinese pages go by Readability, which counts punctuation, English ones by trafilatura, which knows their furniture:
    unless the other one finds more than twice as much.
    """
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return read_html_lines(tree)
    first, second = _trafilatura_lines(tree), _readability_lines(tree)
    if detect_language("\n".join(line.text for line in second or first)) != "en":
        first, second = second, first
    chosen = first if _length(first) >= _MISSED * _length(second) else second
    return chosen or read_html_lines(tree)


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _trafilatura_lines(tree: HtmlElement) -> list[Line]:
    import trafilatura  # noqa: PLC0415 - takes a tenth of a second

    found = trafilatura.extract(
        html.tostring(tree, encoding="unicode"), output_format="html", favor_precision=True, include_comments=False,
        include_tables=True, include_formatting=True, include_links=True,
    )  # fmt: skip
    return _fragment_lines(found)


def _readability_lines(tree: HtmlElement) -> list[Line]:
    from trafilatura.readability_lxml import Document as Readability  # noqa: PLC0415 - as above

    copy = html.fromstring(html.tostring(tree, encoding="unicode"))
    for element in list(copy.iter(*_NOT_TEXT)):
        if isinstance(element, HtmlElement) and element.getparent() is not None:
            element.drop_tree()
    try:
        return _fragment_lines(Readability(copy).summary())
    except (etree.LxmlError, ValueError, AttributeError, TypeError, RecursionError):
        return []  # it fails on some pages, and the other one decides


def _fragment_lines(found: str | None) -> list[Line]:
    tree = parse_html(found) if found and found.strip() else None
    return read_html_lines(tree) if tree is not None else []
