"""The command that measures the answers: eval."""

from pathlib import Path

import click

from bot.cli.context import Command, Context, print_result

_OWN_QUESTIONS = Path(__file__).parents[3] / "benchmarks" / "golden.jsonl"


@click.command(name="eval", cls=Command)
@click.argument("golden", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per kind of question.")
@click.pass_obj
def eval_command(context: Context, golden: Path | None, *, as_json: bool) -> None:
    """Ask the questions in the file GOLDEN, and print the shares of answers that are right, cited and exact, and of refusals.

    Each line of the file is a JSON object with lang, kind, question, answers (groups of strings: the answer must contain
    one of each group) and sources (the ids of the sources with the answer). Questions of the kind "unanswerable" must be
    refused. Without GOLDEN, the questions of this checkout about its sample sources are asked.
    """
    from bot.cli.golden import ask_each, median_milliseconds, read_golden, tally_json, tally_scores, tally_table  # noqa: PLC0415
    from bot.cli.library import OPERATOR, open_library  # noqa: PLC0415 - both take long to import

    questions = read_golden(golden or _own_questions())
    with open_library(context, is_quoting=True) as library:
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
        from bot.cli.golden import GoldenFileError  # noqa: PLC0415

        raise GoldenFileError(
            "There are no golden questions here: name a file, or take benchmarks/golden.jsonl from Footnote's repository."
        )
    return _OWN_QUESTIONS
