"""Do follow-ups find what they ask for: as typed, made to stand alone, and written out by hand.

    dialogues.py [--split dev|test] [--among FOLDER] [--verbose]

Asks ``dialogues.jsonl`` over ``sources/``, or among the documents of a public set as well. A turn after the first is found
if one of five passages holds a right string, found first if the first does, and answered if the answer does. ``replies`` are what
the bot is taken to have answered; otherwise it is what it answers.
"""

import argparse
import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bot.answering.answerer import Answerer
from bot.answering.questions import tidy_question
from bot.answers import Answer, ConversationTurn
from bot.conversation.follow_ups import make_standalone
from index import IndexSettings, Retriever, open_retriever, reindex
from measures.corpora import Models, open_models, rows
from measures.results import Cell, table

ROOT = Path(__file__).parent.parent
DIALOGUES, SOURCES = ROOT / "benchmarks" / "dialogues.jsonl", ROOT / "sources"
WAYS = ("as typed", "made to stand alone", "written out")
_TOP = 5


class Asked(NamedTuple):
    """A follow-up as it was searched for in one way, and whether that was right."""

    split: str
    turn: str
    way: str
    question: str
    is_found: bool
    is_first: bool
    is_answered: bool


def ask(dialogue: dict[str, Any], *, retriever: Retriever, answerer: Answerer) -> Iterator[Asked]:
    """Every turn of a dialogue after the first, in each way."""
    before: list[ConversationTurn] = []
    replies = dialogue.get("replies") or [None] * len(dialogue["turns"])
    for number, (typed, written, golds, reply) in enumerate(
        zip(dialogue["turns"], dialogue["standalone"], dialogue["answer"], replies, strict=True), start=1
    ):
        made = make_standalone(typed, before)
        answers = {
            way: answerer.answer(tidy_question(q)) for way, q in zip(WAYS, (typed, made.question, written), strict=True)
        }
        if before:
            for way, answer in answers.items():
                found = [p.chunk.text for p in retriever.passages(answer.question, top_k=_TOP)]
                yield Asked(
                    dialogue["split"], f"{dialogue['id']}.{number}", way, answer.question,
                    is_found=_holds(found, golds), is_first=_holds(found[:1], golds), is_answered=_is_right(answer, golds),
                )  # fmt: skip
        before.append(ConversationTurn(typed, reply or answers[WAYS[1]].text))


def _is_right(answer: Answer, golds: Sequence[str]) -> bool:
    return not answer.is_refused and _holds([answer.text, *(c.quote for c in answer.citations)], golds)


def _holds(texts: Sequence[str], golds: Sequence[str]) -> bool:
    return any(gold.casefold() in text.casefold() for text in texts for gold in golds)


def shown(asked: Sequence[Asked]) -> str:
    """A row for each half and way, each share also as a part of what the written-out questions reach."""
    body: list[list[Cell]] = []
    for split in sorted({one.split for one in asked}):
        of = {way: [one for one in asked if (one.split, one.way) == (split, way)] for way in WAYS}
        scores = {way: _scores(of[way]) for way in WAYS}
        for way in WAYS:
            parts = [score / best for score, best in zip(scores[way], scores[WAYS[-1]], strict=True)]
            body.append(
                [split, way, len(of[way]), *(cell for pair in zip(scores[way], parts, strict=True) for cell in pair)]
            )
    head = [
        "half",
        "asked",
        "n",
        f"found@{_TOP}",
        "of written out",
        "found first",
        "of written out",
        "answered",
        "of written out",
    ]
    return table(head, body)


def _scores(asked: Sequence[Asked]) -> list[float]:
    return [
        statistics.fmean(flags) for flags in zip(*((a.is_found, a.is_first, a.is_answered) for a in asked), strict=True)
    ]


@contextmanager
def opened(models: Models, among: Path | None) -> Iterator[Retriever]:
    """An index of the sources, and of a public set's documents where one is named, that goes when it is left."""
    with tempfile.TemporaryDirectory() as folder:
        sources_dir, data_dir = SOURCES, Path(folder) / "data"
        if among:
            sources_dir = Path(shutil.copytree(SOURCES, Path(folder) / "sources"))
            lines = [
                {"id": row["id"], "title": row.get("title") or "", "text": row["text"]}
                for row in rows(among / "corpus.jsonl")
            ]
            (sources_dir / "among.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
        reindex(IndexSettings(sources_dir=sources_dir, data_dir=data_dir), models.embedder)
        with open_retriever(IndexSettings(data_dir=data_dir), models.embedder, reranker=models.reranker) as retriever:
            yield retriever


def main() -> None:
    """Ask every follow-up in each way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "test"), help="one half only")
    parser.add_argument("--among", type=Path, metavar="FOLDER", help="a public set whose documents are indexed as well")
    parser.add_argument("--verbose", action="store_true", help="show what each follow-up was made into")
    args = parser.parse_args()
    models = open_models()
    with opened(models, args.among) as retriever:
        answerer = Answerer(retriever=retriever)
        chosen = [dialogue for dialogue in rows(DIALOGUES) if args.split in (None, dialogue["split"])]
        asked = [one for dialogue in chosen for one in ask(dialogue, retriever=retriever, answerer=answerer)]
    for one in asked if args.verbose else ():
        place = "first" if one.is_first else "found" if one.is_found else "LOST"
        print(f"{one.turn} {place:5} {'answered' if one.is_answered else '-':8} {one.way}: {one.question}")
    print(shown(asked))


if __name__ == "__main__":
    main()
