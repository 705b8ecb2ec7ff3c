"""The draft of an answer in the terminal: shown dim while it is written, and erased afterwards because it is unchecked."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Lines of the console that stay free, and the most that are used even in a lower one. Set by hand.
_MARGIN = 2
_MOST_LINES = 12


@contextmanager
def live_draft(console: "Console | None" = None) -> Iterator[Callable[[str], None] | None]:
    """A function that shows the end of a growing draft, or None where the console cannot erase it again.

    Without a ``console`` it is shown on standard output.
    """
    if console is None and not sys.stdout.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.live import Live  # noqa: PLC0415

    console = console or Console()
    if not console.is_terminal or console.is_dumb_terminal:
        yield None
        return
    # Lines that are logged to the same terminal go above the draft. Otherwise erasing the draft would go wrong.
    shares_terminal = sys.stderr.isatty()
    with Live(
        console=console, transient=True, refresh_per_second=8, redirect_stdout=False, redirect_stderr=shares_terminal
    ) as live:
        yield lambda text: live.update(_last_lines(text, console))


def _last_lines(text: str, console: "Console") -> "Text":
    """The last lines of a draft that fit the console: lines that scrolled out of it could not be erased."""
    from rich.text import Text  # noqa: PLC0415

    lines = Text(text, style="dim").wrap(console, console.width)
    return Text("\n").join(lines[-max(min(console.height - _MARGIN, _MOST_LINES), 1) :])
