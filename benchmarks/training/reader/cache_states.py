"""Make the token states of what readers are trained and judged on, the most useful first.

    cache_states.py PARALLEL READER WORK [--minutes 60]

Goes on where it was stopped. Evaluation candidates (WORK/candidates) first, then training questions and passages of all
sources in turn, each question once as it is and every second also with switched words, and aligned passages.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

from lessons import CodeSwitcher, read_aligned, read_questions
from states import StateStore

from reading import by_passage, is_read, passage_windows, question_forms

_PASSAGES_A_ROUND, _ALIGNED_A_ROUND = 120, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("reader", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    args = parser.parse_args()
    end, done, started = time.monotonic() + 60 * args.minutes, 0, time.process_time()
    store = StateStore(args.work / "states", args.work / "encoder.onnx", args.work / "base" / "tokenizer.json")

    def add(prompt: str, texts: list[str]) -> None:
        nonlocal done
        done += store.add(prompt, texts)

    switcher = CodeSwitcher()
    passages = by_passage([one for one in read_questions(args.reader, kept_out=False) if is_read(one)], seed=8)
    aligned = read_aligned(args.parallel, seed=6)
    print(len(passages), "passages,", sum(map(len, passages)), "questions", flush=True)
    seen: set[Path] = set()
    for first in range(0, len(passages), _PASSAGES_A_ROUND):
        for path in sorted((args.work / "candidates").glob("*.jsonl.gz")):
            if path not in seen and len(seen) <= first // _PASSAGES_A_ROUND:
                seen.add(path)
                for prompt, texts in candidate_texts(path):
                    add(prompt, texts)
        lessons = [lesson for group in passages[first : first + _PASSAGES_A_ROUND] for lesson in group]
        add("passage: ", [w.text for one in lessons for w, _ in passage_windows(one.passage, one.language)])
        add("query: ", [form for one in lessons for form in question_forms(one, switcher)])
        round_ = first // _PASSAGES_A_ROUND
        some = aligned[round_ * _ALIGNED_A_ROUND : (round_ + 1) * _ALIGNED_A_ROUND]
        add("passage: ", [one.passage for one in some])
        add("query: ", [one.question for one in some])
        speed = done / (time.process_time() - started)
        print(f"{first} passages, {done} tokens, {speed:.0f} a second of processor time", flush=True)
        if time.monotonic() > end:
            break


def candidate_texts(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The questions and passages of a file of candidates."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    yield "query: ", [row["question"] for row in rows]
    yield "passage: ", [p["text"] for row in rows for case in ("full", "without") for p in row[case]["passages"]]


if __name__ == "__main__":
    main()
