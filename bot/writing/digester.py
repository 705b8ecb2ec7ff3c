"""Passages summed up by a chat model: at once, or in parts first (map) and then the notes on these (reduce); all checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from bot.answers import AnswerLanguage, Citation, Point, Usage
from bot.errors import ChatModelError
from bot.evidence import Grounding
from bot.writing.citations import CheckedDraft, cite_draft
from bot.writing.writer import Writer
from index import Passage

# Notes on one part, and how often notes may be put together before the rest of them is let go.
_NOTES, _ROUNDS = 12, 4
_LABEL = regex.compile(r"\[(\d+)\]")
_LABELS = regex.compile(r"\s*(?:\[\d+\])+")
_BULLET = regex.compile(r"^\s*(?:[-*•·]|\d{1,3}[.)、．])\s+")


@dataclass(frozen=True, slots=True)
class Digest:
    """What passages come down to: points with the citations behind their labels, and how many sentences were left out.

    Without points there was nothing to say, or nothing that the passages bear out.
    """

    points: tuple[Point, ...]
    citations: tuple[Citation, ...]
    dropped: int
    usage: Usage


class Digester:
    """Sums up passages with a chat model. Blocks for as long as that takes."""

    def __init__(self, *, writer: Writer, grounding: Grounding) -> None:
        self._writer = writer
        self._grounding = grounding

    @property
    def name(self) -> str:
        """The name of the model that writes."""
        return self._writer.name

    def parts(self, passages: Sequence[Passage], *, subject: str, language: AnswerLanguage) -> int:
        """In how many parts the passages would be read."""
        return len(self._writer.batches("map", passages, language, subject=subject, points=_NOTES))

    def digest(self, passages: Sequence[Passage], *, subject: str, language: AnswerLanguage, points: int) -> Digest:
        """At most so many points in a language, each with what bears it out. Raises ChatModelError."""
        if len(self._writer.batches("summary", passages, language, subject=subject, points=points)) <= 1:
            draft = self._writer.draft("summary", passages, language, subject=subject, points=points)
            return _digest(self._checked(draft.text, passages, language), points, draft.usage)
        notes = _Notes()
        try:
            self._take_notes(notes, passages, subject=subject, language=language)
            return self._reduced(notes, subject=subject, language=language, points=points)
        except ChatModelError as error:
            error.usage += notes.usage
            raise

    def _take_notes(
        self, notes: "_Notes", passages: Sequence[Passage], *, subject: str, language: AnswerLanguage
    ) -> None:
        """Add what the passages bear out of the notes on each part."""
        waiting = list(passages)
        while waiting:
            draft = self._writer.draft("map", waiting, language, subject=subject, points=_NOTES)
            notes.usage += draft.usage
            notes.add(self._checked(draft.text, draft.passages, language), draft.passages)
            waiting = waiting[len(draft.passages) :]

    def _reduced(self, notes: "_Notes", *, subject: str, language: AnswerLanguage, points: int) -> Digest:
        """What is made of the notes; where they are too many to be read at once, of some, then of that and the rest."""
        checked = CheckedDraft("", (), 0, 0)
        for _ in range(_ROUNDS if notes.lines else 0):
            text, usage, count = self._writer.rewrite("reduce", notes.lines, language, subject=subject, points=points)
            notes.usage += usage
            checked = self._checked(text, notes.passages, language)
            rest = notes.lines[count:]
            if not rest:
                break
            notes.lines = []
            notes.add(checked, notes.passages)
            notes.lines += rest
        return _digest(checked, points, notes.usage)

    def _checked(self, text: str, passages: Sequence[Passage], language: AnswerLanguage) -> CheckedDraft:
        return cite_draft(text, passages, grounding=self._grounding, language=language)


class _Notes:
    """Notes, one a line, their labels numbering the passages they rest on from 1, and what it took to take them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.passages: list[Passage] = []
        self.usage = Usage()

    def add(self, checked: CheckedDraft, passages: Sequence[Passage]) -> None:
        """Add what was borne out by the passages, under the numbers the passages have among these notes."""
        of_chunk = {passage.chunk.id: passage for passage in passages}
        cited_passages = {c.label: of_chunk[c.chunk.id] for c in checked.citations}
        for passage in cited_passages.values():
            if passage not in self.passages:
                self.passages.append(passage)
        number = {label: self.passages.index(passage) + 1 for label, passage in cited_passages.items()}
        text = _LABEL.sub(lambda label: f"[{number[int(label[1])]}]", checked.text)
        self.lines += [line for line in text.splitlines() if _LABEL.search(line)]


def _digest(checked: CheckedDraft, points: int, usage: Usage) -> Digest:
    """The first points of a text that was checked, and the citations they refer to, numbered anew."""
    told = list(_points(checked.text))[:points]
    number = {label: i for i, label in enumerate(dict.fromkeys(n for point in told for n in point.labels), start=1)}
    renumbered = tuple(
        Point(
            point.text,
            tuple(number[label] for label in point.labels),
            _LABEL.sub(lambda label: f"[{number[int(label[1])]}]", point.labelled),
        )
        for point in told
    )
    citations = {c.label: c for c in checked.citations}
    kept = tuple(replace(citations[label], label=i) for label, i in number.items())
    return Digest(renumbered, kept, checked.dropped, usage)


def _points(text: str) -> Iterator[Point]:
    """Each line with a label as a point, without its bullet."""
    for line in text.splitlines():
        labelled = _BULLET.sub("", line).strip()
        labels = tuple(dict.fromkeys(int(label) for label in _LABEL.findall(labelled)))
        if labels:
            yield Point(_LABELS.sub("", labelled).strip(), labels, labelled)
