"""What can go wrong between the passages and the answer.

AnswerError
  UnknownSourceError    a source was named that is not there
"""


class AnswerError(Exception):
    """Root of everything ``bot`` raises on purpose. The message is one sentence with the remedy in it."""


class UnknownSourceError(AnswerError):
    """A source was named that is not in the index."""

    def __init__(self, source_id: str) -> None:
        super().__init__(f"There is no source {source_id!r} in the index: `footnote sources` lists those there are.")
