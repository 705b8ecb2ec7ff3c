"""The command that measures the answers: eval."""

from pathlib import Path

import click

from bot.cli.context import OPERATOR, Context, print_result
from bot.cli.golden import (
    GoldenFileError,
    ask_each,
    median_milliseconds,
    read_golden,
    tally_json,
    tally_scores,
    tally_table,
)

_OWN_QUESTIONS = Path(__file__).parents[3] / "benchmarks" / "golden.jsonl"


@click.command(name="eval")
@click.argument("golden", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per kind of question.")
@click.pass_obj
def eval_command(context: Context, golden: Path | None, *, as_json: bool) -> None:
    """Ask the questions in the file GOLDEN, and print the shares of answers that are right, cited and exact, and of refusals.

    Each line of the file is a JSON object with lang, kind, question, answers (groups of strings: the answer must contain
    one of each group) and sources (the ids of the sources with the answer). Questions of the kind "unanswerable" must be
    refused. Without GOLDEN, the questions of this checkout about its sample sources are asked.
    """
    questions = read_golden(golden or _own_questions())
    with context.open_library(is_quoting=True) as library:
        asked = list(ask_each(lambda question: library.ask(question, OPERATOR).result(), questions))
    tallies = tally_scores(asked)
    if as_json:
        for tally in tallies:
            print_result(tally_json(tally))
    else:
        print_result(tally_table(tallies))
        print_result(f"\nMedian {median_milliseconds(answer for _, answer in asked):.0f} ms a question.")


def _own_questions() -> Path:
    if not _OWN_QUESTIONS.exists():
        raise GoldenFileError(
            "There are no golden questions here: name a file, or take benchmarks/golden.jsonl from Footnote's repository."
        )
    return _OWN_QUESTIONS
