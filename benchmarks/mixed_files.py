"""What a whole reindex of mixed files costs beside the embedding alone, in processor time.

    python benchmarks/mixed_files.py [--files 1000] [--data FOLDER] [--profile FILE]

The files are made up (`measures/mixed_sources.py`), of sentences of the sample, or of the public sets in a folder. They are
written by a process of their own. So what the reindex costs holds the imports of every format's library. Processor time is
that of all threads and child processes, which other work on the machine changes little.
"""

import argparse
import cProfile
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any

from index import Embedder, IndexSettings, open_embedder, reindex
from measures.growing import growing_corpus
from measures.mixed_sources import sample_texts, write_mixed_files
from measures.results import table

_PUBLIC_TEXTS = 4000  # of the public sets whose sentences are used. Set by hand.


class Timed:
    """An embedder that adds up the processor time spent in it: to embed, to count tokens, and to open the model."""

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self.embedding = self.counting = 0.0
        began = processor_seconds()
        real.embed_documents(["open"])
        self.opening = processor_seconds() - began

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name.startswith("embed"):
            return self._timed(found, "embedding")
        return self._timed(found, "counting") if name == "count_tokens" else found

    def _timed(self, action: Callable[..., Any], kind: str) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            began = processor_seconds()
            try:
                return action(*arguments)
            finally:
                setattr(self, kind, getattr(self, kind) + processor_seconds() - began)

        return timed


def processor_seconds() -> float:
    """The processor time of this process, all threads, and of the child processes that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def make_files(folder: Path, data: Path | None, count: int) -> None:
    texts = islice(growing_corpus(data), _PUBLIC_TEXTS) if data else sample_texts()
    write_mixed_files(folder, texts, count)


def index_files(work: Path, profile: Path | None, replies: "SimpleQueue[dict[str, float]]") -> None:
    settings = IndexSettings(sources_dir=work / "sources", data_dir=work / "data")
    embedder = Timed(open_embedder(settings.embed_model))
    began = processor_seconds()
    with ExitStack() as stack:
        if profile:
            profiler = stack.enter_context(cProfile.Profile())
        report = reindex(settings, embedder)
    if profile:
        profiler.dump_stats(profile)
    for failure in report.failed[:5]:
        print(f"{failure.path}: {failure.reason}")
    replies.put({
        "before": began, "own": processor_seconds() - began, "embedding": embedder.embedding,
        "counting": embedder.counting, "opening": embedder.opening, "passages": report.chunks, "clock": report.seconds,
        "failed": len(report.failed),
    })  # fmt: skip


def measure(count: int, data: Path | None, profile: Path | None) -> None:
    started = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as work:
        writer = started.Process(target=make_files, args=(Path(work) / "sources", data, count))
        writer.start()
        writer.join()
        replies = started.SimpleQueue()
        before = processor_seconds()
        own = time.process_time()
        indexer = started.Process(target=index_files, args=(Path(work), profile, replies))
        indexer.start()
        found = replies.get()
        indexer.join()  # with the process that reads PDF, which ends with it
        whole = processor_seconds() - before - (time.process_time() - own) - found["before"]
    embedding, counting = found["embedding"], found["counting"]
    rows = [["a reindex in whole", whole], ["embedding alone", embedding], ["counting tokens", counting],
            ["reading, cutting and writing", found["own"] - embedding - counting],
            ["the process that reads PDF, and leaving", whole - found["own"]]]  # fmt: skip
    print(f"{count} files, {found['passages']} passages, {found['failed']} failed; {os.cpu_count()} cores; "
          f"opening the model {found['opening']:.1f} s; clock {found['clock']:.0f} s")  # fmt: skip
    print(
        table(
            ["", "processor, s", "times the embedding"],
            [[name, f"{s:.1f}", f"{s / embedding:.2f}"] for name, s in rows],
        )
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--data", type=Path, help="a folder of public sets, whose sentences are used")
    parser.add_argument("--profile", type=Path, help="write a profile of what the main thread does to this file")
    options = parser.parse_args()
    measure(options.files, options.data, options.profile)
