"""How surely the chat model of the settings tells unsupported sentences, by itself and together with the checks.

On pairs of ``turned.jsonl`` and ``turned_more.jsonl``: as many of each kind (supported or not, and each way from the language of
the sentence to that of the passage). Needs LLM_BASE_URL and LLM_MODEL.
"""

import argparse
import json
import random
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.evidence import ClaimChecker, ExactVerifier, ModelVerifier, Verification
from bot.settings import BotSettings
from bot.writing import open_chat_model
from bot.writing.drafts import Statement
from bot.writing.writer import Writer
from grounding import SPLITS, WAYS, scores
from index import IndexSettings, open_coverage, open_names
from measures.results import Cell, table
from turned import passage

FILES = [Path(__file__).with_name(name) for name in ("turned.jsonl", "turned_more.jsonl")]


def choose(split: str, count: int) -> list[dict[str, Any]]:
    """So many pairs of each kind, always the same, in an order that mixes the kinds."""
    rows = [row for file in FILES for row in map(json.loads, file.read_text("utf-8").splitlines())]
    rows = [row for row in rows if split in {row["split"], "all"}]
    order = random.Random(17)  # noqa: S311 - not for secrets
    order.shuffle(rows)
    kinds: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for row in rows:
        kinds.setdefault((row["sentence_language"], row["passage_language"], row["supported"]), []).append(row)
    chosen = [row for kind in kinds.values() for row in kind[:count]]
    order.shuffle(chosen)
    return chosen


def are_denied(rows: list[dict[str, Any]], *, is_verbose: bool) -> list[bool]:
    """What the chat model denies."""
    model = open_chat_model(BotSettings())
    if model is None:
        raise SystemExit("Set LLM_BASE_URL and LLM_MODEL.")
    found, seconds = [], 0.0
    with closing(model):
        for row in rows:
            began = time.perf_counter()
            opinion = Writer(model).second_opinion([passage(row["passage"])], row["sentence_language"], began=began)
            found.append(bool(opinion.denied([Statement(row["sentence"], (0,))])))
            seconds += time.perf_counter() - began
            if is_verbose:
                print(f"{row['id']} ({row['altered']}): {'denied' if found[-1] else 'not denied'}", flush=True)
    print(f"{seconds / len(rows):.1f} s a request")
    return found


def are_unsupported(rows: list[dict[str, Any]]) -> list[bool]:
    """What the checks find unsupported."""
    found = []
    with open_names(IndexSettings()) as names, open_coverage(IndexSettings()) as coverage:
        claim_checker = ClaimChecker(names=names, coverage=coverage)
        verifiers = ExactVerifier(claim_checker), ModelVerifier()
        for row in rows:
            said = row["sentence"], row["passage"]
            is_contradicted = any(verifier.verify(*said) is Verification.CONTRADICTED for verifier in verifiers)
            found.append(is_contradicted or bool(claim_checker.unsupported_claims(*said)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--each", type=int, default=13, help="pairs of each of the eight kinds")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    rows = choose(args.split, args.each)
    denied = are_denied(rows, is_verbose=args.verbose)
    checked = are_unsupported(rows)
    both = [one or other for one, other in zip(denied, checked, strict=True)]
    body: list[list[Cell]] = []
    for name, found in (("checks", checked), ("opinion", denied), ("both", both)):
        body.append([name, *scores(rows, found)])
        for way in WAYS:
            own = [i for i, r in enumerate(rows) if (r["sentence_language"], r["passage_language"]) == way]
            body.append([f"{name}: {way[0]} in {way[1]}", *scores([rows[i] for i in own], [found[i] for i in own])])
    print(table(["", "n", "unsupported: precision", "recall", "supported: precision", "recall"], body))


if __name__ == "__main__":
    main()
