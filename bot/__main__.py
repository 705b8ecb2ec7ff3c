"""Footnote from the command line: ``footnote …`` or ``python -m bot …``."""

import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn

_INTERRUPTED = 130


def run() -> None:
    """Run the command that the arguments name. Input and output are UTF-8 in every terminal."""
    # Threads of the model that wait must sleep: on a small machine, busy waiting slows down everything else.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        _run_command()
    except KeyboardInterrupt:
        _leave_at_once()
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            _leave_at_once()
        raise
    finally:
        # Otherwise Python searches all modules for garbage before it ends, which takes a fifth of a second.
        gc.freeze()


def _leave_at_once() -> NoReturn:
    """End without taking the process down part by part: a thread of the model may still compute, and would crash it."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or not there
            stream.flush()
    os._exit(_INTERRUPTED)


def _run_command() -> None:
    from bot.cli import main  # noqa: PLC0415 - takes a while, and Ctrl-C must not show a traceback

    main(prog_name="footnote")


if __name__ == "__main__":
    run()
