"""pdfium in a process of its own: a file that crashes it is told as one, and the others are read.

The process is started with the first PDF and reads one file after the other. Each request and each reply is a line of
JSON. The end of its input ends it, so it never outlives its parent.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any

from index.errors import SourceUnreadableError
from index.loading.pdf.layout import Row
from index.loading.pdf.reading import MOST_SECONDS, Pages, read_pages
from index.loading.pdf.segments import Segment

# How much longer than its own limit the process may take before it is killed: one page may take for ever. Set by hand.
_GRACE_SECONDS = 60


def read_in_child(path: Path, source_id: str) -> Pages:
    """What ``read_pages`` gives, from the process. Raises SourceUnreadableError also where the process breaks down."""
    return _child().read(path, source_id)


class PdfProcess:
    """The process that reads. It may be used from several threads, one after the other."""

    def __init__(self, *, most_seconds: float = MOST_SECONDS + _GRACE_SECONDS) -> None:
        self._most_seconds = most_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The id of the process, if it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def read(self, path: Path, source_id: str) -> Pages:
        """The pages of a file. Raises SourceUnreadableError."""
        with self._lock:
            reply = self._ask({"path": str(path.absolute()), "source_id": source_id})
        if reply is None:
            raise SourceUnreadableError(source_id, "it breaks the program that reads PDF: print it to PDF anew")
        if "reason" in reply:
            raise SourceUnreadableError(source_id, reply["reason"])
        rows = [
            Row([Segment(*segment) for segment in segments], column, page) for segments, column, page in reply["rows"]
        ]
        return rows, reply["scanned"], reply["properties"]

    def close(self) -> None:
        """End the process."""
        if self._process:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    with suppress(OSError):
                        pipe.close()
            self._process.wait()
            self._process = None

    def _ask(self, request: dict[str, str]) -> dict[str, Any] | None:
        """The reply to a request, or None where the process ended before it."""
        if self.pid is None:
            self.close()
            self._process = _start()
        process = self._process
        assert process  # noqa: S101 - started above
        assert process.stdin  # noqa: S101 - both are pipes
        assert process.stdout  # noqa: S101
        timer = threading.Timer(self._most_seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            process.kill()
            self.close()
            return None
        reply: dict[str, Any] = json.loads(line)
        return reply


def _start() -> "subprocess.Popen[bytes]":
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    # In a session of its own Ctrl-C reaches the parent alone.
    return subprocess.Popen(
        [sys.executable, "-m", "index.loading.pdf"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
        start_new_session=True,
    )  # fmt: skip


@cache
def _child() -> PdfProcess:
    child = PdfProcess()
    atexit.register(child.close)
    return child


def main() -> None:
    """Read the files that standard input names, until it ends."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as replies:
        os.dup2(2, 1)  # what pdfium prints goes to standard error
        for line in sys.stdin:
            request = json.loads(line)
            try:
                rows, scanned, properties = read_pages(Path(request["path"]), request["source_id"])
                reply = {"rows": [astuple(row) for row in rows], "scanned": scanned, "properties": properties}
            except SourceUnreadableError as error:
                reply = {"reason": error.reason}
            replies.write(json.dumps(reply) + "\n")
            replies.flush()
