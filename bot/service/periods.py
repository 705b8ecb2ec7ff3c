"""Which sources were published in a period."""

from collections.abc import Iterable
from datetime import date
from unicodedata import normalize

import regex

from bot.errors import DayError, EmptyPeriodError
from index import Source

_DAY = regex.compile(r"(?P<year>\d{4})(?:[-/.年](?P<month>\d\d?)(?:[-/.月](?P<day>\d\d?)日?|月?)|年?)")


def read_day(text: str) -> str:
    """A day, month or year as ISO 8601 writes it: ``2025年1月31日`` is ``2025-01-31``, ``2025/1`` is ``2025-01``.

    Raises DayError for anything else.
    """
    match = _DAY.fullmatch(normalize("NFKC", text).strip())
    parts = [part for part in match.group("year", "month", "day") if part] if match else []
    try:
        date(*map(int, [*parts, "1", "1"][:3]))
    except (TypeError, ValueError):
        raise DayError(text) from None
    return "-".join(part.zfill(2) for part in parts)


def published_between(sources: Iterable[Source], *, since: str = "", until: str = "") -> list[str]:
    """The ids of the sources published in a period, its first and last day, month or year included.

    Sources that state no date are in none. Raises EmptyPeriodError where there are none.
    """
    ids = [source.id for source in sources if source.published and _is_between(source.published, since, until)]
    if not ids:
        raise EmptyPeriodError(since=since, until=until)
    return ids


def _is_between(published: str, since: str, until: str) -> bool:
    return published[: len(since)] >= since and (not until or published[: len(until)] <= until)
