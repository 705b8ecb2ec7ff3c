"""The text of a refusal, and the sources that come nearest to an answer."""

from collections.abc import Sequence

from bot.evidence.ranking import Evidence
from bot.strings import Strings
from index import Passage, Source

# Set by hand.
_MOST_NEAREST = 3
# A source is near if the reader gives one of its sentences higher log-odds than this. On ten public sets and pairs of languages 97 of
# 100 sources that answer are near so, and of those found where nothing answers 38.
_NEAR_READING = -6.0


def nearest_sources(passages: Sequence[Passage]) -> tuple[Source, ...]:
    """The sources of the best passages, at most three: they come nearest without answering."""
    return tuple({passage.source.id: passage.source for passage in passages}.values())[:_MOST_NEAREST]


def near_passages(passages: Sequence[Passage], ranked: Sequence[Evidence]) -> list[Passage]:
    """The passages of sources that come near an answer by what the reader says of their sentences; all if nothing was read."""
    read = [e for e in ranked if e.reading is not None]
    near = {e.passage.source.id for e in read if e.reading and e.reading.odds > _NEAR_READING}
    return [passage for passage in passages if not read or passage.source.id in near]


def refusal_text(key: str, nearest: Sequence[Source], strings: Strings, **values: str) -> str:
    """The text of a key, with the titles of the nearest sources in a second line if there are any."""
    text = strings(key, **values)
    if not nearest:
        return text
    titles = strings("list-separator").join(strings("title-quoted", title=source.title) for source in nearest)
    return f"{text}\n{strings('refusal-nearest', titles=titles)}"
