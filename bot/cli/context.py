"""What the commands of the terminal share: the settings, the index, the way to print."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.answering import Answerer
from bot.cli.output import failure_text
from bot.settings import BotSettings
from bot.strings import Strings
from bot.summaries import Summarizer, WrittenSummarizer
from bot.writing import open_writers
from index import (
    Embedder,
    IndexSettings,
    ReindexReport,
    Retriever,
    is_built,
    is_stale,
    open_reranker,
    open_retriever,
    reindex,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What every command needs, made once."""

    index: IndexSettings
    bot: BotSettings
    strings: Strings
    embedder: Embedder

    def reindex(self, *, full: bool = False, dry_run: bool = False) -> ReindexReport:
        """Bring the index up to date, with a bar on standard error that shows how far it is."""
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
                click.echo(failure_text(failure, self.strings), err=True)
        elif is_stale(data_dir=self.index.data_dir, sources_dir=self.index.sources_dir):
            click.echo(self.strings("index-stale", folder=str(self.index.sources_dir)), err=True)
        with open_retriever(
            data_dir=self.index.data_dir, embedder=self.embedder, chroma_url=self.index.chroma_url,
            reranker=open_reranker(self.index.rerank_model), cache_dir=self.index.cache_dir,
        ) as retriever:  # fmt: skip
            yield retriever

    @contextmanager
    def answerer(self) -> Iterator[Answerer]:
        """Who answers from the index; with the chat model of the settings, where they name one."""
        with self.retriever() as retriever, open_writers(self.bot, cache_dir=self.index.cache_dir) as writers:
            yield Answerer(retriever=retriever, embedder=self.embedder, author=writers.author)

    @contextmanager
    def summarizer(self) -> Iterator[tuple[Retriever, WrittenSummarizer]]:
        """The index, and who sums it up; with the chat model of the settings, where they name one."""
        with self.retriever() as retriever, open_writers(self.bot, cache_dir=self.index.cache_dir) as writers:
            quoting = Summarizer(retriever=retriever, embedder=self.embedder)
            yield retriever, WrittenSummarizer(retriever=retriever, quoting=quoting, digester=writers.digester)


@contextmanager
def _progress_bar(label: str, *, is_shown: bool) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_shown) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def show(reply: dict[str, Any] | str) -> None:
    """Print a text as it is, an object as one line of JSON."""
    click.echo(reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False))
