"""What the commands share: settings, index, library and printing."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.answers import Asker
from bot.cli.output import failure_text
from bot.service import Library
from bot.settings import BotSettings
from bot.strings import Strings
from bot.writing import Writers, open_writers
from index import Embedder, IndexSettings, ReindexReport, is_built, is_stale, open_reranker, reindex

# The person at the terminal may read every source.
OPERATOR = Asker(community_id=None, conversation_id=0, user_id=0, reads_all=True)


@dataclass(frozen=True, slots=True)
class Context:
    """What every command needs."""

    index: IndexSettings
    bot: BotSettings
    strings: Strings
    embedder: Embedder

    def reindex(self, *, full: bool = False, dry_run: bool = False) -> ReindexReport:
        """Bring the index up to date, with a progress bar on standard error."""
        with _progress_bar(self.strings("index-progress"), is_shown=not dry_run) as progress:
            return reindex(self.index, self.embedder, full=full, dry_run=dry_run, progress=progress)

    @contextmanager
    def open_library(self, *, is_quoting: bool = False) -> Iterator[Library]:
        """The library over the index, which is built first where there is none.

        Answers are written by the chat model of the settings, if they name one, unless ``is_quoting``.
        """
        self._build_if_missing()
        with nullcontext(Writers()) if is_quoting else open_writers(self.bot, self.index) as writers:
            reranker = open_reranker(self.index.rerank_model)
            with closing(Library(self.index, self.embedder, reranker=reranker, writers=writers)) as library:
                yield library

    def _build_if_missing(self) -> None:
        if not is_built(self.index):
            click.echo(self.strings("index-building", folder=str(self.index.sources_dir)), err=True)
            for failure in self.reindex().failed:
                click.echo(failure_text(failure, self.strings), err=True)
        elif is_stale(self.index):
            click.echo(self.strings("index-stale", folder=str(self.index.sources_dir)), err=True)


@contextmanager
def _progress_bar(label: str, *, is_shown: bool) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_shown) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_result(result: dict[str, Any] | str) -> None:
    """Print a text as it is, an object as one line of JSON."""
    click.echo(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False))
