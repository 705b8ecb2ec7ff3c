"""A reindex in a process of its own, so that it does not slow down the interpreter that answers.

Parent and child exchange lines of JSON. The child reads its request from standard input; the end of the input means
stop, so the child never outlives its parent. On standard output it writes its progress, and at the end the report or
the error.
"""

import json
import logging
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from pydantic import SecretStr

import index
from bot.errors import ReindexCrashedError
from bot.redaction import RedactingHandler, Redactor
from bot.service.reindexing.progress import CountingEmbedder, Progress
from index import Failure, IndexSettings, Omission, ReindexReport, SearchIndexError, SourceScope, open_embedder, reindex

# How long a stopped reindex may take to finish its batch. Set by hand.
_GRACE_SECONDS = 30.0
_NICENESS = 10
_IDS = ("added", "updated", "unchanged", "removed")


def reindex_in_child(
    settings: IndexSettings, *, full: bool, dry_run: bool, progress: Progress, scope: SourceScope
) -> ReindexReport:
    """The report of a reindex in another process, of lower priority. Blocks until it is finished.

    Raises what reindex raises, ReindexStoppedError where ``progress`` was stopped, and ReindexCrashedError where the process
    ended in another way.
    """
    # The pipe is private; dumped, the keys would be stars.
    secrets = {name: value.get_secret_value() for name, value in settings if isinstance(value, SecretStr)}
    request = {
        "settings": settings.model_dump(mode="json") | secrets, "full": full, "dry_run": dry_run,
        "scope": asdict(scope), "log_level": logging.getLogger().getEffectiveLevel(),
    }  # fmt: skip
    environment = os.environ | {"OMP_WAIT_POLICY": "PASSIVE", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    # In a session of its own Ctrl-C reaches the parent alone, which then stops the child.
    with subprocess.Popen(
        [sys.executable, "-m", "bot.service.reindexing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
    ) as process:  # fmt: skip
        kill_timer = threading.Timer(_GRACE_SECONDS, process.kill)
        kill_timer.daemon = True
        try:
            last_message = _follow(process, request, progress, kill_timer)
            code = process.wait()
        finally:
            kill_timer.cancel()
    return _report(last_message, progress, code)


def _follow(
    process: "subprocess.Popen[bytes]", request: dict[str, Any], progress: Progress, kill_timer: threading.Timer
) -> dict[str, Any]:
    """Send the request and read messages until the child ends; returns its last message, empty if it sent none."""
    assert process.stdin  # noqa: S101 - both are pipes
    assert process.stdout  # noqa: S101
    with suppress(BrokenPipeError):  # the child has ended: its output says why
        os.write(process.stdin.fileno(), json.dumps(request).encode() + b"\n")
    progress.call_on_stop(_once(process.stdin.close, kill_timer.start))
    last_message: dict[str, Any] = {}
    for line in process.stdout:
        message = json.loads(line)
        if "embedded" in message:
            progress.done, progress.total, progress.embedded = message["done"], message["total"], message["embedded"]
        else:
            last_message = message
    return last_message


def _once(*calls: Callable[[], object]) -> Callable[[], None]:
    """A function that makes the calls the first time it is called."""
    lock = threading.Lock()

    def call() -> None:
        if lock.acquire(blocking=False):  # never released
            for one in calls:
                one()

    return call


def _report(last_message: dict[str, Any], progress: Progress, code: int) -> ReindexReport:
    if "report" in last_message:
        report = last_message["report"]
        ids = {name: tuple(report[name]) for name in _IDS}
        failed = tuple(Failure(**failure) for failure in report["failed"])
        omissions = tuple(
            Omission(o["source_id"], o["share"], tuple((rule, count) for rule, count in o["characters"]))
            for o in report["omissions"]
        )
        return ReindexReport(**{**report, **ids, "failed": failed, "omissions": omissions})
    if "error" not in last_message:
        progress.raise_if_stopped()
        raise ReindexCrashedError(
            f"The reindex process ended with code {code} and sent no report: it may have been killed, or memory ran out. Run the reindex again."
        )
    kind = getattr(index, last_message["error"], None)
    if isinstance(kind, type) and issubclass(kind, SearchIndexError):
        error = kind.__new__(kind, last_message["message"])
        vars(error).update(last_message["about"])
        raise error
    unexpected = ReindexCrashedError(f"The reindex failed with {last_message['error']}: {last_message['message']}")
    unexpected.add_note(last_message["trace"])
    raise unexpected


def main() -> None:
    """Run the reindex that standard input asks for."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as lines:
        os.dup2(2, 1)  # other prints go to standard error
        if hasattr(os, "nice"):
            os.nice(_NICENESS)
        request = json.loads(_read_line(0))
        redact = Redactor([IndexSettings(**request["settings"])])
        logging.basicConfig(
            level=request["log_level"],
            handlers=[RedactingHandler(redact)],
            format="%(levelname)s %(name)s: %(message)s",
        )

        def send(message: dict[str, Any]) -> None:
            lines.write(json.dumps(message) + "\n")

        progress = Progress(
            lambda: send({"done": progress.done, "total": progress.total, "embedded": progress.embedded})
        )  # fmt: skip
        threading.Thread(target=_stop_at_end_of_input, args=(progress,), daemon=True).start()
        try:
            send({"report": asdict(_reindex(request, progress))})
        except SearchIndexError as error:
            about = {name: value for name, value in vars(error).items() if isinstance(value, str)}
            send({"error": type(error).__name__, "message": str(error), "about": about})
        except Exception as error:  # noqa: BLE001 - the parent handles it
            send({"error": type(error).__name__, "message": str(error), "trace": traceback.format_exc()})


def _reindex(request: dict[str, Any], progress: Progress) -> ReindexReport:
    settings = IndexSettings(**request["settings"])
    embedder = CountingEmbedder(open_embedder(settings.embed_model, settings.embed_endpoint), progress)
    scope = SourceScope(tuple(request["scope"]["only"]), tuple(request["scope"]["without"]))
    return reindex(
        settings, embedder, full=request["full"], dry_run=request["dry_run"], beside=True, progress=progress.count_sources, scope=scope,
    )  # fmt: skip


def _read_line(file: int) -> bytes:
    """The first line, read without a buffer that a thread could hold when the interpreter ends."""
    read = b""
    while not read.endswith(b"\n") and (byte := os.read(file, 1)):
        read += byte
    return read


def _stop_at_end_of_input(progress: Progress) -> None:
    while os.read(0, 1):
        pass
    progress.stop()
