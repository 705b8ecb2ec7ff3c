"""The commands that ask the sources: ask, search, summary."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

import click
from rich.console import Console

from bot.answering import STANDARD_INPUT, read_questions, tidy_question
from bot.cli.context import OPERATOR, Context, print_result
from bot.cli.live_draft import live_draft
from bot.cli.output import (
    answer_json,
    answer_text,
    invalid_query_json,
    invalid_question_json,
    passages_json,
    passages_text,
    summary_json,
    summary_text,
)
from bot.strings import open_strings
from bot.summaries import DEFAULT_SENTENCES, published_between
from index import QueryError, question_language

_LANGUAGES = click.Choice(["en", "zh"])
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per question.")
@click.option("--language", type=_LANGUAGES, help="Answer in this language, not in the question's.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Answer only from this source. May be repeated.")
@click.pass_obj
def ask(context: Context, question: str, *, as_json: bool, language: Any, sources: tuple[str, ...]) -> None:
    """Answer QUESTION from the sources. With - as QUESTION, answer every line of standard input."""
    with context.open_library() as library:

        def reply(asked: str) -> dict[str, Any] | str:
            with nullcontext() if as_json else live_draft(Console()) as on_text:
                pending = library.ask(asked, OPERATOR, language=language, source_ids=sources, on_text=on_text)
                answer = pending.result()
            return answer_json(answer) if as_json else answer_text(answer, open_strings(answer.language))

        _reply_to_each(question, reply, invalid=invalid_question_json if as_json else None)


@click.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per query.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="Number of passages to show.")
@click.pass_obj
def search(context: Context, query: str, *, as_json: bool, top: int) -> None:
    """Show the passages closest to QUERY. With - as QUERY, do so for every line of standard input."""
    with context.open_library(is_quoting=True) as library:

        def reply(asked: str) -> dict[str, Any] | str:
            started = time.perf_counter()
            passages = library.lookups.passages(asked, OPERATOR, top_k=top)
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            language = question_language(asked)
            found = passages_json(asked, language, passages, milliseconds=milliseconds)
            return (
                found
                if as_json
                else passages_text(passages, open_strings(language)) or open_strings(language)("refusal-no-evidence")
            )

        _reply_to_each(query, reply, invalid=invalid_query_json if as_json else None)


def _reply_to_each(
    argument: str, reply: Callable[[str], dict[str, Any] | str], *, invalid: Callable[[str, str], dict[str, Any]] | None
) -> None:
    """Print the reply to each question. In a batch, the reply to a question that cannot be asked is the reason."""
    for asked in read_questions(argument):
        try:
            print_result(reply(asked))
        except QueryError as error:
            if argument != STANDARD_INPUT:
                raise
            print_result(invalid(asked, str(error)) if invalid else str(error))


@click.command()
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
    default=DEFAULT_SENTENCES,
    show_default=True,
    type=click.IntRange(1, 100),
    help="The most sentences the summary may have.",
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
    sentences: int,
) -> None:
    """Sum up SOURCE_ID, all sources or a topic, with citations; in the sources' own sentences or those of the chat model."""
    if [source_id is not None, of_all, topic is not None].count(True) != 1:
        raise click.UsageError("Say what to sum up, with exactly one of SOURCE_ID, --all and --topic TEXT.")
    if source_id is not None and (since or until):
        raise click.UsageError("--since and --until need --all or --topic: a single source has only one date.")
    with context.open_library() as library:
        ids: list[str] = []
        if since or until:
            sources = [source for source, _ in library.lookups.sources(OPERATOR)]
            ids = published_between(
                sources,
                since=since.date().isoformat() if since else "",
                until=until.date().isoformat() if until else "",
            )
        if source_id is not None:
            ids = [source_id]
        subject = tidy_question(topic) if topic is not None else None
        result = library.sum_up(
            subject, OPERATOR, sentences=sentences, language=language, source_ids=ids, is_period=bool(since or until)
        ).result()
    print_result(summary_json(result) if as_json else summary_text(result, open_strings(result.language)))
