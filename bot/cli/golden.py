"""Golden questions: questions with known answers, and the scores of the answers given."""

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
    """A file of golden questions is missing or has a line that is not one."""


class GoldenQuestion(BaseModel):
    """A question and its known answer: the answer must contain one string of each group, from one of the sources."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    lang: str
    kind: str
    question: str
    answers: tuple[tuple[str, ...], ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """The row of the table that the question counts in."""
        return f"{self.lang}-{self.kind}"


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of questions of a kind, and the share of them that each score is true for."""

    kind: str
    questions: int
    shares: dict[str, float]


def read_golden(path: Path) -> list[GoldenQuestion]:
    """The golden questions of a file with one JSON object a line. Raises GoldenFileError."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldenFileError(f"The golden questions in {path} cannot be read ({error}): check the path.") from error
    found = [_parse_line(line, path, number) for number, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise GoldenFileError(f"There are no golden questions in {path}: write one JSON object a line.")
    return found


def _parse_line(line: str, path: Path, number: int) -> GoldenQuestion:
    try:
        return GoldenQuestion.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise GoldenFileError(f"{path}, line {number} is not a golden question: {where}: {first['msg']}.") from error


def ask_each(ask: Callable[[str], Answer], golden: Iterable[GoldenQuestion]) -> Iterator[tuple[GoldenQuestion, Answer]]:
    """Every question with its answer. One question in each language is asked first, to load the models."""
    for words in _WARM_UP:
        ask(words)
    for question in golden:
        yield question, ask(question.question)


def score_answer(answer: Answer, golden: GoldenQuestion) -> dict[str, bool]:
    """The scores of one answer.

    ``right``: the answer is short, and it or its quotes contain a string of each group. ``cited``: it is right, and one
    citation is from a source that has the answer. ``exact``: every quote is part of its passage.
    """
    if golden.kind == UNANSWERABLE:
        return {"refused": answer.is_refused}
    text = "\n".join([answer.text, *(citation.quote for citation in answer.citations)]).lower()
    has_all_groups = all(any(gold.lower() in text for gold in group) for group in golden.answers)
    right = has_all_groups and not answer.is_refused and len(answer.text) <= LONGEST_ANSWER
    return {
        "answered": not answer.is_refused,
        "right": right,
        "cited": right and any(citation.source.id in golden.sources for citation in answer.citations),
        "exact": bool(answer.citations) and all(c.quote in c.chunk.text for c in answer.citations),
    }


def tally_scores(asked: Sequence[tuple[GoldenQuestion, Answer]]) -> list[Tally]:
    """A tally for each kind of question, and one for all questions at the end."""
    scored = [(golden, score_answer(answer, golden)) for golden, answer in asked]
    kinds = sorted({golden.row for golden, _ in scored})
    tallies = [_tally(kind, [scores for golden, scores in scored if golden.row == kind]) for kind in kinds]
    return [*tallies, _tally("all", [scores for _, scores in scored])]


def _tally(kind: str, all_scores: Sequence[dict[str, bool]]) -> Tally:
    """The share of each score among the questions that have it: only unanswerable ones have ``refused``."""
    values_by_name = {name: [scores[name] for scores in all_scores if name in scores] for name in COLUMNS}
    shares = {name: round(statistics.fmean(values), 3) for name, values in values_by_name.items() if values}
    return Tally(kind, len(all_scores), shares)


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
    """The median time of an answer."""
    return statistics.median(answer.milliseconds for answer in answers)
