"""The command that measures how well questions are answered: eval."""

from pathlib import Path

import click

from bot.cli.context import OPERATOR, Context, print_reply
from bot.cli.golden import (
    GoldenFileError,
    ask_each,
    median_milliseconds,
    read_golden,
    tally_json,
    tally_scores,
    tally_table,
)

_IN_THE_CHECKOUT = Path(__file__).parents[3] / "benchmarks" / "golden.jsonl"


@click.command(name="eval")
@click.argument("golden", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per kind of question.")
@click.pass_obj
def eval_command(context: Context, golden: Path | None, *, as_json: bool) -> None:
    """Ask the questions of the file GOLDEN and count the answers that are right, cited and exact, and the refusals.

    Each line of the file is an object with lang, kind, question, answers (groups of strings, of each of which one must
    stand in the answer) and sources (the ids that hold it); questions of the kind "unanswerable" must be refused.
    Without GOLDEN, the checkout's own questions about its sample sources are asked.
    """
    questions = read_golden(golden or _in_the_checkout())
    with context.open_library(is_quoting=True) as library:
        asked = list(ask_each(lambda question: library.ask(question, OPERATOR).result(), questions))
    tallies = tally_scores(asked)
    if as_json:
        for tally in tallies:
            print_reply(tally_json(tally))
    else:
        print_reply(tally_table(tallies))
        print_reply(f"\nMedian {median_milliseconds(answer for _, answer in asked):.0f} ms a question.")


def _in_the_checkout() -> Path:
    if not _IN_THE_CHECKOUT.exists():
        raise GoldenFileError(
            "There are no golden questions here: name a file of yours, or take benchmarks/golden.jsonl from Footnote's repository."
        )
    return _IN_THE_CHECKOUT
