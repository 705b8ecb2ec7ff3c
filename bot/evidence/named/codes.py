"""Codes, model numbers and versions: what is said of KX-2013B says nothing of KX-2031B."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index import fold, lazy_pattern

if TYPE_CHECKING:
    import regex

# Letters and digits with at least two digits, such as KX-2013B, E104 and A320-200; or one, if they are five or more: DL4KQA.
_CODE = lazy_pattern(r"(?<![\p{Latin}\d])\p{Latin}+-?\d[\p{Latin}\d]*(?:[-_./][\p{Latin}\d]+)*")
# Versions: 2.4.1 and v2.4, but not 2.4, which is a figure, and not 2025.10.14, a date.
_VERSION = lazy_pattern(
    r"(?<![\p{Latin}\d.])(?!(?:19|20)\d\d\.)(?:v ?\d+(?:\.\d+)+|(?<=version |release |版本 ?)\d+(?:\.\d+)+|\d+(?:\.\d+){2,}"
    r"|\d+\.\d+(?= ?版))(?![\p{Latin}\d])"
)
# Over a text such a number needs no word beside it.
_HEADING_VERSION = lazy_pattern(r"(?<![\p{Latin}\d.])(?!(?:19|20)\d\d\.)v? ?\d+(?:\.\d+)+(?![\p{Latin}\d])")
_LETTERS = lazy_pattern(r"\p{Latin}+")
_FEWEST_DIGITS, _LONG = 2, 5


def codes_of(text: str) -> frozenset[str]:
    """The codes and versions of a text, without case and separators."""
    folded = fold(text)
    found = (match.group() for match in _CODE.finditer(_VERSION.sub(" ", folded)))
    plain = ("".join(filter(str.isalnum, code)) for code in found)
    return _versions(_VERSION, folded) | frozenset(
        code for code in plain
        if sum(map(str.isdecimal, code)) >= _FEWEST_DIGITS or (len(code) >= _LONG and not code[-1].isdecimal())
    )  # fmt: skip


def has_other_code(asked: frozenset[str], sentence: str, surroundings: Sequence[str]) -> bool:
    """Whether a sentence is about another code than one of those ``asked``: one that begins with the same letters.

    A sentence without such a code is about that of its ``surroundings``: its heading and title, nearest first. A sentence
    about a version may name the one before: it is about another only if neither it nor its surroundings name that asked.
    """
    letters = {_letters(code) for code in asked}
    for text in (sentence, *surroundings):
        related = {code for code in codes_of(text) if _letters(code) in letters and not _is_version(code)}
        if related:
            return related.isdisjoint(asked)
    if not any(map(_is_version, asked)):
        return False
    headings = frozenset().union(*(_versions(_HEADING_VERSION, fold(text)) for text in surroundings))
    named = headings | frozenset(filter(_is_version, codes_of(sentence)))
    return bool(named) and named.isdisjoint(asked)


def is_about_version(heading: str) -> bool:
    """Whether a heading names a version, as in notes of releases."""
    return bool(_HEADING_VERSION.search(fold(heading)))


def _versions(pattern: "regex.Pattern[str]", folded: str) -> frozenset[str]:
    return frozenset(match.group().strip("v ") for match in pattern.finditer(folded))


def _is_version(code: str) -> bool:
    return "." in code


def _letters(code: str) -> str:
    found = _LETTERS.match(code)
    return found.group() if found else ""
