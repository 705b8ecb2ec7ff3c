"""Reading: a model that reads a question and text together, and says which sentence answers."""

from index.reading.opening import open_reader
from index.reading.reader import Reader, Reading, Text
from index.reading.statements import StatementReader

__all__ = ["Reader", "Reading", "StatementReader", "Text", "open_reader"]
