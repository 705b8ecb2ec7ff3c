"""The text of a refusal, and the sources that come nearest to an answer."""

from collections.abc import Sequence

from bot.strings import Strings
from index import Passage, Source

# Set by hand.
_MOST_NEAREST = 3


def nearest_sources(passages: Sequence[Passage]) -> tuple[Source, ...]:
    """The sources of the best passages, at most three: they come nearest without answering."""
    return tuple({passage.source.id: passage.source for passage in passages}.values())[:_MOST_NEAREST]


def refusal_text(key: str, nearest: Sequence[Source], strings: Strings, **values: str) -> str:
    """The text of a key, with the titles of the nearest sources in a second line if there are any."""
    text = strings(key, **values)
    if not nearest:
        return text
    titles = strings("list-separator").join(strings("title-quoted", title=source.title) for source in nearest)
    return f"{text}\n{strings('refusal-nearest', titles=titles)}"
