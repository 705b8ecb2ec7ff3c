"""The terminal front end: ask, search, sources, index, doctor, run, demo."""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.answering import Answerer
from bot.discord_commands import demo, run
from bot.doctor import examine
from bot.errors import AnswerError
from bot.questions import STANDARD_INPUT, read_questions
from bot.rendering import (
    answer_json,
    answer_text,
    invalid_query_json,
    invalid_question_json,
    passages_json,
    passages_text,
    report_json,
    report_text,
    source_json,
    sources_text,
)
from bot.settings import BotSettings
from bot.strings import Strings, open_strings
from index import (
    Embedder,
    IndexSettings,
    QueryError,
    ReindexReport,
    Retriever,
    SearchIndexError,
    is_built,
    is_stale,
    open_embedder,
    open_retriever,
    question_language,
    reindex,
)

_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class _Context:
    """What every command needs, made once."""

    index: IndexSettings
    strings: Strings
    embedder: Embedder

    def reindex(self, *, full: bool = False, dry_run: bool = False) -> ReindexReport:
        with _progress_bar(self.strings("index-progress"), is_shown=not dry_run) as progress:
            return reindex(
                sources_dir=self.index.sources_dir, data_dir=self.index.data_dir, embedder=self.embedder,
                chroma_url=self.index.chroma_url, full=full, dry_run=dry_run, progress=progress,
            )  # fmt: skip

    @contextmanager
    def retriever(self) -> Iterator[Retriever]:
        """The index, built first where there is none."""
        if not is_built(self.index.data_dir):
            click.echo(self.strings("index-building", folder=str(self.index.sources_dir)), err=True)
            for failure in self.reindex().failed:
                click.echo(self.strings("index-failed", path=failure.path, reason=failure.reason), err=True)
        elif is_stale(data_dir=self.index.data_dir, sources_dir=self.index.sources_dir):
            click.echo(self.strings("index-stale", folder=str(self.index.sources_dir)), err=True)
        with open_retriever(
            data_dir=self.index.data_dir, embedder=self.embedder, chroma_url=self.index.chroma_url
        ) as retriever:
            yield retriever


@contextmanager
def _progress_bar(label: str, *, is_shown: bool) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_shown) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Group(click.Group):
    """Turns what the code raises on purpose into one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (SearchIndexError, AnswerError) as error:
            raise click.ClickException(str(error)) from error
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"])).upper()
            raise click.ClickException(
                f"The setting {name} is not valid ({first['msg']}): see .env.example."
            ) from error
        except KeyboardInterrupt:
            click.echo("\n" + _locale_strings()("stopped"), err=True)
            ctx.exit(_INTERRUPTED)


def _locale_strings() -> Strings:
    try:
        return open_strings(BotSettings().locale)
    except ValidationError:
        return open_strings("en")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Log everything and show where unexpected errors come from.")
@click.version_option(package_name="footnote", prog_name="footnote")
@click.pass_context
def main(ctx: click.Context, *, debug: bool) -> None:
    """Ask a set of sources, in Chinese or English, and get answers that cite the passages they rest on."""
    settings = BotSettings()
    logging.basicConfig(
        level="DEBUG" if debug else settings.log_level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    strings = open_strings(settings.locale)
    if not debug:
        sys.excepthook = lambda kind, error, _: click.echo(
            strings("unexpected", error=f"{kind.__name__}: {error}"), err=True
        )
    index = IndexSettings()
    ctx.obj = _Context(index=index, strings=strings, embedder=open_embedder(index.embed_model))


@main.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per question.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Answer in this language instead of the question's.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="Answer only from this source; may be repeated.")
@click.pass_obj
def ask(context: _Context, question: str, *, as_json: bool, language: Any, sources: tuple[str, ...]) -> None:
    """Answer QUESTION, or with - every line of standard input, from the sources."""
    with context.retriever() as retriever:
        answerer = Answerer(retriever=retriever, embedder=context.embedder)

        def reply(asked: str) -> dict[str, Any] | str:
            answer = answerer.answer(asked, language=language, source_ids=sources)
            return answer_json(answer) if as_json else answer_text(answer, open_strings(answer.language))

        _reply_to_each(question, reply, invalid=invalid_question_json if as_json else None)


@main.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per query.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many passages to show.")
@click.pass_obj
def search(context: _Context, query: str, *, as_json: bool, top: int) -> None:
    """Show the passages that come closest to QUERY, or with - to every line of standard input."""
    with context.retriever() as retriever:

        def reply(asked: str) -> dict[str, Any] | str:
            started = time.perf_counter()
            passages = retriever.passages(asked, top_k=top)
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
            _print(reply(asked))
        except QueryError as error:
            if argument != STANDARD_INPUT:
                raise
            _print(invalid(asked, str(error)) if invalid else str(error))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per source.")
@click.pass_obj
def sources(context: _Context, *, as_json: bool) -> None:
    """List the sources in the index, with what their pages state about themselves."""
    with context.retriever() as retriever:
        listed = retriever.sources()
    if not as_json:
        _print(sources_text(listed, context.strings))
    else:
        for source, chunks in listed:
            _print(source_json(source, chunks))


@main.command(name="index")
@click.option("--json", "as_json", is_flag=True, help="Print the report as a JSON object.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--full", is_flag=True, help="Build the index anew; the old one answers until the new one is ready.")
@click.pass_context
def index_command(ctx: click.Context, *, as_json: bool, dry_run: bool, full: bool) -> None:
    """Bring the index up to date with the files in the sources folder."""
    context: _Context = ctx.obj
    report = context.reindex(full=full, dry_run=dry_run)
    _print(report_json(report) if as_json else report_text(report, context.strings, is_dry_run=dry_run))
    if report.failed:
        ctx.exit(1)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per finding.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool) -> None:
    """Check the settings, the sources, the index and the model, and say how to mend what is wrong."""
    context: _Context = ctx.obj
    findings = examine(context.index, embedder=context.embedder)
    for finding in findings:
        _print(
            asdict(finding) if as_json else f"{'ok ' if finding.is_ok else '!! '} {finding.subject}: {finding.message}"
        )
    if not all(finding.is_ok for finding in findings):
        ctx.exit(1)


main.add_command(run)
main.add_command(demo)


def _print(reply: dict[str, Any] | str) -> None:
    click.echo(reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False))
