"""What can go wrong between the passages and the answer.

AnswerError
  UnknownSourceError    a source was named that is not there
  BusyError             too many questions are waiting already
  TooOftenError         somebody asks more often than the settings allow
  UploadError           a file that is not taken in, and why
  BrokenOffError        the process of a reindex ended as nobody foresaw
  TokenError            there is no Discord token, or Discord does not accept it
"""

from collections.abc import Iterable
from difflib import get_close_matches

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


class BusyError(AnswerError):
    """More questions wait than the settings allow."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} questions are waiting already: ask again in a minute.")
        self.waiting = waiting


class TooOftenError(AnswerError):
    """Somebody asks more often than the settings allow; ``seconds`` says when the next question is welcome."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many questions: the next one is welcome in {seconds:.0f} s.")
        self.seconds = seconds


class UploadError(AnswerError):
    """A file that is not taken in; ``problem`` is ``size``, ``type``, ``name``, ``text`` or ``missing``."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The file is not taken in: {problem}.")
        self.problem = problem


class BrokenOffError(AnswerError):
    """The process of a reindex ended as nobody foresaw; its own traceback, if it left one, is a note."""


class TokenError(AnswerError):
    """There is no Discord token, or Discord does not accept it."""
