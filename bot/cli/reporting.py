"""Errors and the log, as the terminal shows them."""

import logging
import sys

import click

from bot.errors import AnswerError
from bot.strings import Strings
from index import SearchIndexError, remove_hidden_characters


class _StandardError(logging.Handler):
    """Logs to the current ``sys.stderr``, which is replaced while a draft is shown, so that lines appear above the draft."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"{remove_hidden_characters(self.format(record))}\n")
        sys.stderr.flush()


def open_log(level: str) -> None:
    """Log to standard error from this level on."""
    logging.basicConfig(level=level, handlers=[_StandardError()], format="%(levelname)s %(name)s: %(message)s")


def show_errors_in_one_sentence(strings: Strings) -> None:
    """Show an unexpected error that ends the program in one sentence, without its traceback."""
    sys.excepthook = lambda kind, error, _: click.echo(
        strings("unexpected", error=remove_hidden_characters(f"{kind.__name__}: {error}")), err=True
    )


def failure_sentence(error: Exception) -> str | None:
    """The sentence for an error that is raised on purpose, and None for any other."""
    if isinstance(error, SearchIndexError | AnswerError):
        return remove_hidden_characters(str(error))
    return None
