"""Commands that ask the sources: ask, search, summary."""

import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

import click
from rich.console import Console

from bot.answering import STANDARD_INPUT, read_questions, tidy_question
from bot.cli.context import OPERATOR, Context, print_reply
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
@click.option("--language", type=_LANGUAGES, help="Answer in this language instead of the question's.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Answer only from this source; may be repeated.")
@click.pass_obj
def ask(context: Context, question: str, *, as_json: bool, language: Any, sources: tuple[str, ...]) -> None:
    """Answer QUESTION, or with - every line of standard input, from the sources."""
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
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many passages to show.")
@click.pass_obj
def search(context: Context, query: str, *, as_json: bool, top: int) -> None:
    """Show the passages that come closest to QUERY, or with - to every line of standard input."""
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
    """Print the reply to each question. In a batch, one that cannot be asked is answered by why, and the rest go on."""
    for asked in read_questions(argument):
        try:
            print_reply(reply(asked))
        except QueryError as error:
            if argument != STANDARD_INPUT:
                raise
            print_reply(invalid(asked, str(error)) if invalid else str(error))


@click.command()
@click.argument("source_id", required=False)
@click.option("--all", "of_all", is_flag=True, help="Sum up all sources, a fair share to each.")
@click.option("--topic", help="Sum up what the sources say on this.")
@click.option(
    "--since", type=_DAY, metavar="DATE", help="Of --all or --topic: only sources published on or after 2025-01-31."
)
@click.option(
    "--until", type=_DAY, metavar="DATE", help="Of --all or --topic: only sources published on or before 2025-01-31."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--language", type=_LANGUAGES, help="Write this language, or quote it where a source is in both.")
@click.option(
    "--sentences",
    default=DEFAULT_SENTENCES,
    show_default=True,
    type=click.IntRange(1, 100),
    help="At most so many sentences.",
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
    """Sum up SOURCE_ID, all sources or a topic, each point cited; in the sources' own sentences, or by the chat model."""
    if [source_id is not None, of_all, topic is not None].count(True) != 1:
        raise click.UsageError("Say what to sum up: a SOURCE_ID, --all or --topic TEXT, and one of them only.")
    if source_id is not None and (since or until):
        raise click.UsageError("A period is for --all or --topic; a source has one date.")
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
        subject = tidy_question(topic) if topic is not None else ""
        made = library.sum_up(subject, OPERATOR, sentences=sentences, language=language, source_ids=ids).result()
    print_reply(summary_json(made) if as_json else summary_text(made, open_strings(made.language)))
