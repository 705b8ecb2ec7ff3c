"""Askers, answers, summaries and citations: the frozen data that the rooms exchange."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from index import Chunk, Passage, Source, url_of_location

AnswerLanguage = Literal["en", "zh"]

# The engine of answers and summaries that quote the sources' own sentences.
EXTRACTIVE_ENGINE = "extractive"


class Reason(StrEnum):
    """Why a question is not answered."""

    NO_EVIDENCE = "no_evidence"
    UNSUPPORTED = "unsupported"  # an answer was written, but the passages it cites support none of it
    INVALID_QUESTION = "invalid_question"  # in a batch: an empty question, or one that is too long
    NEEDS_CONTEXT = "needs_context"  # a follow-up that follows nothing: it is asked back
    SMALL_TALK = "small_talk"  # a greeting, thanks: it asks nothing of the sources


@dataclass(frozen=True, slots=True)
class Citation:
    """A label ``[n]``, the chunk it refers to, and the exact words that support the answer.

    ``start`` and ``end`` are positions in the source's text. The quote is part of ``chunk.text``. ``also_in`` are other
    sources that hold the same words.
    """

    label: int
    chunk: Chunk
    source: Source
    quote: str
    start: int
    end: int
    also_in: tuple[Source, ...] = ()

    @property
    def speaker(self) -> str | None:
        """Who says the quoted words, or None where the source does not say."""
        return self.chunk.speaker_at(self.start, self.end)

    @property
    def location(self) -> str | None:
        """Where in its file the quote stands, such as ``page 4`` or ``12:41``, or None where there is nothing to say."""
        return self.chunk.location_at(self.start, self.end)

    @property
    def url(self) -> str | None:
        """The address of the source, at the moment or page of the quote where addresses can say so."""
        return url_of_location(self.source.url, self.location)


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens that chat models read and wrote for an answer, over all requests."""

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
class WeighedSentence:
    """A sentence that was weighed for an answer. ``rank`` is that of its passage in the search, from 1.

    ``probability`` is that it is the one that answers; those of all sentences and of none add up to one. ``reading`` is
    what the reader alone makes of it, None where it was not read; ``meaning`` its similarity to the question; ``words``
    the share of the question's words that it covers.
    """

    text: str
    source: Source
    rank: int
    probability: float
    reading: float | None
    meaning: float | None
    words: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How it came to an answer or a refusal.

    ``sentences`` are the most probable ones. ``best`` is the probability of the best against none, ``none`` that nothing found
    answers. It is answered (``is_sufficient``) if ``best`` is above ``threshold`` or ``none`` below ``none_threshold``.
    ``steps`` are milliseconds by the name of the step: search, weigh, answer. ``denied`` are those of an ``Answer``.
    """

    sentences: tuple[WeighedSentence, ...]
    none: float
    best: float
    threshold: float
    none_threshold: float
    is_sufficient: bool
    steps: tuple[tuple[str, float], ...] = ()
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its evidence, or a refusal.

    ``citations`` has only what the text refers to, in order of first mention. ``passages`` are the
    retrieved ones. A refusal has no citations: ``reason`` is why, ``nearest`` are the closest sources. ``denied`` are
    sentences of a draft that were left out because the chat model, asked for a second opinion, said no to them.
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
    explanation: Explanation | None = None
    denied: tuple[str, ...] = ()

    @classmethod
    def refused(
        cls, question: str, language: AnswerLanguage, text: str, *, reason: Reason, engine: str,
        passages: tuple[Passage, ...] = (), nearest: tuple[Source, ...] = (), usage: Usage = Usage(),
    ) -> "Answer":  # fmt: skip
        """A refusal: an answer without citations."""
        return cls(question, language, text, (), passages, engine, reason, nearest, usage=usage)

    @property
    def is_refused(self) -> bool:
        """Whether this is a refusal."""
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class ConversationTurn:
    """An earlier question of a conversation, as it was typed, and its answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks, and the conversation. Every front end makes its own from the ids it has.

    ``community_id``: the group whose own sources the asker may read beside the shared ones, or None for none; a server
    on Discord, a tenant behind an HTTP API. ``conversation_id``: where follow-ups refer to earlier questions; a channel
    or thread on Discord. ``user_id``: the person, for limits, budgets and votes. ``reads_all``: may read every source,
    for the operator at the terminal. ``only_sources``: the sources that the conversation is limited to, if any.
    """

    community_id: int | None
    conversation_id: int
    user_id: int
    reads_all: bool = False
    only_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a summary and the labels of its citations.

    A quoted point is a source's own words, verbatim. In a written one labels may be inside the text, each after the
    words it supports: ``labelled`` has these labels, ``text`` has none.
    """

    text: str
    labels: tuple[int, ...]
    labelled: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What one source, all sources, or the sources on a topic say, in cited points.

    ``source_id`` is None unless one source was summed up. A refusal has no points: ``reason`` says why, ``note`` is the
    sentence to show. ``note`` is about the whole summary, ``foreign_note`` about the points after the first ``own_points``,
    whose words are not in ``language``.
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
    foreign_note: str = ""
    own_points: int = 0

    @classmethod
    def refused(cls, language: AnswerLanguage, note: str, *, reason: Reason, engine: str) -> "Summary":
        """A refusal: a summary without points."""
        return cls(None, language, (), (), engine, note, reason)

    @property
    def text(self) -> str:
        """The note, then each point with its labels, one a line; a line stands over those in another language."""
        return "\n".join(self._lines(""))

    def _lines(self, bullet: str) -> list[str]:
        points = [f"{bullet}{self._line(point)}" for point in self.points]
        own, foreign = points[: self.own_points], points[self.own_points :]
        return [*filter(None, [self.note]), *own, *filter(None, [self.foreign_note]), *foreign]

    def as_answer(self, topic: str = "") -> Answer:
        """The summary as an answer, to be kept and shown like one. Its points have bullets."""
        text = "\n".join(self._lines("• "))
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
        """Whether this is a refusal."""
        return self.reason is not None
