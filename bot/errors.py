"""What can go wrong between the passages and the answer.

AnswerError
  UnknownSourceError    a source was named that is not there
  EmptyPeriodError      no source was published in a period
  DateError              what was given as a day is none
  QueueFullError             too many questions are waiting already
  RateLimitError         somebody asks more often than the settings allow
  UploadError           a file that is not taken in, and why
  ReindexCrashedError        the process of a reindex ended as nobody foresaw
  TokenError            there is no Discord token, or Discord does not accept it
  PromptError           a prompt is not there, or is not filled as it wants to be
  ChatModelError        the chat model gave nothing that can be used
    ChatModelUnavailableError   its endpoint cannot be reached, fails, or failed so often that it is not asked for a while
    ChatModelTimeoutError       it fell silent, or took longer than the settings allow
    ChatModelBusyError          the endpoint takes no more requests for now
    ChatModelRefusedError       its content filter would not have it
    ChatModelKeyError           the endpoint does not accept the key
    ChatModelBudgetError        the account there has nothing left
    ChatModelRequestError       the endpoint does not take the request, for the name of the model or its length
    ChatModelReplyError         what came back is no answer: empty, not in the protocol, or broken off
    ChatModelLanguageError      it was asked twice and did not write in the language it was to write in
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar

from bot.answers import Usage

_NEAREST = 3
_ALIKE = 0.5


class AnswerError(Exception):
    """Root of everything ``bot`` raises on purpose. The message is one sentence with the remedy in it."""


class UnknownSourceError(AnswerError):
    """A source was named that is not in the index; the message names those with the nearest ids."""

    def __init__(self, source_id: str, *, known: Iterable[str] = ()) -> None:
        near = _nearest(source_id, sorted(known))
        meant = f" (did you mean {' or '.join(map(repr, near))}?)" if near else ""
        super().__init__(
            f"There is no source {source_id!r} in the index{meant}: `footnote sources` lists those there are."
        )
        self.source_id = source_id


def _nearest(source_id: str, known: list[str]) -> list[str]:
    """Ids that hold what was typed, else ids spelt like it."""
    holding = [other for other in known if source_id and source_id.casefold() in other.casefold()]
    return (holding or get_close_matches(source_id, known, n=_NEAREST, cutoff=_ALIKE))[:_NEAREST]


class EmptyPeriodError(AnswerError):
    """No source states that it was published in a period."""

    def __init__(self, *, since: str, until: str) -> None:
        period = " ".join([f"since {since}" if since else "", f"until {until}" if until else ""]).strip()
        super().__init__(f"No source was published {period}: `footnote sources` lists the dates that sources state.")


class DateError(AnswerError):
    """What was given as a day, month or year is none."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:40]!r} is no day: write 2025-01-31, 2025-01 or 2025.")
        self.text = text[:40]


class QueueFullError(AnswerError):
    """More questions wait than the settings allow."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} questions are waiting already: ask again in a minute.")
        self.waiting = waiting


class RateLimitError(AnswerError):
    """Somebody asks more often than the settings allow; ``seconds`` says when the next question is welcome."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many questions: the next one is welcome in {seconds:.0f} s.")
        self.seconds = seconds


class UploadError(AnswerError):
    """A file that is not taken in; ``problem`` is ``size``, ``type``, ``name``, ``text`` or ``missing``."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The file is not taken in: {problem}.")
        self.problem = problem


class ReindexCrashedError(AnswerError):
    """The process of a reindex ended as nobody foresaw; its own traceback, if it left one, is a note."""


class TokenError(AnswerError):
    """There is no Discord token, or Discord does not accept it."""


class DemoUnavailableError(AnswerError):
    """The simulated Discord cannot be imported: an optional dependency is missing."""

    def __init__(self, module: str) -> None:
        super().__init__(f"The demo needs {module}: run `make demo`, or `pip install 'footnote[demo]'`.")


class PromptError(AnswerError):
    """A prompt is not there, or is not filled as it wants to be."""


class ChatModelError(AnswerError):
    """The chat model gave nothing that can be used.

    ``problem`` names the kind for the texts people read. ``is_retryable``: asking once more may help,
    after ``retry_after`` seconds where the endpoint says so. ``usage`` is what was spent all the same, as far as is known.
    ``is_outage``: so may the next question fare, so that after a few the endpoint is left alone for a while.
    """

    problem: ClassVar[str] = "other"
    is_retryable: ClassVar[bool] = False
    is_outage: ClassVar[bool] = False

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.usage = Usage()


class ChatModelUnavailableError(ChatModelError):
    """Its endpoint cannot be reached, fails, or failed so often that it is not asked for a while."""

    problem, is_retryable, is_outage = "unavailable", True, True


class ChatModelTimeoutError(ChatModelError):
    """It fell silent, or took longer than the settings allow."""

    problem, is_outage = "timeout", True


class ChatModelBusyError(ChatModelError):
    """The endpoint takes no more requests for now."""

    problem, is_retryable, is_outage = "busy", True, True


class ChatModelRefusedError(ChatModelError):
    """A content filter would not have the question, the passages or the answer."""

    problem = "refused"


class ChatModelKeyError(ChatModelError):
    """The endpoint does not accept the key."""


class ChatModelBudgetError(ChatModelError):
    """The account at the endpoint has nothing left."""


class ChatModelRequestError(ChatModelError):
    """The endpoint does not take the request: it does not know the model, or the request is too long."""


class ChatModelReplyError(ChatModelError):
    """What came back is no answer: empty, not in the protocol, or broken off."""

    problem, is_outage = "reply", True


class ChatModelLanguageError(ChatModelError):
    """It was asked twice and did not write in the language it was to write in."""

    problem = "language"
