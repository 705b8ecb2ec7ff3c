"""Things told apart by a number: what is said of Building 1 says nothing of Building 2, in either language."""

from collections.abc import Sequence

from index import NumberedThing, numbered_things


def is_of_other_number(asked: frozenset[NumberedThing], sentence: str, headings: Sequence[str]) -> bool:
    """Whether a sentence, or else the nearest heading that has one, names others of the kind of those ``asked`` alone.

    Where a heading names one of those asked, all under it is about that.
    """
    if not asked or any(asked & numbered_things(heading) for heading in headings):
        return False
    kinds = {thing.kind for thing in asked}
    for text in (sentence, *headings):
        named = {thing for thing in numbered_things(text) if thing.kind in kinds}
        if named:
            return named.isdisjoint(asked)
    return False
