"""The pieces of text on a PDF page, with their boxes: what pdfium gives, as words that stand together on one line."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

import regex

# A gap in a line that is wider than so many times the height of its text separates two columns or cells. Set by hand.
_COLUMN_GAP = 0.8
_HYPHENS = "\x02\ufffe\u00ad"
_SOFT_HYPHEN = "\u00ad"
_WIDE = regex.compile(r"[\p{Han}，。、；：！？“”「」『』（）《》]")
_OVERLAP = 0.3  # of a line's height that a character of the same line reaches into
_BOLD_WEIGHT = 600
_BOLD_NAME = regex.compile(rb"bold|black|heavy|demi|simhei|heiti", regex.I)
_LONGEST_FONT_NAME = 128


@dataclass(slots=True)
class Segment:
    """Words that stand together on one line: their box in points from the lower left corner, and how they look."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_bold: bool = False
    has_space: bool = False  # before it, in the file itself

    @property
    def height(self) -> float:
        """The height of the text, with room for the longest letters: nearly its font's size."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height of its middle on the page."""
        return (self.top + self.bottom) / 2

    def extend(self, glue: str, other: "Segment") -> None:
        """Add what follows on the line."""
        self.text += glue + other.text
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.bottom, self.top = min(self.bottom, other.bottom), max(self.top, other.top)
        self.is_bold = self.is_bold and (other.is_bold or not glue)


def read_segments(page: Any) -> list[Segment]:
    """The segments of a pdfium page, in the order in which they are drawn."""
    text_page = page.get_textpage()
    try:
        return [segment for line in _lines(text_page) for segment in _divide(line)]
    finally:
        text_page.close()


def _lines(text_page: Any) -> Iterator[list[Segment]]:
    """The words of each line that pdfium found, as segments. A hyphen at the end of a line becomes a soft one."""
    from pypdfium2 import raw  # noqa: PLC0415 - needed for this format alone

    line: list[Segment] = []
    word: Segment | None = None
    has_space = False
    box = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        character = _character(code)
        if character in "\r\n":
            if line:
                yield line
            line, word = [], None
        elif character.isspace():
            word, has_space = None, raw.FPDFText_IsGenerated(text_page, index) != 1
        elif not raw.FPDFText_GetLooseCharBox(text_page, index, box):
            word = None
        elif line and box.top < line[-1].bottom + _OVERLAP * line[-1].height:  # pdfium goes on after a hyphen
            yield line
            word = _start_word(text_page, index, character, box)
            line = [word]
        elif word is None or not -word.height < box.left - word.right <= _COLUMN_GAP * word.height:
            word = _start_word(text_page, index, character, box)
            word.has_space, has_space = has_space, False
            line.append(word)
        else:
            word.extend(
                "",
                Segment(_SOFT_HYPHEN if character in _HYPHENS else character, box.left, box.right, box.bottom, box.top),
            )
    if line:
        yield line


def _character(code: int) -> str:
    """A character by its code. Ligatures and the radicals that some programs write for characters become plain letters."""
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    is_variant = 0xFB00 <= code <= 0xFB06 or 0x2E80 <= code <= 0x2FDF
    return normalize("NFKC", chr(code)) if is_variant else chr(code)


def _start_word(text_page: Any, index: int, character: str, box: Any) -> Segment:
    return Segment(character, box.left, box.right, box.bottom, box.top, _is_bold(text_page, index))


def _is_bold(text_page: Any, index: int) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - needed for this format alone

    name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
    length = raw.FPDFText_GetFontInfo(text_page, index, name, _LONGEST_FONT_NAME, ctypes.c_int())
    is_named_so = 0 < length <= _LONGEST_FONT_NAME and bool(_BOLD_NAME.search(name.value))
    return is_named_so or raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT


def _divide(words: list[Segment]) -> Iterator[Segment]:
    """The words of a line joined, except where a wide gap is between two of them."""
    joined: Segment | None = None
    for word in words:
        if joined is None or not -joined.height < word.left - joined.right <= _COLUMN_GAP * max(
            joined.height, word.height
        ):
            if joined:
                yield joined
            joined = word
        else:
            # pdfium puts a space of its own between Chinese characters that are set apart.
            is_chinese = _WIDE.match(word.text) and _WIDE.match(joined.text[-1])
            joined.extend("" if is_chinese and not word.has_space else " ", word)
    if joined:
        yield joined
