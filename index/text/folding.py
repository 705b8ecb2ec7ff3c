"""Text folded for matching: width, case, accents and traditional characters. Folded text is never stored or shown."""

import unicodedata
from functools import lru_cache

import opencc
import regex

from index.text.scripts import HAN

_MARK = regex.compile(r"\p{M}")  # everything that combines, and more


@lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """A text for matching: narrow, in lower case, without accents, in simplified characters."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        if _MARK.search(text):
            text = "".join(c for c in text if not unicodedata.combining(c))
        text = unicodedata.normalize("NFC", text)
        if HAN.search(text):
            text = _to_simplified().convert(text)
    return text


def fold_in_place(text: str) -> str:
    """A text in simplified characters, narrow and without accents, with one character for one and capitals kept.

    A span in it is therefore a span in the text.
    """
    return text if text.isascii() else "".join(map(_fold_character, text))


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    folded = fold(character)
    if len(folded) != 1 or unicodedata.category(character) == "No":  # km² is no km2
        return character
    return folded.upper() if character.isupper() and len(folded.upper()) == 1 else folded
