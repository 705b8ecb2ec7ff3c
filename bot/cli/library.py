"""The library over the index of the settings, which is built first where there is none."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext

import click

from bot.answers import Asker
from bot.cli.context import Context
from bot.cli.output import failure_text
from bot.service import Library
from bot.writing import Writers, open_writers
from index import ReindexReport, is_built, is_stale, open_reranker, reindex

# The person at the terminal may read every source.
OPERATOR = Asker(community_id=None, conversation_id=0, user_id=0, reads_all=True)


@contextmanager
def open_library(context: Context, *, is_quoting: bool = False) -> Iterator[Library]:
    """The library over the index, which is built first where there is none.

    Answers are written by the chat model of the settings, if they name one, unless ``is_quoting``.
    """
    _build_if_missing(context)
    with nullcontext(Writers()) if is_quoting else open_writers(context.bot, context.index) as writers:
        reranker = open_reranker(context.index.rerank_model)
        with closing(Library(context.index, context.embedder, reranker=reranker, writers=writers)) as library:
            yield library


def run_reindex(context: Context, *, full: bool = False, dry_run: bool = False) -> ReindexReport:
    """Bring the index up to date, with a progress bar on standard error."""
    with _progress_bar(context.strings("index-progress"), is_shown=not dry_run) as progress:
        return reindex(context.index, context.embedder, full=full, dry_run=dry_run, progress=progress)


def _build_if_missing(context: Context) -> None:
    if not is_built(context.index):
        click.echo(context.strings("index-building", folder=str(context.index.sources_dir)), err=True)
        for failure in run_reindex(context).failed:
            click.echo(failure_text(failure, context.strings), err=True)
    elif is_stale(context.index):
        click.echo(context.strings("index-stale", folder=str(context.index.sources_dir)), err=True)


@contextmanager
def _progress_bar(label: str, *, is_shown: bool) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console  # noqa: PLC0415 - needed only where something is indexed
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_shown) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
