"""Sources as Discord lets one choose them while typing. Pure."""

from collections.abc import Sequence
from hashlib import sha256

from bot.errors import UnknownSourceError
from bot.summaries import published_between, read_day
from index import Source, fold, single_line

_MOST = 25
_LONGEST = 100


def matching_sources(listed: Sequence[tuple[Source, int]], typed: str) -> list[tuple[str, str]]:
    """At most 25 (title, value) pairs whose title or id holds what was typed, whatever its case or script variant."""
    wanted = fold(typed)
    found = [source for source, _ in listed if wanted in fold(f"{source.title} {source.id}")]
    return [
        (single_line(source.title)[:_LONGEST] or single_line(source.id)[:_LONGEST], _value(source.id))
        for source in found[:_MOST]
    ]


def chosen_source_id(listed: Sequence[tuple[Source, int]], value: str) -> str:
    """The id of the source a value stands for, or that has it as its id or title. Raises UnknownSourceError."""
    for source, _ in listed:
        if value in (source.id, _value(source.id)) or fold(value) == fold(source.title):
            return source.id
    raise UnknownSourceError(value)


def source_ids_in_period(
    listed: Sequence[tuple[Source, int]], *, source: str | None, since: str, until: str
) -> list[str]:
    """The ids of the sources in a period, or of the one that was chosen, if it is in it.

    Raises UnknownSourceError, DateError for a day that is none, EmptyPeriodError where there is no such source.
    """
    sources = [found for found, _ in listed]
    if source:
        source_id = chosen_source_id(listed, source)
        sources = [found for found in sources if found.id == source_id]
    if not since and not until:
        return [found.id for found in sources]
    first, last = (read_day(day) if day else "" for day in (since, until))
    return published_between(sources, since=first, until=last)


def _value(source_id: str) -> str:
    return source_id if len(source_id) <= _LONGEST else sha256(source_id.encode()).hexdigest()
