"""How surely unsupported sentences are told, on labelled sentence-passage pairs in both languages and across.

A pair counts as found unsupported where at least one claim of its sentence is. Figures that a sentence swaps with each
other stand in its passage all the same; such pairs are counted apart.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from sklearn.metrics import precision_recall_fscore_support

from bot.evidence.claims import ClaimChecker
from index import IndexSettings, open_coverage, open_names
from measures.results import Cell, table

PAIRS = Path(__file__).with_name("grounding.jsonl")
WAYS = [("en", "en"), ("zh", "zh"), ("en", "zh"), ("zh", "en")]
SPLITS = ("dev", "test", "all")


def scores(rows: list[dict[str, Any]], found: list[bool]) -> list[Cell]:
    """How many pairs, and precision and recall of the unsupported and of the supported ones."""
    precision, recall, _, _ = precision_recall_fscore_support(
        [not row["supported"] for row in rows], found, labels=[True, False], zero_division=1.0
    )
    return [len(rows), *(float(value) for pair in zip(precision, recall, strict=True) for value in pair)]


def shown(rows: list[dict[str, Any]], found: list[bool]) -> str:
    """A line for each way from sentence to passage, for all, and for what was altered."""
    judged = list(zip(rows, found, strict=True))
    plain = [(row, is_found) for row, is_found in judged if row["altered"] != "swap"]
    parts = {
        f"{sentence} in {passage}": [
            (row, is_found)
            for row, is_found in plain
            if (row["sentence_language"], row["passage_language"]) == (sentence, passage)
        ]
        for sentence, passage in WAYS
    }
    head = ["sentence in passage", "n", "unsupported: precision", "recall", "supported: precision", "recall"]
    body: list[list[Cell]] = [
        [name, *scores(*map(list, zip(*part, strict=True)))] for name, part in {**parts, "all": plain}.items() if part
    ]
    altered = sorted({row["altered"] for row in rows if row["altered"]})
    caught = [[what, *_caught([is_found for row, is_found in judged if row["altered"] == what])] for what in altered]
    return table(head, body) + "\n\n" + table(["altered", "n", "found"], caught)


def _caught(found: list[bool]) -> list[Cell]:
    return [len(found), sum(found) / len(found)]


def read_arguments(description: str, *, pairs: Path) -> tuple[list[dict[str, Any]], bool]:
    """The labelled pairs that the command line names, by default those of a file, and whether to show what was not right."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("pairs", nargs="?", type=Path, default=pairs)
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--verbose", action="store_true", help="show what was not right")
    args = parser.parse_args()
    lines = args.pairs.read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if args.split in {row["split"], "all"}], args.verbose


def main() -> None:
    rows, is_verbose = read_arguments(__doc__ or "", pairs=PAIRS)
    with open_names(IndexSettings()) as names, open_coverage(IndexSettings()) as coverage:
        claim_checker = ClaimChecker(names=names, coverage=coverage)
        claims = [claim_checker.unsupported_claims(row["sentence"], row["passage"]) for row in rows]
    for row, missing in zip(rows, claims, strict=True) if is_verbose else ():
        if row["supported"] == bool(missing):
            print(f"{row['id']} ({row['altered']}): {row['sentence']}\n    -> {[claim.text for claim in missing]}\n")
    print(shown(rows, [bool(missing) for missing in claims]))


if __name__ == "__main__":
    main()
