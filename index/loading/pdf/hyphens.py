"""Words that were divided at the end of a line, put together again."""

from collections import Counter

import regex

from index.words import zipf_frequency

_SOFT_HYPHEN = "\u00ad"
_DIVIDED = regex.compile(r"(?r)(?P<first>(?:[\p{L}'’]+-)*[\p{L}'’]+)[\u00ad-]$")
_REST = regex.compile(r"[\p{Ll}'’]+")
_WIDE_END, _WIDE_START = (
    regex.compile(r"[\p{Han}，。、；：！？”」』）》…—]$"),
    regex.compile(r"[\p{Han}“「『（《，。、；：！？”」』）》—…]"),
)
# How common, on the Zipf scale, a word has to be to be written as one, and each of two to be joined by a hyphen. Set by hand.
_KNOWN_WORD = 2.6
_COMMON_WORD = 3.0


def mend_line_end(row: str, following: str, *, words: Counter[str]) -> str:
    """A row of a paragraph as it reads before the following one: with a space at its end, or without its hyphen.

    ``words`` are those of the document, with how often each is in it. A hyphen goes or stays as the document writes the word
    elsewhere, else as English does.
    """
    divided, rest = _DIVIDED.search(row), _REST.match(following)
    if divided and rest:
        has_hyphen = _keeps_hyphen(divided["first"].lower(), rest.group().lower(), words)
        return row[: divided.end("first")].replace(_SOFT_HYPHEN, "-") + ("-" if has_hyphen else "")
    row = row.replace(_SOFT_HYPHEN, "-")
    is_wide = _WIDE_END.search(row) and _WIDE_START.match(following)
    is_divided = row.endswith("-") and len(row) > 1 and row[-2].isalnum() and following[:1].isalnum()
    return row if is_wide or is_divided else f"{row} "


def _keeps_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    whole, hyphened = words[first + second], words[f"{first}-{second}"]
    if whole or hyphened:
        return hyphened > whole
    if zipf_frequency(first + second, "en") >= _KNOWN_WORD:
        return False
    return "-" in first or min(zipf_frequency(part, "en") for part in (first, second)) >= _COMMON_WORD
