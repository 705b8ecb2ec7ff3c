"""Footnote from the command line: ``footnote …`` or ``python -m bot …``."""

import os
import sys
from io import TextIOWrapper

from bot.cli import main


def run() -> None:
    """Run the command the arguments name. Text goes in and out as UTF-8, whatever the terminal says."""
    # The model's threads wait for each other asleep: spinning starves whatever else runs on a small machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    main(prog_name="footnote")


if __name__ == "__main__":
    run()
