"""Which sources were published in a period."""

from collections.abc import Iterable
from datetime import date

from bot.errors import EmptyPeriodError
from index import Source


def published_between(sources: Iterable[Source], *, since: date | None = None, until: date | None = None) -> list[str]:
    """The ids of the sources published in a period, both days included; of those that state no date, none.

    Raises EmptyPeriodError where there are none.
    """
    first, last = (since or date.min).isoformat(), (until or date.max).isoformat()
    ids = [source.id for source in sources if source.published and first <= source.published <= last]
    if not ids:
        raise EmptyPeriodError(since=since, until=until)
    return ids
