"""How questions and reindexing grow with the index.

    python benchmarks/growth.py --data FOLDER [--sizes 1000 10000 100000] [--questions 200] [--work FOLDER] [--write FILE]

Everything is real but the vectors of passages (`measures/growing.py` says how they are made). Each step runs in a process
of its own, so that its peak memory is its own. With ``--work`` the indexes are kept there, and used again. With ``--write``
the table and the plot take the place of the earlier ones in a Markdown file.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from index import IndexSettings, open_embedder, open_retriever, reindex
from measures.corpora import rows
from measures.growing import MixedVectors, growing_corpus
from measures.timing import Timed

_FOLDER_FILES = 1000  # in one folder of sources
_CHUNKS_A_DOCUMENT = 5  # about; more documents are written until there are enough
_FEWEST_DOCUMENTS = 20
_SEED = 15
_REFUSED = 0.001  # the greatest share of files that may be refused
_ASKED_BEFORE = 5  # questions before times are taken
# A file as young as this is read again, as its time would not show another change.
_SETTLING_SECONDS = 4


def _settings(folder: Path) -> IndexSettings:
    return IndexSettings(sources_dir=folder / "sources", data_dir=folder / "data")


def build(folder: Path, data: Path, chunks: int) -> dict[str, float]:
    """Write sources and index them, until there are so many chunks."""
    embedder = Timed(MixedVectors(open_embedder("builtin"), data), time.process_time)
    texts, settings = growing_corpus(data), _settings(folder)
    number = made = 0
    began = time.process_time()
    while made < chunks:
        for text in islice(texts, max((chunks - made) // _CHUNKS_A_DOCUMENT, _FEWEST_DOCUMENTS)):
            path = settings.sources_dir / f"{number // _FOLDER_FILES:03}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            number += 1
        made = reindex(settings, embedder).chunks  # type: ignore[arg-type]
        print(f"{made} passages of {number} files", file=sys.stderr, flush=True)
    spent = time.process_time() - began - embedder.seconds
    return {"chunks": made, "files": number, "index_ms_a_chunk": round(1000 * spent / made, 2)}


def ask(folder: Path, data: Path, questions: int) -> dict[str, float]:
    """Milliseconds of a question, its embedding included and the reader apart."""
    asked = [row["question"] for row in rows(data / "xquad" / "queries.dev.jsonl")]
    sample = random.Random(_SEED).sample(asked, questions + _ASKED_BEFORE)  # noqa: S311 - no secret
    embedder, spent = open_embedder("builtin"), []
    began = time.perf_counter()
    with open_retriever(_settings(folder), embedder) as retriever:
        for number, question in enumerate(sample):
            retriever.search(question)
            if not number:
                first = time.perf_counter() - began
            if number >= _ASKED_BEFORE:
                spent.append(1000 * (time.perf_counter() - began))
            began = time.perf_counter()
    return {
        "first_question_s": round(first, 2),
        "median_ms": round(statistics.median(spent), 1),
        "p95_ms": round(statistics.quantiles(spent, n=20)[-1], 1),
        "greatest_ms": round(max(spent), 1),
    }


def keep(folder: Path, _data: Path, _number: int) -> dict[str, float]:
    """Seconds of a reindex with nothing changed, with one source changed, and with one added."""
    settings, embedder = _settings(folder), open_embedder("builtin")
    embedder.embed_query("The model is loaded before.")
    time.sleep(_SETTLING_SECONDS)
    first = reindex(settings, embedder)  # files that were young when they were read
    found = {"idle_s": _seconds(lambda: reindex(settings, embedder))}
    changed = settings.sources_dir / "000" / "000000.txt"
    changed.write_text(changed.read_text("utf-8") + "\nOne more sentence. 又一句话。\n", "utf-8")
    found["one_changed_s"] = _seconds(lambda: reindex(settings, embedder))
    (settings.sources_dir / "added.txt").write_text(f"Ferry {time.time()} sails at seven. 渡轮七点开航。", "utf-8")
    found["one_added_s"] = _seconds(lambda: reindex(settings, embedder))
    with open_retriever(settings, embedder) as retriever:
        found["first_question_after_s"] = _seconds(lambda: retriever.search("When does the ferry sail?"))
    # A few captured pages are nothing but a notice.
    assert len(first.failed) <= first.chunks * _REFUSED, first.failed  # noqa: S101
    return found


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 2)


_STEPS = {"build": build, "ask": ask, "keep": keep}


def _run(step: str, folder: Path, data: Path, number: int) -> dict[str, float]:
    """One step in a process of its own, with its peak memory."""
    command = [sys.executable, __file__, "--data", str(data), "--step", step, str(folder), str(number)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


_COLUMNS = {
    "chunks": "passages", "files": "files", "median_ms": "question, median ms", "p95_ms": "p95 ms", "first_question_s": "first, s",
    "ask_peak_mb": "memory asking, MB", "idle_s": "reindex, nothing changed, s", "one_changed_s": "one changed, s",
    "one_added_s": "one added, s", "first_question_after_s": "first question after, s",
    "index_ms_a_chunk": "indexing but for the model, ms a passage", "build_peak_mb": "memory indexing, MB",
}  # fmt: skip
_PLOTTED = {"median_ms": "ms of a question at the median", "idle_s": "seconds of a reindex with nothing changed"}
_BEGIN, _END = "<!-- growth: written by benchmarks/growth.py -->", "<!-- end of growth -->"


def _shown(rows_there: Sequence[dict[str, float]]) -> str:
    """A table of the measurements, and plots that GitHub draws."""
    lines = [f"| {' | '.join(_COLUMNS.values())} |", f"|{'---|' * len(_COLUMNS)}"]
    lines += [f"| {' | '.join(f'{row[key]:,}' if key in row else '' for key in _COLUMNS)} |" for row in rows_there]
    sizes = ", ".join(f'"{row["chunks"]:,}"' for row in rows_there)
    for key, title in _PLOTTED.items():
        values = [row[key] for row in rows_there]
        lines += ["", "```mermaid", "xychart-beta", f'    title "{title}"', f'    x-axis "passages" [{sizes}]']
        lines += [f'    y-axis "" 0 --> {max(values) * 1.2:.3g}', f"    line {values}", "```"]
    return "\n".join(lines)


def _write(path: Path, shown: str) -> None:
    before, _, rest = path.read_text("utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    path.write_text(f"{before}{_BEGIN}\n\n{shown}\n\n{_END}{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        step, folder, number = arguments.step
        found = _STEPS[step](Path(folder), arguments.data, int(number))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({**found, f"{step}_peak_mb": peak}))
        return
    with tempfile.TemporaryDirectory() as place:
        measured = []
        for size in arguments.sizes:
            folder = (arguments.work or Path(place)) / str(size)
            built = folder / "built.json"
            if not built.exists():
                built.parent.mkdir(parents=True, exist_ok=True)
                built.write_text(json.dumps(_run("build", folder, arguments.data, size)), "utf-8")
            row = json.loads(built.read_text("utf-8")) | _run("keep", folder, arguments.data, size)
            row |= _run("ask", folder, arguments.data, arguments.questions)
            print(json.dumps({"size": size, **row}), flush=True)
            measured.append(row)
    shown = _shown(measured)
    print(shown)
    if arguments.write:
        _write(arguments.write, shown)


if __name__ == "__main__":
    main()
