"""The reader that a setting names."""

from index.embedding import BUILTIN, builtin_model
from index.reading.reader import BuiltinReader, Reader


def open_reader(model: str) -> Reader | None:
    """The reader that ``READER_MODEL`` names: ``builtin``, or None for ``none``."""
    return BuiltinReader(builtin_model()) if model == BUILTIN else None
