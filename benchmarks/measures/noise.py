"""Answers from five passages of which some are noise, and refusals where all are: the protocol of RGB (Chen et al. 2024).

A share of the passages, rounded up, is noise; where an item has too few of one kind, the other fills up. An answer is
right if it holds a gold string of every group. Passages of all items lie in one index, and each question is asked of
its own five: the whole way of the product, from the search on.
"""

import math
import statistics
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.answering.answerer import Answerer
from bot.answering.questions import tidy_question
from bot.answers import Answer
from measures.corpora import Models, indexed, rows, some, source_id
from measures.results import Cell, Results, Row, table

PASSAGES = 5
RATIOS = (0.0, 0.4, 0.8)
ROWS = {"en": ("en_fact",), "zh": ("zh_refine", "zh_int", "zh_fact")}


def context(item: dict[str, Any], ratio: float) -> list[str]:
    """The passages a question is asked of. Where an item takes several facts, each has a passage first of all."""
    noise = math.ceil(PASSAGES * ratio)
    negative = item["negative"][:PASSAGES]
    if ratio >= 1:
        return negative
    if isinstance(item["positive"][0], list):
        told = by_turns(item["positive"])[: max(PASSAGES - noise, len(item["positive"]))]
    else:
        told = item["positive"][: PASSAGES - min(noise, len(negative))]
    return told + negative[: PASSAGES - len(told)]


def by_turns(groups: Sequence[Sequence[str]]) -> list[str]:
    """The first of every group, then the second of every group, and so on."""
    longest = max(map(len, groups))
    return [group[i] for i in range(longest) for group in groups if i < len(group)]


def golds(item: dict[str, Any]) -> list[list[str]]:
    """Groups of alternatives; the data has a string, strings, or lists of them."""
    answers = item["answers"] if isinstance(item["answers"], list) else [item["answers"]]
    return [answer if isinstance(answer, list) else [answer] for answer in answers]


def holds_gold(text: str, item: dict[str, Any]) -> bool:
    """Whether a string of every group stands in a text; in Chinese, spaces aside."""
    folded = _folded(text, item)
    return all(any(_folded(str(gold), item) in folded for gold in group) for group in golds(item))


def _folded(text: str, item: dict[str, Any]) -> str:
    return text.lower().replace(" ", "") if item["lang"] == "zh" else text.lower()


def measure(folder: Path, *, models: Models, results: Results, limit: int = 0) -> dict[str, Row]:
    """A row for each part of the set and language."""
    items = rows(folder / "rgb" / "gen.dev.jsonl")
    parts = {part: some([item for item in items if item["subset"] == part], limit) for part in _parts()}
    parts = {part: chosen for part, chosen in parts.items() if chosen}
    keys = {part: f"rgb/{part}" for part in parts}
    if all(key in results for key in keys.values()):
        return {part: results.once(key, dict) for part, key in keys.items()}
    passages = {
        name(text): {"id": name(text), "text": text, "lang": item["lang"]}
        for chosen in parts.values()
        for item in chosen
        for ratio in (*RATIOS, 1.0)
        for text in context(item, ratio)
    }
    with indexed(passages.values(), models) as index:
        answerer = Answerer(retriever=index.retriever)
        known = frozenset(source.id for source, _ in index.retriever.sources())
        return {
            part: results.once(key, lambda part=part: _measure_part(parts[part], answerer, known))
            for part, key in keys.items()
        }


def name(text: str) -> str:
    """The id of a passage, the same for the same words."""
    return sha256(text.encode()).hexdigest()[:16]


def _parts() -> list[str]:
    return [part for parts in ROWS.values() for part in parts]


def _measure_part(items: Sequence[dict[str, Any]], answerer: Answerer, known: frozenset[str]) -> Row:
    row: Row = {"items": len(items)}
    for ratio in RATIOS:
        asked = [(item, _ask(item, context(item, ratio), answerer, known)) for item in items]
        row[f"right at {ratio:g}"] = _share(not a.is_refused and holds_gold(a.text, item) for item, a in asked)
        row[f"answered at {ratio:g}"] = _share(not answer.is_refused for _, answer in asked)
        row[f"held at {ratio:g}"] = _share(holds_gold(" ".join(context(item, ratio)), item) for item in items)
    only_noise = [item for item in items if item["negative"]]
    refused = [_ask(item, context(item, 1.0), answerer, known).is_refused for item in only_noise]
    return row | {"noise items": len(only_noise), "refused": _share(refused)}


def _ask(item: dict[str, Any], texts: Sequence[str], answerer: Answerer, known: frozenset[str]) -> Answer:
    ids = [source for text in texts if (source := source_id(name(text))) in known]  # one may hold nothing to index
    return answerer.answer(tidy_question(item["question"]), source_ids=ids)


def _share(values: Any) -> float:
    return round(statistics.fmean(map(float, values)), 4)


def shown(measured: dict[str, Row], published: dict[str, Any]) -> str:
    """The parts, the languages as wholes, and what was published."""
    names = [f"right at {ratio:g}" for ratio in RATIOS] + ["answered at 0.8", "held at 0.8", "refused"]
    head = [
        "", "n", *(f"right, noise {ratio:g}" for ratio in RATIOS), "answered, noise 0.8", "gold in the passages, 0.8",
        "refused, all noise",
    ]  # fmt: skip
    body: list[list[Cell]] = []
    for language, parts in ROWS.items():
        there = [part for part in parts if part in measured]
        body += [[part, measured[part]["items"], *(measured[part][n] for n in names)] for part in there]
        if len(there) > 1:
            count = sum(measured[part]["items"] for part in there)
            body.append(
                [f"**{language}, all**", count, *(_whole([measured[part] for part in there], n) for n in names)]
            )
        accuracy = published["accuracy"][language]
        of_others: list[Cell] = [accuracy["0"], None, accuracy["0.8"], None, None, published["rejection"][language]]
        body.append([f"{published['system']}, {language}", None, *of_others])
    return table(head, body)


def _whole(parts: Sequence[Row], column: str) -> float:
    """A share over several parts, each counted by its items."""
    counts = [part["noise items" if column == "refused" else "items"] for part in parts]
    return sum(part[column] * n for part, n in zip(parts, counts, strict=True)) / sum(counts)
