"""Errors that ``bot`` raises on purpose.

AnswerError
  UnknownSourceError     no source has the given id
  EmptyPeriodError       no source was published in the given period
  DateError              a text is not a date
  QueueFullError         too many questions are waiting
  RateLimitError         a person or a community asks too often
  UploadError            a file is not accepted as a source, or cannot be deleted
  ReindexCrashedError    the reindex process failed in an unexpected way
  MemoryFileError        the file of the bot's memory is damaged, or of a newer version
  TokenError             there is no Discord token, or Discord cannot be used with it
  MonitorError           metrics cannot be served
  DemoUnavailableError   the simulated Discord is not installed
  DemoPortError          the port of its page is taken
  PromptError            a prompt file is missing or has wrong variables
  ChatModelError         the chat model gave no usable answer
    ChatModelUnavailableError   the endpoint cannot be reached or fails, or is not asked for a while because it failed
    ChatModelTimeoutError       the endpoint sent nothing for too long, or took too long in all
    ChatModelBusyError          the endpoint takes no more requests for now
    ChatModelRefusedError       a content filter refused
    ChatModelKeyError           the endpoint does not accept the key
    ChatModelBudgetError        the account at the endpoint has no credit left
    ChatModelRequestError       the endpoint does not accept the request: unknown model, or too long
      ChatModelContextError       the prompt is longer than the endpoint's context
    ChatModelReplyError         the reply is empty, not in the protocol, or incomplete
      ChatModelBrokenError        the reply broke off
    ChatModelLanguageError      the model wrote in the wrong language twice
    ChatModelUnsupportedError   the passages support nothing of what the model wrote
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar

from bot.answers import Usage

# Suggested ids at most, and how similar their spelling must be (``difflib`` ratio). Set by hand.
_MOST_SUGGESTIONS = 3
_LEAST_SIMILARITY = 0.5


class AnswerError(Exception):
    """Root of the errors that ``bot`` raises on purpose. The message is one sentence with the remedy."""


class UnknownSourceError(AnswerError):
    """No source has the given id. The message suggests the nearest ids."""

    def __init__(self, source_id: str, *, known: Iterable[str] = ()) -> None:
        suggestions = _nearest_ids(source_id, sorted(known))
        hint = f" (did you mean {' or '.join(map(repr, suggestions))}?)" if suggestions else ""
        super().__init__(
            f"There is no source {source_id!r} in the index{hint}: run `footnote sources` to list all sources."
        )
        self.source_id = source_id


def _nearest_ids(source_id: str, known: list[str]) -> list[str]:
    """Ids that contain the typed one, else ids with a similar spelling."""
    containing = [other for other in known if source_id and source_id.casefold() in other.casefold()]
    return (containing or get_close_matches(source_id, known, n=_MOST_SUGGESTIONS, cutoff=_LEAST_SIMILARITY))[
        :_MOST_SUGGESTIONS
    ]


class EmptyPeriodError(AnswerError):
    """No source was published in a period, as far as the sources have dates."""

    def __init__(self, *, since: str, until: str) -> None:
        period = " ".join([f"since {since}" if since else "", f"until {until}" if until else ""]).strip()
        super().__init__(f"No source has a publication date {period}: run `footnote sources` to see the dates.")


class DateError(AnswerError):
    """A text is not a day, a month or a year."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:40]!r} is not a date: write it as 2025-01-31, 2025-01 or 2025.")
        self.text = text[:40]


class QueueFullError(AnswerError):
    """As many questions are waiting as the settings allow."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"The queue is full (questions waiting: {waiting}): ask again in a minute.")
        self.waiting = waiting


class RateLimitError(AnswerError):
    """A person or a community asks more often than the settings allow. ``seconds`` is the time to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many questions in one minute: ask again in {seconds:.0f} s.")
        self.seconds = seconds


_UPLOAD_PROBLEMS = {
    "size": "is empty or too large",
    "type": "has a type that cannot be read: use text, Markdown, HTML or JSON Lines",
    "name": "has a name that cannot be used: rename it",
    "text": "is not text in UTF-8 or GB18030",
    "missing": "is not one of this community's own sources, so it cannot be deleted",
}


class UploadError(AnswerError):
    """A file is not accepted. ``problem`` is ``size``, ``type``, ``name`` or ``text``, or ``missing`` for one to delete."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The file {_UPLOAD_PROBLEMS[problem]}.")
        self.problem = problem


class ReindexCrashedError(AnswerError):
    """The reindex process failed in an unexpected way. Its traceback, where there is one, is a note of the error."""


class MemoryFileError(AnswerError):
    """The file of the bot's memory cannot be used: it is damaged, or of a newer version."""


class TokenError(AnswerError):
    """There is no Discord token, or Discord cannot be used with it."""


class MonitorError(AnswerError):
    """The port for metrics cannot be opened."""


class DemoUnavailableError(AnswerError):
    """The simulated Discord is not installed: it is an optional dependency."""

    def __init__(self, module: str) -> None:
        super().__init__(f"The demo needs the package {module}: run `make demo`, or `pip install 'footnote[demo]'`.")


class DemoPortError(AnswerError):
    """The port of the demo's page is taken."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is in use, perhaps by another demo: choose one with --port, or any with --port 0."
        )


class PromptError(AnswerError):
    """A prompt file is missing or has wrong variables."""


class ChatModelError(AnswerError):
    """The chat model gave no usable answer.

    ``problem`` selects the text that people read. ``is_retryable``: a second request may succeed, after ``retry_after``
    seconds where the endpoint says so. ``is_outage``: the next question may fail in the same way; after several such
    errors the endpoint is not asked for a while. ``usage``: the tokens spent, as far as known. ``denied``: the sentences
    of a draft that were left out for a second opinion.
    """

    problem: ClassVar[str] = "other"
    is_retryable: ClassVar[bool] = False
    is_outage: ClassVar[bool] = False

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.usage = Usage()
        self.denied: tuple[str, ...] = ()


class ChatModelUnavailableError(ChatModelError):
    """The endpoint cannot be reached or fails, or is not asked for a while because it failed."""

    problem, is_retryable, is_outage = "unavailable", True, True


class ChatModelTimeoutError(ChatModelError):
    """The endpoint sent nothing for too long, or took too long in all."""

    problem, is_outage = "timeout", True


class ChatModelBusyError(ChatModelError):
    """The endpoint takes no more requests for now."""

    problem, is_retryable, is_outage = "busy", True, True


class ChatModelRefusedError(ChatModelError):
    """A content filter refused the question, the passages or the answer."""

    problem = "refused"


class ChatModelKeyError(ChatModelError):
    """The endpoint does not accept the key."""


class ChatModelBudgetError(ChatModelError):
    """The account at the endpoint has no credit left."""


class ChatModelRequestError(ChatModelError):
    """The endpoint does not accept the request: it does not know the model, or the request is too long."""


class ChatModelContextError(ChatModelRequestError):
    """The prompt is longer than the endpoint's context. A shorter one may be accepted."""


class ChatModelReplyError(ChatModelError):
    """The reply is empty, not in the protocol, or incomplete."""

    problem, is_outage = "reply", True


class ChatModelBrokenError(ChatModelReplyError):
    """The reply broke off."""


class ChatModelLanguageError(ChatModelError):
    """The model wrote in the wrong language twice."""

    problem = "language"


class ChatModelUnsupportedError(ChatModelError):
    """The passages support nothing of what the model wrote."""

    problem = "unsupported"
