"""Sources as the choices of a command option, and the source a person chose. Pure."""

from collections.abc import Sequence
from hashlib import sha256

from bot.errors import UnknownSourceError
from bot.summaries import published_between, read_day
from index import Source, fold, single_line

# Discord's limits for the choices of an option.
_MOST_CHOICES = 25
_LONGEST_CHOICE = 100


def matching_sources(listed: Sequence[tuple[Source, int]], typed: str) -> list[tuple[str, str]]:
    """At most 25 (title, value) pairs whose title or id contains the typed text; case and script variant do not matter."""
    part = fold(typed)
    found = [source for source, _ in listed if part in fold(f"{source.title} {source.id}")]
    return [choice_of(source) for source in found[:_MOST_CHOICES]]


def choice_of(source: Source) -> tuple[str, str]:
    """The (title, value) of a source."""
    title = single_line(source.title)[:_LONGEST_CHOICE] or single_line(source.id)[:_LONGEST_CHOICE]
    return title, choice_value(source.id)


def chosen_source_id(listed: Sequence[tuple[Source, int]], value: str) -> str:
    """The id of the source that a choice stands for, or whose id or title was typed. Raises UnknownSourceError."""
    for source, _ in listed:
        if value in (source.id, choice_value(source.id)) or fold(value) == fold(source.title):
            return source.id
    raise UnknownSourceError(value)


def source_ids_in_period(
    listed: Sequence[tuple[Source, int]], *, source: str | None, since: str, until: str
) -> list[str]:
    """The ids of the sources in a period, or of the chosen source where it is in the period.

    Raises UnknownSourceError, DateError for a text that is not a date, EmptyPeriodError where no source is left.
    """
    sources = [found for found, _ in listed]
    if source:
        source_id = chosen_source_id(listed, source)
        sources = [found for found in sources if found.id == source_id]
    if not since and not until:
        return [found.id for found in sources]
    first, last = (read_day(day) if day else "" for day in (since, until))
    return published_between(sources, since=first, until=last)


def choice_value(source_id: str) -> str:
    """The value that stands for a source in a choice: its id, or a hash of one that is too long."""
    return source_id if len(source_id) <= _LONGEST_CHOICE else sha256(source_id.encode()).hexdigest()
