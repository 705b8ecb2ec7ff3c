"""Tables of HTML: whether one holds data, or the layout of a page."""

from lxml.html import HtmlElement

# What a cell of a table of figures does not hold: in a table for the layout stands the page.
_LAYOUT = ("table", "p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "pre", "blockquote", "form")
_LONGEST_CELL = 300  # characters; set by hand


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data: rows of short cells without blocks inside."""
    if table.get("role") == "presentation":
        return False
    rows = widest = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        rows, widest = rows + 1, max(widest, len(cells))
    if rows < 2 or widest < 2:
        return False
    for element in table.iter(*_LAYOUT):
        if element is not table and (element.tag == "table" or len("".join(element.itertext())) > _LONGEST_CELL):
            return False
    return all(len(" ".join(cell.itertext())) <= _LONGEST_CELL for cell in table.iter("td", "th"))
