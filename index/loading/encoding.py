"""Decoding of files: which encoding a page was saved in, and its text."""

import codecs

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


def decode(content: bytes, *, source_id: str) -> str:
    r"""A file's text, without its byte order mark and with ``\\n`` line ends.

    Raises SourceUnreadableError for an empty file, one that is not text, and one in no known encoding.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise SourceUnreadableError(source_id, "the file is empty")
    text = _decode(content, source_id)
    if "\x00" in text:
        raise SourceUnreadableError(source_id, "the file is not text (it holds null bytes)")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, source_id: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise SourceUnreadableError(source_id, f"the file says it is {encoding} but is not: {error}") from error
    if b"\x00" not in content:  # UTF-16 of plain English is valid UTF-8, null bytes and all
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    guess = from_bytes(content[:_SAMPLE_BYTES], cp_isolation=_CANDIDATES).best()
    if guess is None:
        raise SourceUnreadableError(source_id, "the file is not text, or in an encoding that is not known")
    try:
        return content.decode(guess.encoding)
    except UnicodeDecodeError as error:
        raise SourceUnreadableError(source_id, f"the file looks like {guess.encoding} but is not: {error}") from error
