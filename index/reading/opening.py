"""The reader that a setting names."""

from index.embedding import BUILTIN, builtin_model
from index.reading.question_answering_reader import QuestionAnsweringReader
from index.reading.reader import BuiltinReader, Reader

NO_READER = "none"


def open_reader(model: str) -> Reader | None:
    """The reader that ``READER_MODEL`` names: ``builtin``, a question-answering model by its name or path, or None for ``none``."""
    if model == NO_READER:
        return None
    return BuiltinReader(builtin_model()) if model == BUILTIN else QuestionAnsweringReader(model)
