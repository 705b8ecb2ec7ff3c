"""Things told apart by a number: what is said of Building 1 says nothing of Building 2, in either language."""

from collections.abc import Sequence

from bot.evidence.named.scope import asks_for_neighbour, covers_others
from index import NumberedThing, bounds_numbered_things, lazy_pattern, numbered_things

# Other words for the first or last of something.
_ORDINAL_IN_WORDS = lazy_pattern(
    r"(?i)\b(?:first|second|third|last|final|initial|winners?|runners?-up)\b|首|冠军|冠軍|亚军|亞軍|季军|季軍|最后|最後|最终|最終|初次|头[一两]|頭[一兩]"
)


def asked_numbers(question: str) -> frozenset[NumberedThing]:
    """The things that a question names by their numbers; none where it asks for what comes before or after, or for a range."""
    things = numbered_things(question)
    is_range = len(things) > 1 and bounds_numbered_things(question)
    return frozenset() if is_range or asks_for_neighbour(question) else things


def is_of_other_number(asked: frozenset[NumberedThing], sentence: str, headings: Sequence[str]) -> bool:
    """Whether a sentence, or else the nearest heading that has one, names others of a kind of those ``asked``, and not that.

    Where a heading names one of those asked, all under it is about that. A sentence that says something of others too, or gives a
    range, is about none.
    """
    if not asked or covers_others(sentence) or bounds_numbered_things(sentence) or _ORDINAL_IN_WORDS.search(sentence):
        return False
    return any(_is_other(asked, kind, (sentence, *headings)) for kind in {thing.kind for thing in asked})


def _is_other(asked: frozenset[NumberedThing], kind: str, texts: Sequence[str]) -> bool:
    """Whether the first of some texts that names things of a kind names none of those asked, nor any other text."""
    named = [{thing for thing in numbered_things(text) if thing.kind == kind} for text in texts]
    return any(named) and not any(things & asked for things in named)
