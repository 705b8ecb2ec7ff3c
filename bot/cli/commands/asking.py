"""The commands that ask the sources: ask, search, summary."""

from datetime import datetime
from typing import Any

import click

from bot.cli.context import Command, Context, is_terminal

_LANGUAGES = click.Choice(["en", "zh"])
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(cls=Command)
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per question.")
@click.option("--language", type=_LANGUAGES, help="Answer in this language, not in the question's.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Answer only from this source. May be repeated.")
@click.option(
    "--after",
    multiple=True,
    metavar="QUESTION",
    help="A question that came before, which QUESTION may leave its subject to. May be repeated, oldest first.",
)
@click.option(
    "--why", "shows_why", is_flag=True, help="Show which sentences were weighed, and how sure the choice was."
)
@click.pass_obj
def ask(
    context: Context,
    question: str | None,
    *,
    as_json: bool,
    language: Any,
    sources: tuple[str, ...],
    after: tuple[str, ...],
    shows_why: bool,
) -> None:
    """Answer QUESTION from the sources.

    With - as QUESTION, answer every line of standard input. Without QUESTION, open a prompt for one question after the
    other, where a follow-up may leave its subject to the questions before it.
    """
    if question is None and not is_terminal():
        raise click.UsageError("Say what to ask: QUESTION, or - for the lines of standard input.")
    from bot.cli.asking import Manner, answer_questions, open_prompt  # noqa: PLC0415 - takes long to import

    manner = Manner(as_json=as_json, language=language, source_ids=sources, shows_why=shows_why)
    if question is None:
        open_prompt(context, manner, after=after)
    else:
        answer_questions(context, question, manner, after=after)


@click.command(cls=Command)
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per query.")
@click.option(
    "--top",
    default=10,
    show_default=True,
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Number of passages to show.",
)
@click.pass_obj
def search(context: Context, query: str, *, as_json: bool, top: int) -> None:
    """Show the passages closest to QUERY. With - as QUERY, do so for every line of standard input."""
    from bot.cli.asking import search_passages  # noqa: PLC0415 - takes long to import

    search_passages(context, query, as_json=as_json, top_k=top)


@click.command(cls=Command)
@click.argument("source_id", required=False)
@click.option("--all", "of_all", is_flag=True, help="Sum up all sources, with a fair share for each.")
@click.option("--topic", help="Sum up what the sources say on this topic.")
@click.option(
    "--since",
    type=_DAY,
    metavar="DATE",
    help="With --all or --topic: only sources published on or after this day, such as 2025-01-31.",
)
@click.option(
    "--until",
    type=_DAY,
    metavar="DATE",
    help="With --all or --topic: only sources published on or before this day, such as 2025-01-31.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--language",
    type=_LANGUAGES,
    help="Language of the summary. A source that is only in the other one is quoted as it is.",
)
@click.option(
    "--sentences",
    type=click.IntRange(1, 100),
    metavar="N",
    help="The most sentences the summary may have. Without it: 6.",
)
@click.pass_obj
def summary(
    context: Context,
    source_id: str | None,
    *,
    of_all: bool,
    topic: str | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
    language: Any,
    sentences: int | None,
) -> None:
    """Sum up SOURCE_ID, all sources or a topic, with citations; in the sources' own sentences or those of the chat model."""
    if [source_id is not None, of_all, topic is not None].count(True) != 1:
        raise click.UsageError("Say what to sum up, with exactly one of SOURCE_ID, --all and --topic TEXT.")
    if source_id is not None and (since or until):
        raise click.UsageError("--since and --until need --all or --topic: a single source has only one date.")
    from bot.cli.asking import sum_up  # noqa: PLC0415 - takes long to import

    sum_up(
        context, source_id, topic=topic, since=since, until=until, as_json=as_json, language=language, sentences=sentences
    )  # fmt: skip
