"""Errors and the log, as the terminal shows them: in one line, without control characters and without secrets."""

import json
import logging
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import quote

import click
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from bot.errors import AnswerError
from bot.strings import Strings
from index import SearchIndexError, remove_hidden_characters

# Shorter values are no secrets, and removing them would tear up words. Set by hand.
_SHORTEST_SECRET = 6
_REMOVED = "[secret]"


class Redactor:
    """Removes the secrets of the settings from what is shown or logged, also where a library or a server repeats them."""

    def __init__(self, settings: Iterable[BaseSettings] = ()) -> None:
        values = {
            value.get_secret_value().strip() for kind in settings for _, value in kind if isinstance(value, SecretStr)
        }
        secrets = {secret for secret in values if len(secret) >= _SHORTEST_SECRET}
        self._forms = sorted({form for secret in secrets for form in (secret, quote(secret, safe=""))}, key=len)[::-1]

    def __call__(self, text: str) -> str:
        """A text without the secrets."""
        for form in self._forms:
            text = text.replace(form, _REMOVED)
        return text


class _StandardError(logging.Handler):
    """Logs to the current ``sys.stderr``, which is replaced while a draft is shown, so that lines appear above the draft."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"{remove_hidden_characters(self._redact(self.format(record)))}\n")
        sys.stderr.flush()


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
    handler = _StandardError(redact)
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


def failure_sentence(error: Exception) -> str | None:
    """The sentence for an error that is raised on purpose, and None for any other."""
    if isinstance(error, SearchIndexError | AnswerError):
        return remove_hidden_characters(str(error))
    return None
