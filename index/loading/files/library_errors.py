"""What the libraries of file formats raise for damaged files, and the reason a reader sees."""

import struct
import zipfile
import zlib

import regex
from lxml import etree

from index.errors import SourceUnreadableError

# A library that reads a damaged file fails wherever it happens to be. None of these is a fault of the caller.
LIBRARY_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RecursionError, RuntimeError,
    SyntaxError, TypeError, ValueError, etree.LxmlError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip

# The folders of a path: where sources lie on the machine is nobody's business.
_FOLDERS = regex.compile(r"(?<![\w.:/])(?:[A-Za-z]:)?[/\\](?:[^\s/\\]++[/\\])*+")


def damaged(source_id: str, error: BaseException) -> SourceUnreadableError:
    """The error of a file that its library cannot read."""
    detail = " ".join(_FOLDERS.sub("", str(error)).split())[:120] or type(error).__name__
    return SourceUnreadableError(
        source_id, f"the file is damaged ({detail}): open it in its own program and save it again"
    )
