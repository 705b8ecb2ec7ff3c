"""Words that are forms of one name: a country and its people, one and many, two spellings in Latin letters."""

from functools import lru_cache
from itertools import takewhile

# How the words of a pair may go on after what they have in common.
_PAIRS = """
-/n -/an -/ian -/ese -/ish -/i -/s -/es -/y -/er -/ic -/ns a/ian a/ans e/ian e/ans y/ian y/ies a/ese ain/ish en/ish and/ish and/es ey/ish land/nish land/tish land/-
in/nish in/niard istan/- ce/k ay/egian um/an um/ans us/an o/an os/an es/ean on/ese an/- ic/- -/yy y/iy y/ij y/yi i/y ii/y iy/y -/iy e/ish es/sh
"""
_KIN = frozenset(frozenset(side.strip("-") for side in pair.split("/")) for pair in _PAIRS.split())
_SHORTEST = 3


@lru_cache(maxsize=32768)
def is_kin(one: str, other: str) -> bool:
    """Whether two words in small letters are forms of one name: ``russia`` and ``russians``, ``zelensky`` and ``zelenskyy``."""
    one, other = one.removesuffix("s"), other.removesuffix("s")
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (common >= _SHORTEST and frozenset((one[common:], other[common:])) in _KIN)
