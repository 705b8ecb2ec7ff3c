"""The texts of errors in the language of the person. Pure."""

from functools import lru_cache

from bot.answers import AnswerLanguage
from bot.discord_app.cards.command_mentions import CommandStrings
from bot.errors import DateError, EmptyPeriodError, QueueFullError, RateLimitError, UnknownSourceError, UploadError
from bot.service import LARGEST_BYTES, UPLOAD_SUFFIXES
from bot.strings import Strings
from index import (
    DataFolderError,
    EmbedderMismatchError,
    EmbedderUnavailableError,
    IndexConflictError,
    IndexDamagedError,
    IndexNotBuiltError,
    QueryError,
    QueryTooLongError,
    ReindexStoppedError,
    SourcesMissingError,
)

_TRADITIONAL = ("zh-TW", "zh-HK")
# The text of each error that has no values to fill in.
_PLAIN_TEXTS: dict[type[Exception], str] = {
    IndexNotBuiltError: "error-index-missing",
    SourcesMissingError: "error-sources-missing",
    EmbedderMismatchError: "error-index-other-model",
    EmbedderUnavailableError: "error-model",
    IndexConflictError: "error-index-conflict",
    IndexDamagedError: "error-index-damaged",
    DataFolderError: "error-index-damaged",
    ReindexStoppedError: "reindex-stopped",
    EmptyPeriodError: "error-period",
    QueryError: "error-no-words",
}


def error_text(error: BaseException, strings: Strings) -> str | None:
    """The text of an error, or None for an error that nobody expected."""
    if isinstance(error, QueryTooLongError):
        return strings("error-too-long", count=error.count, most=error.most, unit=error.unit)
    if isinstance(error, RateLimitError):
        return strings("error-too-often", seconds=round(error.seconds))
    if isinstance(error, QueueFullError):
        return strings("error-busy", waiting=error.waiting)
    if isinstance(error, UnknownSourceError):
        return strings("error-unknown-source", source=error.source_id[:100])
    if isinstance(error, DateError):
        return strings("error-day", text=error.text)
    if isinstance(error, UploadError):
        return strings(
            "error-upload", problem=error.problem, types=", ".join(UPLOAD_SUFFIXES), most=LARGEST_BYTES // 2**20
        )
    key = next((key for kind, key in _PLAIN_TEXTS.items() if isinstance(error, kind)), None)
    return strings(key) if key else None


def strings_for(language: AnswerLanguage | str, locale: str = "") -> Strings:
    """The texts in a language or locale. Chinese is in traditional characters where the person's Discord is."""
    if not language.startswith("zh"):
        return _open_strings("en")
    is_traditional = language in _TRADITIONAL or (language == "zh" and locale in _TRADITIONAL)
    return _open_strings("zh-TW" if is_traditional else "zh-CN")


@lru_cache(maxsize=4)
def _open_strings(locale: str) -> Strings:
    return CommandStrings(locale)
