"""How questions and reindexing grow with the index: public documents, then sentences of them shuffled into new ones.

    python benchmarks/growth.py --data FOLDER [--sizes 1000 10000 100000] [--questions 40]

The model is real at the question. Chunks get random unit vectors instead of embeddings, so that building an index of
100,000 takes minutes: what is measured is everything but the model. Shuffled sentences are new texts with real words, so
that postings, vocabularies and signatures have the sizes of a real corpus.
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
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index import Embedder, IndexSettings, open_embedder, open_retriever, reindex, sentence_spans
from measures.corpora import rows

_SENTENCES_A_DOCUMENT, _CHUNKS_A_DOCUMENT = 40, 10
_SEED = 15


class RandomVectors:
    """An embedder whose document vectors are random, for indexes that are made to be searched and not to be right."""

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self.name, self.languages, self.max_tokens = real.name, real.languages, real.max_tokens
        self._dimensions = len(real.embed_query("size"))
        self._random = np.random.default_rng(_SEED)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The tokens of each text, by the real model."""
        return self._real.count_tokens(texts)

    def embed_query(self, text: str) -> np.ndarray:
        """The vector of a question, by the real model."""
        return self._real.embed_query(text)

    def embed_documents(self, texts: Sequence[str]) -> np.ndarray:
        """A random unit vector for each text."""
        return self._units(len(texts))

    def embed_with_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """Random unit vectors for the texts and their parts."""
        return self._units(len(texts)), [self._units(len(spans)) for spans in parts]

    def _units(self, count: int) -> np.ndarray:
        found = self._random.standard_normal((count, self._dimensions), dtype=np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def documents(data: Path) -> Iterator[str]:
    """Texts without end: those of the public sets, then shuffled sentences of one language each."""
    sentences: dict[str, list[str]] = {"en": [], "zh": []}
    for folder in sorted(data.iterdir()):
        for path in sorted(folder.glob("corpus.jsonl*")):
            for row in rows(path.with_name("corpus.jsonl")):
                yield row["text"]
                sentences[row["lang"]] += [row["text"][a:b] for a, b in sentence_spans(row["text"])]
    chosen = random.Random(_SEED)  # noqa: S311 - no secret
    while True:
        language = chosen.choice(["en", "zh"])
        gap = " " if language == "en" else ""
        yield gap.join(chosen.choices(sentences[language], k=_SENTENCES_A_DOCUMENT))


def build(folder: Path, data: Path, chunks: int, embedder: RandomVectors) -> float:
    """Write sources and index them until there are so many chunks; the seconds a chunk took."""
    texts, spent, made, number = documents(data), 0.0, 0, 0
    settings = IndexSettings(sources_dir=folder / "sources", data_dir=folder / "data")
    settings.sources_dir.mkdir()
    while made < chunks:
        for _ in range(max((chunks - made) // _CHUNKS_A_DOCUMENT, 1)):
            (settings.sources_dir / f"{number:06}.txt").write_text(next(texts), "utf-8")
            number += 1
        report = reindex(settings, embedder)
        spent, made = spent + report.seconds, report.chunks
    return spent / made


def ask(folder: Path, questions: Sequence[str]) -> dict[str, float]:
    """Milliseconds of a question, the model included, in a process that opens the index itself."""
    embedder = open_embedder("builtin")
    settings = IndexSettings(data_dir=folder / "data")
    started = time.perf_counter()
    with open_retriever(settings, embedder) as retriever:
        retriever.search(questions[0])
        first = time.perf_counter() - started
        for question in questions[1:6]:
            retriever.search(question)
        spent = []
        for question in questions[6:]:
            began = time.perf_counter()
            retriever.search(question)
            spent.append(1000 * (time.perf_counter() - began))
    return {
        "first_question_s": round(first, 2),
        "median_ms": round(statistics.median(spent), 1),
        "p95_ms": round(statistics.quantiles(spent, n=20)[-1], 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def upkeep(folder: Path, embedder: RandomVectors) -> dict[str, float]:
    """Seconds of a reindex with nothing changed, and with one source changed and one added."""
    settings = IndexSettings(sources_dir=folder / "sources", data_dir=folder / "data")
    idle = reindex(settings, embedder).seconds
    changed = settings.sources_dir / "000000.txt"
    changed.write_text(changed.read_text("utf-8") + "\nOne more sentence. 又一句话。\n", "utf-8")
    (settings.sources_dir / "added.txt").write_text("The ferry sails at seven. 渡轮七点开航。", "utf-8")
    report = reindex(settings, embedder)
    assert (len(report.updated), len(report.added)) == (1, 1)  # noqa: S101
    with open_retriever(settings, embedder) as retriever:
        began = time.perf_counter()
        retriever.search("When does the ferry sail?")
        seen = time.perf_counter() - began
    return {"idle_s": idle, "one_changed_s": report.seconds, "first_question_after_s": round(seen, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path)
    arguments = parser.parse_args()
    asked = [
        row["question"]
        for path in sorted(arguments.data.glob("xquad/queries.dev.jsonl*"))
        for row in rows(path.with_name("queries.dev.jsonl"))
    ]
    questions = random.Random(_SEED).sample(asked, arguments.questions)  # noqa: S311
    if arguments.ask:
        print(json.dumps(ask(arguments.ask, questions)))
        return
    embedder = RandomVectors(open_embedder("builtin"))
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(dir=arguments.work) as place:
            folder = Path(place)
            seconds = build(folder, arguments.data, size, embedder)
            time.sleep(4)  # younger files are read again to be sure
            row = {"chunks": size, "index_ms_a_chunk": round(1000 * seconds, 2), **upkeep(folder, embedder)}
            command = [
                sys.executable,
                __file__,
                "--data",
                str(arguments.data),
                "--questions",
                str(arguments.questions),
                "--ask",
                place,
            ]
            row |= json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            row["builder_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
