"""Forms of one name in Latin letters: a country and its people, singular and plural, two spellings."""

from functools import lru_cache
from itertools import takewhile

from index.names.word_lists import read_lines

_ENDINGS = frozenset(
    frozenset(side.strip("-") for side in pair.split("/"))
    for line in read_lines("word_endings.txt")
    for pair in line.split()
)
_SHORTEST_STEM = 3  # letters in common. Set by hand.


@lru_cache(maxsize=32768)
def are_word_forms(one: str, other: str) -> bool:
    """Whether two lower-case words are forms of one name: ``russia`` and ``russians``, ``zelensky`` and ``zelenskyy``."""
    one, other = one.removesuffix("s"), other.removesuffix("s")
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (common >= _SHORTEST_STEM and frozenset((one[common:], other[common:])) in _ENDINGS)
