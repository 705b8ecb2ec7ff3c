"""The sources, documents, chunks and passages of the index. All are frozen."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from index.locations import join_locations
from index.reports import LeftOut, Omission
from index.text import Language, Span

_FIRST_CHARACTERS = 1000  # that may hold the headings which open a chunk
_SEPARATOR, _HEADING_SEPARATOR = " · ", " › "


class Role(StrEnum):
    """What a section of a page is."""

    ARTICLE = "article"
    TRANSCRIPT = "transcript"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Source:
    """One work in the corpus, with the metadata that its page states. Nothing is guessed."""

    id: str
    title: str
    path: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO 8601 date
    url: str | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of one speaker: ``text[start:end]`` are the words, without the name before them."""

    speaker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where ``text[start:end]`` stands in the file, as people say it: ``page 4``, ``sheet Prices, row 12``, ``12:41``."""

    location: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document in one language and one role.

    ``title`` is the heading over it, ``path`` the headings above that one, from the highest down. ``units`` are the spans
    that chunks keep whole where they fit: lists, tables and blocks of code, with the line that introduces them.
    """

    role: Role
    language: Language
    start: int
    end: int
    title: str | None = None
    turns: tuple[Turn, ...] = ()
    places: tuple[Place, ...] = ()
    path: tuple[str, ...] = ()
    units: tuple[Span, ...] = ()

    @property
    def label(self) -> str:
        """How a citation names the section: ``transcript``, ``article · Billing › Refunds``."""
        headings = [heading for heading in (*self.path, self.title) if heading]
        return _SEPARATOR.join([self.role, _HEADING_SEPARATOR.join(headings)]) if headings else str(self.role)


@dataclass(frozen=True, slots=True)
class Document:
    """A source's cleaned text as printed, the sections it falls into, in order, and what was left out."""

    source: Source
    text: str
    sections: tuple[Section, ...]
    heading: str = ""  # the title, where the page states one; it is indexed above every chunk
    left_out: tuple[LeftOut, ...] = ()

    @property
    def omission(self) -> Omission:
        """How much was left out, and by which rules."""
        characters: Counter[str] = Counter()
        for line in self.left_out:
            characters[line.rule] += len(line.text)
        lost = characters.total()
        share = lost / (lost + len(self.text)) if lost else 0.0
        return Omission(self.source.id, share, tuple(characters.most_common()))

    @property
    def content_hash(self) -> str:
        """A hash of everything a reader or a search could notice: text, sections and metadata."""
        return sha256(repr((self.source, self.text, self.sections, self.heading)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Chunk:
    """An exact slice of a document: ``document.text[start:end] == text``."""

    id: str
    source_id: str
    start: int
    end: int
    text: str
    language: Language
    section: str
    turns: tuple[Turn, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings over the chunk, from the highest down, without the title of its page."""
        path = self.section.partition(_SEPARATOR)[2]
        return tuple(path.split(_HEADING_SEPARATOR)) if path else ()

    def speaker_at(self, start: int, end: int) -> str | None:
        """The speaker of ``document.text[start:end]``, or None where there is none or more than one."""
        speakers = {turn.speaker for turn in self.turns if turn.start < end and start < turn.end}
        return speakers.pop() if len(speakers) == 1 else None

    @property
    def location(self) -> str | None:
        """Where in its file the chunk stands."""
        return self.location_at(self.start, self.end)

    @property
    def speaker(self) -> str | None:
        """The speaker of the whole chunk, if it is one person."""
        return self.speaker_at(self.start, self.end)

    def location_at(self, start: int, end: int) -> str | None:
        """Where in its file ``document.text[start:end]`` stands, or None where the format has no pages, rows or times."""
        found = [place.location for place in self.places if place.start < end and start < place.end]
        return join_locations(found[0], found[-1]) if found else None


def headings_over(chunk: Chunk) -> tuple[str, ...]:
    """The headings over a chunk that do not stand in its first lines already."""
    first_lines = chunk.text[:_FIRST_CHARACTERS].splitlines()
    return tuple(heading for heading in chunk.headings if heading not in first_lines)


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk retrieved for a question, with its source and its scores.

    ``meaning`` is a cosine similarity, ``words`` a BM25 score (0 where no word matches); ``score`` is the fused score and
    compares passages of one query only. ``also_in`` are other sources that hold the same words.
    """

    chunk: Chunk
    source: Source
    score: float
    meaning: float
    words: float
    also_in: tuple[Source, ...] = ()
