"""Errors and the log, as the terminal shows them: in one line, without control characters and without secrets."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

import click

from bot.errors import AnswerError
from bot.redaction import RedactingHandler, Redactor
from bot.strings import Strings, reason_text
from index import SearchIndexError, remove_hidden_characters


class _JSONFormatter(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, logger, message and, where there is one, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def open_log(level: str, redact: Redactor, *, is_json: bool = False) -> None:
    """Log to standard error from this level on, as text or as one object of JSON a line."""
    handler = RedactingHandler(redact)
    logging.basicConfig(level=level, handlers=[handler], format="%(levelname)s %(name)s: %(message)s")
    if is_json:
        handler.setFormatter(_JSONFormatter())


def show_errors_in_one_sentence(strings: Strings, redact: Redactor) -> None:
    """Show an unexpected error that ends the program in one sentence, without its traceback."""
    sys.excepthook = lambda kind, error, _: click.echo(
        remove_hidden_characters(redact(strings("unexpected", error=f"{kind.__name__}: {error}"))), err=True
    )


def show_tracebacks(redact: Redactor) -> None:
    """Show an unexpected error that ends the program with its traceback, without secrets."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        click.echo(redact("".join(traceback.format_exception(kind, error, trace))), err=True)

    sys.excepthook = show


def failure_sentence(error: Exception, strings: Strings) -> str | None:
    """The sentence for an error that is raised on purpose, and None for any other."""
    if isinstance(error, SearchIndexError | AnswerError):
        return remove_hidden_characters(reason_text(str(error), strings))
    return None
