"""The library over the index of the settings, which is built first where there is none."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from typing import TYPE_CHECKING

import click

from bot.answers import Asker
from bot.cli.context import Context
from bot.cli.output import failure_text
from bot.library import Library
from bot.writing import Writers, open_writers
from index import (
    IndexBusyError,
    ReindexReport,
    follow_server,
    is_built,
    is_dictionary_unpacked,
    is_stale,
    needs_rebuild,
    open_reranker,
    reindex,
    repair,
    unpack_dictionary,
)

if TYPE_CHECKING:
    from bot.service import Progress

# The person at the terminal may read every source.
OPERATOR = Asker(community_id=None, conversation_id=0, user_id=0, reads_all=True)


@contextmanager
def open_library(context: Context, *, is_quoting: bool = False) -> Iterator[Library]:
    """The library over the index, which is built first where there is none.

    Answers are written by the chat model of the settings, if they name one, unless ``is_quoting``.
    """
    is_announced = _say_if_dictionary_is_packed(context)
    _build_if_missing(context, unpacks=is_announced)
    with nullcontext(Writers()) if is_quoting else open_writers(context.bot, context.index) as writers:
        reranker = open_reranker(context.index.rerank_model, context.index.rerank_endpoint)
        with closing(Library(context.index, context.embedder, reranker=reranker, writers=writers)) as library:
            yield library


def run_reindex(context: Context, *, full: bool = False, dry_run: bool = False, waits: bool = False) -> ReindexReport:
    """Bring the index up to date, with a progress bar on standard error.

    Where another process is changing it, this raises IndexBusyError, or ``waits`` for it.
    """
    say_if_rebuilt(context, full=full)
    from bot.service import CountingEmbedder  # noqa: PLC0415 - needed only where something is indexed

    with _progress_bar(context.strings("index-progress"), is_shown=not dry_run) as progress:
        embedder = CountingEmbedder(context.embedder, progress)
        return reindex(
            context.index, embedder, full=full, dry_run=dry_run, waits=waits, progress=progress.count_sources
        )


def run_repair(context: Context) -> Iterator[str]:
    """Build again what is damaged, with a progress bar; gives a sentence for each part."""
    from bot.service import CountingEmbedder  # noqa: PLC0415

    with _progress_bar(context.strings("index-progress"), is_shown=True) as progress:
        yield from repair(
            context.index, CountingEmbedder(context.embedder, progress), progress=progress.count_sources
        )  # fmt: skip


def say_if_rebuilt(context: Context, *, full: bool = False) -> None:
    """Say that the index is of a former built-in model, for which a reindex builds it anew unasked."""
    if not full and needs_rebuild(context.index, context.embedder):
        click.echo(context.strings("index-rebuilding", folder=str(context.index.sources_dir)), err=True)


def _say_if_dictionary_is_packed(context: Context) -> bool:
    is_packed = not is_dictionary_unpacked(context.index)
    if is_packed:
        click.echo(context.strings("dictionary-unpacking", folder=str(context.index.cache_folder)), err=True)
    return is_packed


def _build_if_missing(context: Context, *, unpacks: bool) -> None:
    """Build the index where there is none that can answer, and meanwhile unpack the dictionary if it ``unpacks``."""
    follow_server(
        context.index,
        on_first_copy=lambda: click.echo(context.strings("index-copying", server=context.index.chroma_url), err=True),
    )
    is_there = is_built(context.index)
    if not is_there or needs_rebuild(context.index, context.embedder):
        if not is_there:
            click.echo(context.strings("index-building", folder=str(context.index.sources_dir)), err=True)
        with _unpacking_beside(context) if unpacks else nullcontext():
            report = _build(context)
        for failure in report.failed:
            click.echo(failure_text(failure, context.strings), err=True)
    elif is_stale(context.index):
        click.echo(context.strings("index-stale", folder=str(context.index.sources_dir)), err=True)


def _build(context: Context) -> ReindexReport:
    try:
        return run_reindex(context)
    except IndexBusyError:
        click.echo(context.strings("index-waiting"), err=True)
        return run_reindex(context, waits=True)


@contextmanager
def _unpacking_beside(context: Context) -> Iterator[None]:
    """Unpack the dictionary in a thread meanwhile. Where that fails, the question that needs it will say so."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(unpack_dictionary, context.index)
        yield


@contextmanager
def _progress_bar(label: str, *, is_shown: bool) -> Iterator["Progress"]:
    """The progress of a reindex; its passages are shown as a bar with the time that is left."""
    from rich.console import Console  # noqa: PLC0415 - needed only where something is indexed
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    from bot.service import Progress  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True, disable=not is_shown) as bar:
        task = bar.add_task(label, total=None)
        progress = Progress(
            lambda: bar.update(
                task, completed=progress.embedded, total=max(progress.expected, progress.embedded) or None
            )
        )
        yield progress
