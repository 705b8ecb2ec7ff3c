"""Secrets of the settings, removed from what is shown or logged."""

import json
import logging
import sys
from collections.abc import Iterable
from urllib.parse import quote

from pydantic import SecretStr
from pydantic_settings import BaseSettings

from index import remove_hidden_characters

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
        self._forms = sorted({form for secret in secrets for form in _forms(secret)}, key=len)[::-1]

    def __call__(self, text: str) -> str:
        """A text without the secrets."""
        for form in self._forms:
            text = text.replace(form, _REMOVED)
        return text


def _forms(secret: str) -> tuple[str, ...]:
    """A secret as it is, and as addresses, JSON and Python write it."""
    return secret, quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)[1:-1]


class RedactingHandler(logging.Handler):
    """Logs to the current ``sys.stderr``, which is replaced while a draft is shown, so that lines appear above the draft."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record without secrets and control characters."""
        sys.stderr.write(f"{remove_hidden_characters(self._redact(self.format(record)))}\n")
        sys.stderr.flush()
