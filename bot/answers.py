"""What the bot says: frozen, and always with what entitles it to say so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from index import Chunk, Passage, Source

AnswerLanguage = Literal["en", "zh"]


class Reason(StrEnum):
    """Why a question is not answered."""

    NO_EVIDENCE = "no_evidence"
    UNSUPPORTED = "unsupported"  # something was written, and nothing of it stands in the passages it cites
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
class Usage:
    """The tokens chat models read and wrote, over all they were asked for an answer."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    is_estimated: bool = False

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.is_estimated or other.is_estimated,
        )


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
    usage: Usage = Usage()

    @property
    def is_refused(self) -> bool:
        """Whether the sources were found silent."""
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked earlier in a conversation, as it was typed, and what was answered."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and in which conversation. Every front end makes its own.

    ``community_id`` is the community whose own sources may be read beside the shared ones: on Discord a server, None in
    a direct message. ``conversation_id`` is where earlier questions count: on Discord a channel or thread. ``reads_all``
    is for the operator at the terminal.
    """

    community_id: int | None
    conversation_id: int
    user_id: int
    reads_all: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a summary and the labels of the citations it rests on.

    A quoted point is a source's own words, verbatim. In a written one labels may stand among the words, each behind what
    it bears out: ``labelled`` has them there, ``text`` has none.
    """

    text: str
    labels: tuple[int, ...]
    labelled: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What one source, all sources, or the sources on a topic say, in points; each is cited.

    ``source_id`` is None unless one source was summed up. ``note`` tells where words are not in ``language``.
    Without any point the sources are silent: ``reason`` says so, ``note`` puts it into words.
    """

    source_id: str | None
    language: AnswerLanguage
    points: tuple[Point, ...]
    citations: tuple[Citation, ...]
    engine: str
    note: str = ""
    reason: Reason | None = None
    milliseconds: float = 0.0
    usage: Usage = Usage()

    @property
    def text(self) -> str:
        """The note, if there is one, and each point with its labels, on lines of their own."""
        return "\n".join([*filter(None, [self.note]), *map(self._line, self.points)])

    def as_answer(self, topic: str = "") -> Answer:
        """The summary in the shape answers are kept and shown in, its points marked as such."""
        points = [f"• {self._line(point)}" for point in self.points]
        text = "\n".join([*filter(None, [self.note]), *points])
        return Answer(
            topic, self.language, text, self.citations, (), self.engine, self.reason, milliseconds=self.milliseconds,
            usage=self.usage,
        )  # fmt: skip

    def _line(self, point: Point) -> str:
        if point.labelled:
            return point.labelled
        labels = "".join(f"[{label}]" for label in point.labels)
        return f"{point.text}{labels}" if self.language == "zh" else f"{point.text} {labels}"

    @property
    def is_refused(self) -> bool:
        """Whether the sources were found silent."""
        return self.reason is not None
