"""What people are told when something does not work, in their language. Pure."""

from bot.answers import AnswerLanguage
from bot.errors import DateError, EmptyPeriodError, QueueFullError, RateLimitError, UnknownSourceError, UploadError
from bot.service import LARGEST_BYTES, UPLOAD_SUFFIXES
from bot.strings import Strings, open_strings
from index import (
    MAX_QUERY_CHARACTERS,
    DataFolderError,
    EmbedderMismatchError,
    EmbedderUnavailableError,
    IndexDamagedError,
    IndexNotBuiltError,
    QueryError,
    ReindexStoppedError,
    SourcesMissingError,
)

_TRADITIONAL = ("zh-TW", "zh-HK")
# Each kind of failure with the text that states it.
_STATED: dict[type[Exception], str] = {
    IndexNotBuiltError: "error-index-missing",
    SourcesMissingError: "error-sources-missing",
    EmbedderMismatchError: "error-index-other-model",
    EmbedderUnavailableError: "error-model",
    IndexDamagedError: "error-index-damaged",
    DataFolderError: "error-index-damaged",
    ReindexStoppedError: "reindex-stopped",
    EmptyPeriodError: "error-period",
}


def error_text(error: BaseException, strings: Strings) -> str | None:
    """What a person is told of a failure, or None where it is none that was expected."""
    if isinstance(error, QueryError):
        return strings("error-question", most=MAX_QUERY_CHARACTERS)
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
    text = next((text for kind, text in _STATED.items() if isinstance(error, kind)), None)
    return strings(text) if text else None


def strings_for(language: AnswerLanguage | str, locale: str = "") -> Strings:
    """The texts to reply with in a language or locale: traditional characters for those whose Discord is set to them."""
    if not language.startswith("zh"):
        return open_strings("en")
    is_traditional = language in _TRADITIONAL or (language == "zh" and locale in _TRADITIONAL)
    return open_strings("zh-TW" if is_traditional else "zh-CN")
