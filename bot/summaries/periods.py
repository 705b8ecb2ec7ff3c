"""Which sources were published in a period."""

from collections.abc import Iterable
from unicodedata import normalize

from bot.errors import DateError, EmptyPeriodError
from index import Source, parse_iso_date


def read_day(text: str) -> str:
    """A day, month or year as ISO 8601 writes it: ``2025年1月31日`` is ``2025-01-31``, ``2025/1`` is ``2025-01``.

    Raises DateError for anything else.
    """
    day = parse_iso_date(normalize("NFKC", text).strip())
    if day is None:
        raise DateError(text)
    return day


def published_between(sources: Iterable[Source], *, since: str = "", until: str = "") -> list[str]:
    """The ids of the sources published in a period, its first and last day, month or year included.

    Sources without a date are in no period. Raises EmptyPeriodError where there are no ids.
    """
    ids = [source.id for source in sources if source.published and _is_between(source.published, since, until)]
    if not ids:
        raise EmptyPeriodError(since=since, until=until)
    return ids


def _is_between(published: str, since: str, until: str) -> bool:
    return published[: len(since)] >= since and (not until or published[: len(until)] <= until)
