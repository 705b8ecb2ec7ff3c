"""Markdown tables as aligned text, because Discord does not draw tables. A Chinese character is two columns wide. Pure."""

import regex
from rich.cells import cell_len, set_cell_size

# A phone wraps wider lines. Set by hand.
_WIDEST = 56
_TABLE = regex.compile(
    r"(?m)^[^\n|]*+\|[^\n]*+\n[ \t]*+\|?+[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+(?:\n[^\n|]*+\|[^\n]*+)*+"
)
_CELL_END = regex.compile(r"(?<!\\)\|")


def table_spans(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each table in a text."""
    return [match.span() for match in _TABLE.finditer(text)]


def draw_table(table: str) -> str:
    """A Markdown table as a block of code with aligned columns or, where that is too wide, one line for each row."""
    head, _, *body = [_cells(line) for line in table.strip().splitlines()]
    rows = [(row + [""] * len(head))[: max(len(head), len(row))] for row in body]
    columns = max(map(len, (head, *rows)))
    lines = [row + [""] * (columns - len(row)) for row in (head, *rows)]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(columns)]
    if sum(widths) + 2 * (columns - 1) <= _WIDEST:
        drawn = ["  ".join(map(set_cell_size, line, widths)).rstrip() for line in lines]
        drawn.insert(1, "  ".join("-" * width for width in widths))
        return "```\n" + "\n".join(line.replace("```", "'''") for line in drawn) + "\n```"
    titles = lines[0]
    return "\n".join(
        "• " + "; ".join(_labelled_cell(*pair) for pair in zip(titles, row, strict=True) if pair[1])
        for row in lines[1:]
    )


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]


def _labelled_cell(title: str, cell: str) -> str:
    return f"{title}: {cell}" if title else cell
