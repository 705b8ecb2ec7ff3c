"""What the bot says: frozen, and always with what entitles it to say so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from index import Chunk, Passage, Source

AnswerLanguage = Literal["en", "zh"]


class Reason(StrEnum):
    """Why a question is not answered."""

    NO_EVIDENCE = "no_evidence"
    INVALID_QUESTION = "invalid_question"  # of a batch: there is nothing in it to ask, or too much


@dataclass(frozen=True, slots=True)
class Citation:
    """A label ``[n]`` the reader sees, the chunk behind it, and the exact words it rests on.

    ``start`` and ``end`` are the quote's place in the source's text; the quote stands in ``chunk.text``.
    """

    label: int
    chunk: Chunk
    source: Source
    quote: str
    start: int
    end: int

    @property
    def speaker(self) -> str | None:
        """Who says the quoted words, where the source tells."""
        return self.chunk.speaker_at(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says, and the passages that entitle it to say so.

    ``citations`` holds only passages the text refers to, in order of first mention. An answer without any
    is the corpus being silent: ``reason`` says why, ``nearest`` what comes closest.
    """

    question: str
    language: AnswerLanguage
    text: str
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    engine: str
    reason: Reason | None = None
    nearest: tuple[Source, ...] = ()
    milliseconds: float = 0.0

    @property
    def is_refused(self) -> bool:
        """Whether the sources were found silent."""
        return self.reason is not None
