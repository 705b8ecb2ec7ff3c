"""What can go wrong between the passages and the answer.

AnswerError
  UnknownSourceError    a source was named that is not there
"""

from collections.abc import Iterable
from difflib import get_close_matches

_NEAREST = 3
_ALIKE = 0.5


class AnswerError(Exception):
    """Root of everything ``bot`` raises on purpose. The message is one sentence with the remedy in it."""


class UnknownSourceError(AnswerError):
    """A source was named that is not in the index; the message names those with the nearest ids."""

    def __init__(self, source_id: str, *, known: Iterable[str]) -> None:
        near = _nearest(source_id, sorted(known))
        meant = f" (did you mean {' or '.join(map(repr, near))}?)" if near else ""
        super().__init__(
            f"There is no source {source_id!r} in the index{meant}: `footnote sources` lists those there are."
        )


def _nearest(source_id: str, known: list[str]) -> list[str]:
    """Ids that hold what was typed, else ids spelt like it."""
    holding = [other for other in known if source_id and source_id.casefold() in other.casefold()]
    return (holding or get_close_matches(source_id, known, n=_NEAREST, cutoff=_ALIKE))[:_NEAREST]
