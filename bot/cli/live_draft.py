"""A draft in the terminal while it is written: dim, and gone when the answer is there. Unchecked text is never left standing."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.text import Text

_MARGIN = 2
_MOST_LINES = 12


@contextmanager
def live_draft(console: Console) -> Iterator[Callable[[str], None] | None]:
    """Takes the draft as it grows and shows its end; None where the console is no terminal that could take it back."""
    if not console.is_terminal or console.is_dumb_terminal:
        yield None
        return
    # What is logged meanwhile to the same terminal has to go above the draft, or it would stand in the way of its end.
    shares_terminal = sys.stderr.isatty()
    with Live(
        console=console, transient=True, refresh_per_second=8, redirect_stdout=False, redirect_stderr=shares_terminal
    ) as live:
        yield lambda text: live.update(_end_of(text, console))


def _end_of(text: str, console: Console) -> Text:
    """The last lines of a draft as they fit the console: what has scrolled out of it could not be taken back."""
    lines = Text(text, style="dim").wrap(console, console.width)
    return Text("\n").join(lines[-max(min(console.height - _MARGIN, _MOST_LINES), 1) :])
