"""Golden questions: what is asked, what a right answer holds, and how many answers do."""

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answering import LONGEST_ANSWER
from bot.answers import Answer
from bot.errors import AnswerError

UNANSWERABLE = "unanswerable"
ANSWERABLE_COLUMNS = ("answered", "right", "cited", "exact")
COLUMNS = (*ANSWERABLE_COLUMNS, "refused")
_WARM_UP = ("warm up", "先热身一下")


class GoldenFileError(AnswerError):
    """A file of golden questions is missing or holds a line that is none."""


class GoldenQuestion(BaseModel):
    """A question and what its answer must hold: of every group one string, from one of the sources."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    lang: str
    kind: str
    question: str
    answers: tuple[tuple[str, ...], ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """The row of the table it counts in."""
        return f"{self.lang}-{self.kind}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions of a kind there are, and the share of them each thing is true of."""

    kind: str
    questions: int
    shares: dict[str, float]


def read_golden(path: Path) -> list[GoldenQuestion]:
    """The golden questions of a file with one JSON object a line. Raises GoldenFileError."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldenFileError(f"The golden questions in {path} cannot be read: {error}.") from error
    found = [_golden(line, f"{path}, line {number}") for number, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise GoldenFileError(f"There are no golden questions in {path}: it takes one JSON object a line.")
    return found


def _golden(line: str, place: str) -> GoldenQuestion:
    try:
        return GoldenQuestion.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise GoldenFileError(f"{place} is not a golden question: {where}: {first['msg']}.") from error


def ask_each(ask: Callable[[str], Answer], golden: Iterable[GoldenQuestion]) -> Iterator[tuple[GoldenQuestion, Answer]]:
    """Every question with its answer. A question in each language is asked before, so that the models are loaded."""
    for words in _WARM_UP:
        ask(words)
    for question in golden:
        yield question, ask(question.question)


def score_answer(answer: Answer, golden: GoldenQuestion) -> dict[str, bool]:
    """What is to be counted of one answer.

    ``right``: every group of gold strings has an alternative in the answer or its quotes, and the answer is
    short; ``cited``: and a citation is of a source that holds it; ``exact``: every quote stands in its passage.
    """
    if golden.kind == UNANSWERABLE:
        return {"refused": answer.is_refused}
    text = "\n".join([answer.text, *(citation.quote for citation in answer.citations)]).lower()
    held = all(any(gold.lower() in text for gold in group) for group in golden.answers)
    right = held and not answer.is_refused and len(answer.text) <= LONGEST_ANSWER
    return {
        "answered": not answer.is_refused,
        "right": right,
        "cited": right and any(citation.source.id in golden.sources for citation in answer.citations),
        "exact": bool(answer.citations) and all(c.quote in c.chunk.text for c in answer.citations),
    }


def tally_scores(asked: Sequence[tuple[GoldenQuestion, Answer]]) -> list[Tally]:
    """A tally for each kind of question, and last one for all of them."""
    judged = [(golden, score_answer(answer, golden)) for golden, answer in asked]
    kinds = sorted({golden.row for golden, _ in judged})
    tallies = [_tally(kind, [verdict for golden, verdict in judged if golden.row == kind]) for kind in kinds]
    return [*tallies, _tally("all", [verdict for _, verdict in judged])]


def _tally(kind: str, verdicts: Sequence[dict[str, bool]]) -> Tally:
    """The share of each thing among the questions it is asked of: refusing among the unanswerable alone."""
    of = {name: [verdict[name] for verdict in verdicts if name in verdict] for name in COLUMNS}
    shares = {name: round(statistics.fmean(values), 3) for name, values in of.items() if values}
    return Tally(kind, len(verdicts), shares)


def tally_json(tally: Tally) -> dict[str, Any]:
    """A tally as ``footnote eval --json`` prints it."""
    return {"kind": tally.kind, "questions": tally.questions, **tally.shares}


def tally_table(tallies: Sequence[Tally]) -> str:
    """The tallies as a Markdown table."""
    lines = [f"| questions | n | {' | '.join(COLUMNS)} |", f"|---|---|{'---|' * len(COLUMNS)}"]
    for tally in tallies:
        cells = [f"{tally.shares[name]:.2f}" if name in tally.shares else "" for name in COLUMNS]
        lines.append(f"| {tally.kind} | {tally.questions} | {' | '.join(cells)} |")
    return "\n".join(lines)


def median_milliseconds(answers: Iterable[Answer]) -> float:
    """How long an answer took, at the median."""
    return statistics.median(answer.milliseconds for answer in answers)
