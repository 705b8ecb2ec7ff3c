"""How the bot says that the sources are silent."""

from collections.abc import Sequence

from bot.strings import Strings
from index import Passage, Source

_NEAREST = 3


def nearest_sources(passages: Sequence[Passage]) -> tuple[Source, ...]:
    """The sources of the best passages, which come closest without answering."""
    return tuple({passage.source.id: passage.source for passage in passages}.values())[:_NEAREST]


def tell_silence(key: str, nearest: Sequence[Source], strings: Strings) -> str:
    """The text of a key, and in a second line the nearest sources, if there are any."""
    text = strings(key)
    if not nearest:
        return text
    titles = strings("list-separator").join(strings("title-quoted", title=source.title) for source in nearest)
    return f"{text}\n{strings('refusal-nearest', titles=titles)}"
