"""Footnote from the command line: ``footnote …`` or ``python -m bot …``."""

import os
import sys
from io import TextIOWrapper

_INTERRUPTED = 130


def run() -> None:
    """Run the command the arguments name. Text goes in and out as UTF-8, whatever the terminal says."""
    # The model's threads wait for each other asleep: spinning starves whatever else runs on a small machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        _run_command()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _run_command() -> None:
    try:
        # Takes seconds, in which Ctrl-C is no reason for a traceback. chromadb reads .env while it is imported.
        from bot.cli import main  # noqa: PLC0415
    except UnicodeDecodeError:
        sys.exit("Error: The file .env is not UTF-8 text: save it as UTF-8.")
    main(prog_name="footnote")


if __name__ == "__main__":
    run()
