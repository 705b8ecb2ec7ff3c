"""Codes and model numbers: what is said of KX-2013B says nothing of KX-2031B."""

from collections.abc import Iterable

from index import fold, lazy_pattern

# Letters and digits with at least two digits, such as KX-2013B, E104 and A320-200; or one, if they are five or more: DL4KQA.
_CODE = lazy_pattern(r"(?<![\p{Latin}\d])\p{Latin}+-?\d[\p{Latin}\d]*(?:[-_./][\p{Latin}\d]+)*")
_LETTERS = lazy_pattern(r"\p{Latin}+")
_FEWEST_DIGITS, _LONG = 2, 5


def codes_of(text: str) -> frozenset[str]:
    """The codes of a text, without case and separators."""
    found = (match.group() for match in _CODE.finditer(fold(text)))
    plain = ("".join(filter(str.isalnum, code)) for code in found)
    return frozenset(
        code for code in plain
        if sum(map(str.isdecimal, code)) >= _FEWEST_DIGITS or (len(code) >= _LONG and not code[-1].isdecimal())
    )  # fmt: skip


def has_other_code(asked: frozenset[str], sentence: str, surroundings: Iterable[str]) -> bool:
    """Whether a sentence is about another code than one of those ``asked``: one that begins with the same letters.

    A sentence without such a code is about that of its ``surroundings``: its heading and title, nearest first.
    """
    letters = {_letters(code) for code in asked}
    for text in (sentence, *surroundings):
        related = {code for code in codes_of(text) if _letters(code) in letters}
        if related:
            return related.isdisjoint(asked)
    return False


def _letters(code: str) -> str:
    found = _LETTERS.match(code)
    return found.group() if found else ""
