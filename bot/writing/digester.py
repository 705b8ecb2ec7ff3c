"""Summaries by a chat model: of all passages at once, or of notes on parts of them (map and reduce). All checked."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from bot.answers import AnswerLanguage, Citation, Point, Usage
from bot.errors import ChatModelError
from bot.writing.checked_writer import CheckedWriter
from bot.writing.drafts import CheckedDraft, find_labels, remove_labels, renumber_labels
from bot.writing.prompt_filling import sanitize_line_for_prompt
from index import Passage

# Notes on one part at most, and rounds of merging them before the rest is left out. Set by hand.
_MOST_NOTES, _MOST_ROUNDS = 12, 4
_BULLET = regex.compile(r"^\s*(?:[-*•·]|\d{1,3}[.)、．])\s+")


@dataclass(frozen=True, slots=True)
class Digest:
    """A summary's points, the citations behind their labels, and the number of unsupported sentences left out.

    Without points the passages said nothing on the subject, or supported nothing of what was written.
    """

    points: tuple[Point, ...]
    citations: tuple[Citation, ...]
    dropped: int
    usage: Usage


class Digester(CheckedWriter):
    """Sums up passages with a chat model. Blocks while it writes."""

    def parts(self, passages: Sequence[Passage], *, subject: str, language: AnswerLanguage) -> int:
        """In how many parts the model would read the passages."""
        subject = sanitize_line_for_prompt(subject)
        return len(self._writer.batches("map", passages, language, subject=subject, points=_MOST_NOTES))

    def digest(self, passages: Sequence[Passage], *, subject: str, language: AnswerLanguage, points: int) -> Digest:
        """At most so many points in a language, each supported by its citations. Raises ChatModelError."""
        subject = sanitize_line_for_prompt(subject)
        if len(self._writer.batches("summary", passages, language, subject=subject, points=points)) <= 1:
            began = time.perf_counter()
            draft = self._writer.draft("summary", passages, language, subject=subject, points=points)
            checked, asked = self._check(draft.text, passages, language, began=began)
            return _digest(checked, points, draft.usage + asked)
        notes = _Notes()
        try:
            self._take_notes(notes, passages, subject=subject, language=language)
            return self._merge_notes(notes, subject=subject, language=language, points=points)
        except ChatModelError as error:
            error.usage += notes.usage
            raise

    def _take_notes(
        self, notes: "_Notes", passages: Sequence[Passage], *, subject: str, language: AnswerLanguage
    ) -> None:
        """Add the supported notes on each part of the passages."""
        waiting = list(passages)
        while waiting:
            draft = self._writer.draft("map", waiting, language, subject=subject, points=_MOST_NOTES)
            notes.usage += draft.usage
            checked, _ = self._check(draft.text, draft.passages, language)
            notes.add(checked, draft.passages)
            waiting = waiting[len(draft.passages) :]

    def _merge_notes(self, notes: "_Notes", *, subject: str, language: AnswerLanguage, points: int) -> Digest:
        """The digest of the notes: of as many as the model can read, then of the result and the rest."""
        checked = CheckedDraft("", (), 0)
        for _ in range(_MOST_ROUNDS if notes.lines else 0):
            began = time.perf_counter()
            text, usage, count = self._writer.rewrite_notes(
                "reduce", notes.lines, language, subject=subject, points=points
            )
            rest = notes.lines[count:]
            # A second opinion on the last text alone: notes are merged and checked again.
            checked, asked = self._check(text, notes.passages, language, began=None if rest else began)
            notes.usage += usage + asked
            if not rest:
                break
            notes.lines = []
            notes.add(checked, notes.passages)
            notes.lines += rest
        return _digest(checked, points, notes.usage)


class _Notes:
    """Notes, one a line, with labels that number ``passages`` from 1, and the tokens they took."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.passages: list[Passage] = []
        self.usage = Usage()

    def add(self, checked: CheckedDraft, passages: Sequence[Passage]) -> None:
        """Add the lines of a checked draft, its labels renumbered for these notes."""
        of_chunk = {passage.chunk.id: passage for passage in passages}
        cited_passages = {c.label: of_chunk[c.chunk.id] for c in checked.citations}
        for passage in cited_passages.values():
            if passage not in self.passages:
                self.passages.append(passage)
        number = {label: self.passages.index(passage) + 1 for label, passage in cited_passages.items()}
        text = renumber_labels(checked.text, number)
        self.lines += [line for line in text.splitlines() if find_labels(line)]


def _digest(checked: CheckedDraft, points: int, usage: Usage) -> Digest:
    """The first points of a checked text, and the citations they refer to, renumbered."""
    written = list(_points(checked.text))[:points]
    number = {label: i for i, label in enumerate(dict.fromkeys(n for point in written for n in point.labels), start=1)}
    renumbered = tuple(
        Point(
            point.text,
            tuple(number[label] for label in point.labels),
            renumber_labels(point.labelled, number),
        )
        for point in written
    )
    citations = {c.label: c for c in checked.citations}
    kept = tuple(replace(citations[label], label=i) for label, i in number.items())
    return Digest(renumbered, kept, checked.dropped, usage)


def _points(text: str) -> Iterator[Point]:
    """Each line with a label as a point, without its bullet."""
    for line in text.splitlines():
        labelled = _BULLET.sub("", line).strip()
        labels = tuple(dict.fromkeys(find_labels(labelled)))
        if labels:
            yield Point(remove_labels(labelled).strip(), labels, labelled)
