"""A reindex in a process of its own, so that nothing it does holds up the interpreter that answers.

The two talk in lines of JSON: the wish goes to standard input, whose end means stop, so that the child never outlives
its parent; what was counted comes back on standard output, and at last the report or the failure.
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
from pathlib import Path
from typing import Any

import index
from bot.errors import BrokenOffError
from bot.service.reindexing.watch import Watch, WatchedEmbedder
from index import Failure, ReindexReport, SearchIndexError, open_embedder, reindex

# How long a reindex that was told to stop may take to the end of its portion.
_GRACE_SECONDS = 30.0
_NICENESS = 10
_IDS = ("added", "updated", "unchanged", "removed")


def reindex_apart(
    *, sources_dir: Path, data_dir: Path, model: str, cache_dir: Path | None, chroma_url: str, full: bool, dry_run: bool,
    watch: Watch,
) -> ReindexReport:  # fmt: skip
    """The report of a reindex in another process, of lower priority. Blocks until it is done.

    Raises what reindex raises, ReindexStoppedError where the watch stopped it, and BrokenOffError where it ended otherwise.
    """
    wish = {
        "sources_dir": str(sources_dir), "data_dir": str(data_dir), "model": model, "cache_dir": cache_dir and str(cache_dir),
        "chroma_url": chroma_url, "full": full, "dry_run": dry_run, "log_level": logging.getLogger().getEffectiveLevel(),
    }  # fmt: skip
    environment = os.environ | {"OMP_WAIT_POLICY": "PASSIVE", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    # A session of its own: Ctrl-C is for the parent, which then stops the child in its own way.
    with subprocess.Popen(
        [sys.executable, "-m", "bot.service.reindexing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
    ) as process:  # fmt: skip
        last_resort = threading.Timer(_GRACE_SECONDS, process.kill)
        last_resort.daemon = True
        try:
            outcome = _followed(process, wish, watch, last_resort)
            code = process.wait()
        finally:
            last_resort.cancel()
    return _report(outcome, watch, code)


def _followed(
    process: "subprocess.Popen[bytes]", wish: dict[str, Any], watch: Watch, last_resort: threading.Timer
) -> dict[str, Any]:
    assert process.stdin  # noqa: S101 - both are pipes
    assert process.stdout  # noqa: S101
    with suppress(BrokenPipeError):  # it ended already: the reading says how
        os.write(process.stdin.fileno(), json.dumps(wish).encode() + b"\n")
    watch.when_stopped(_once(process.stdin.close, last_resort.start))
    outcome: dict[str, Any] = {}
    for line in process.stdout:
        told = json.loads(line)
        if "embedded" in told:
            watch.done, watch.total, watch.embedded = told["done"], told["total"], told["embedded"]
        else:
            outcome = told
    return outcome


def _once(*calls: Callable[[], object]) -> Callable[[], None]:
    """Makes the calls the first time it is called."""
    lock = threading.Lock()

    def call() -> None:
        if lock.acquire(blocking=False):  # never given back
            for one in calls:
                one()

    return call


def _report(outcome: dict[str, Any], watch: Watch, code: int) -> ReindexReport:
    if "report" in outcome:
        told = outcome["report"]
        ids = {name: tuple(told[name]) for name in _IDS}
        return ReindexReport(**{**told, **ids, "failed": tuple(Failure(**failure) for failure in told["failed"])})
    if "error" not in outcome:
        watch.check()
        raise BrokenOffError(
            f"The process of the reindex ended with code {code} and said nothing: it may have been killed."
        )
    kind = getattr(index, outcome["error"], None)
    if isinstance(kind, type) and issubclass(kind, SearchIndexError):
        error = kind.__new__(kind, outcome["message"])
        vars(error).update(outcome["about"])
        raise error
    broken = BrokenOffError(f"The reindex broke off with {outcome['error']}: {outcome['message']}")
    broken.add_note(outcome["trace"])
    raise broken


def main() -> None:
    """Do what standard input wishes for."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as lines:
        os.dup2(2, 1)  # whatever else prints
        if hasattr(os, "nice"):
            os.nice(_NICENESS)
        wish = json.loads(_line(0))
        logging.basicConfig(level=wish["log_level"], stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")

        def tell(told: dict[str, Any]) -> None:
            lines.write(json.dumps(told) + "\n")

        watch = Watch(lambda: tell({"done": watch.done, "total": watch.total, "embedded": watch.embedded}))
        threading.Thread(target=_stop_at_the_end, args=(watch,), daemon=True).start()
        try:
            tell({"report": asdict(_reindexed(wish, watch))})
        except SearchIndexError as error:
            about = {name: value for name, value in vars(error).items() if isinstance(value, str)}
            tell({"error": type(error).__name__, "message": str(error), "about": about})
        except Exception as error:  # noqa: BLE001 - the parent has the last resort
            tell({"error": type(error).__name__, "message": str(error), "trace": traceback.format_exc()})


def _reindexed(wish: dict[str, Any], watch: Watch) -> ReindexReport:
    cache_dir = Path(wish["cache_dir"]) if wish["cache_dir"] else None
    embedder = WatchedEmbedder(open_embedder(wish["model"], cache_dir=cache_dir), watch)
    return reindex(
        sources_dir=Path(wish["sources_dir"]), data_dir=Path(wish["data_dir"]), embedder=embedder, chroma_url=wish["chroma_url"],
        full=wish["full"], dry_run=wish["dry_run"], beside=True, progress=watch.note,
    )  # fmt: skip


def _line(file: int) -> bytes:
    """The first line, read without a buffer that a thread could hold on to when the interpreter ends."""
    read = b""
    while not read.endswith(b"\n") and (some := os.read(file, 1)):
        read += some
    return read


def _stop_at_the_end(watch: Watch) -> None:
    while os.read(0, 1):
        pass
    watch.stop()
