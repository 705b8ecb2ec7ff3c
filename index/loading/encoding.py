"""Decoding of files: which encoding a page was saved in, and its text."""

import codecs

import regex
from charset_normalizer import from_bytes

from index.errors import SourceUnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings that pages in English and Chinese are saved in. The detector may choose from these alone: from all it
# knows, it takes a short GB18030 page for one of a hundred rare code pages.
_CANDIDATES = ["gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be", "cp1252", "shift_jis", "euc_kr"]
_SAMPLE_BYTES = 65_536
# The declared encodings whose readers know more: GB 18030 holds GB 2312 and GBK, and pages that declare them use it.
_WIDER = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip
_DECLARED = regex.compile(rb"charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w-]{1,40})", regex.I)
_DECLARATION_BYTES = 4096
# The share of characters that may be damaged in a text that is read all the same. Set by hand.
_MOST_DAMAGED = 0.01
_REPLACEMENT = "\ufffd"
# Sent to a terminal they would do something. Tabs and line ends stay.
_INVISIBLE_CONTROL = regex.compile(r"[\p{Cc}--[\t\n]]", regex.V1)


def decode(content: bytes, *, source_id: str) -> str:
    r"""A file's text, without its byte order mark and control characters, and with ``\\n`` line ends.

    A few damaged characters are replaced. Raises SourceUnreadableError for an empty file, one that is not text, and one in
    no known encoding.
    """
    return _tidy(_decode(content, source_id), source_id)


def decode_page(content: bytes, *, source_id: str) -> str:
    """The text of a web page: in UTF-8 where it is that, else in the encoding it declares, else as ``decode`` finds it."""
    declared = _DECLARED.search(content, 0, _DECLARATION_BYTES)
    if declared and not content.startswith(tuple(mark for mark, _ in _BOMS)) and not _is_utf8(content):
        name = declared.group(1).decode().lower()
        text = _decode_damaged(content, _WIDER.get(name, name))
        if text is not None:
            return _tidy(text, source_id)
    return decode(content, source_id=source_id)


def _tidy(text: str, source_id: str) -> str:
    if "\x00" in text:
        raise SourceUnreadableError(source_id, "the file is not text (it holds null bytes)")
    return _INVISIBLE_CONTROL.sub("", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_damaged(content: bytes, encoding: str) -> str | None:
    """The text in an encoding, None where there is no such encoding or too much of the text is damaged."""
    try:
        text = content.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    return text if text.count(_REPLACEMENT) <= _MOST_DAMAGED * len(text) else None


def _decode(content: bytes, source_id: str) -> str:
    if not content.strip(b"\x00 \t\r\n"):
        raise SourceUnreadableError(source_id, "the file is empty")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            if (text := _decode_damaged(content, encoding)) is not None:
                return text
            raise SourceUnreadableError(source_id, f"the file says it is {encoding} but is not: save it as UTF-8")
    if b"\x00" not in content:  # UTF-16 of plain English is valid UTF-8, null bytes and all
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    guess = from_bytes(content[:_SAMPLE_BYTES], cp_isolation=_CANDIDATES).best()
    encodings = ([guess.encoding] if guess else []) + ([] if b"\x00" in content else ["utf-8", "gb18030", "big5hkscs"])
    if guess:
        try:
            return content.decode(guess.encoding)
        except UnicodeDecodeError:
            pass
    damaged = [text for encoding in encodings if (text := _decode_damaged(content, encoding)) is not None]
    readable = [text for text in damaged if not _CONTROL.search(text[:_SAMPLE_BYTES])]
    if not readable:
        raise SourceUnreadableError(
            source_id, "the file is not text, or in an encoding that is not known: save it as UTF-8"
        )
    return min(readable, key=lambda text: text.count(_REPLACEMENT))


_CONTROL = regex.compile(r"[\x01-\x08\x0e-\x1a\x7f]")
