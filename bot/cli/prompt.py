"""The prompt of ``footnote ask``: lines that a person types, with a history."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_HISTORY_FILE = "history"
_MOST_LINES = 1000  # of the history


def read_lines(data_dir: Path) -> Iterator[str]:
    """The lines that a person types, until Ctrl-D. Ctrl-C clears the line.

    The history is kept in the data folder, where the system has the readline library and the folder can be written.
    """
    history = data_dir / _HISTORY_FILE
    _read_history(history)
    try:
        while True:
            try:
                yield input("? ")
            except EOFError:
                print()  # noqa: T201 - the shell's own prompt belongs on a line of its own
                return
            except KeyboardInterrupt:
                print()  # noqa: T201
    finally:
        _write_history(history)


def _read_history(path: Path) -> None:
    with suppress(ImportError, OSError):
        import readline  # noqa: PLC0415 - not on every system

        readline.read_history_file(path)


def _write_history(path: Path) -> None:
    with suppress(ImportError, OSError):
        import readline  # noqa: PLC0415

        readline.set_history_length(_MOST_LINES)
        readline.write_history_file(path)
        path.chmod(0o600)  # what somebody asks is nobody else's business
