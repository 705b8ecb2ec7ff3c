"""What a reindex covers, what it leaves out of the files, and what it reports."""

from dataclasses import dataclass, field
from enum import StrEnum


class Rule(StrEnum):
    """Why a line of a file was left out of its document."""

    LINK_BAR = "link-bar"
    CAPTION = "caption"
    NOTICE = "notice"
    RELATED = "related"
    OVER_TEXT = "over-text"
    SHORT_LINE = "short-line"
    PAGE_FRAME = "page-frame"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of a file that is not in its document, and the rule that left it out."""

    rule: Rule
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Omission:
    """How much of a source was left out: the share of its characters, 0 to 1, and the characters by rule, most first."""

    source_id: str
    share: float
    characters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceScope:
    """Which sources a reindex covers, by the beginning of their ids; all of them where both are empty.

    ``only``: beginnings of which a covered id has one. ``without``: beginnings that no covered id has.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def covers(self, source_id: str) -> bool:
        """Whether a source is covered."""
        return (not self.only or source_id.startswith(self.only)) and not source_id.startswith(self.without)

    @property
    def is_everything(self) -> bool:
        """Whether all sources are covered."""
        return not (self.only or self.without)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file whose sources are in the index, in the state in which it was read; ``is_read`` says whether it was now."""

    path: str
    state: str
    source_ids: tuple[str, ...]
    omissions: tuple[Omission, ...] = ()
    is_read: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """What a reindex did, or with a dry run would do, by source id."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    chunks: int = 0
    embedded: int = 0
    seconds: float = field(default=0.0, compare=False)
    omissions: tuple[Omission, ...] = ()  # of all sources that lack something, most first
