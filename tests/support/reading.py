"""Files read as the index reads them, and what came out by line."""

from embedders import HashingEmbedder
from index.documents import Document
from index.loading import load_file, load_sources, split_document
from index.reports import Failure


def read_file(path):
    """The only document of a file."""
    (document,) = (
        item for item in load_sources(path.parent) if isinstance(item, Document) and item.source.path == path.name
    )
    return document


def failure_of(path):
    """The only reason for which a file is not read."""
    (failure,) = (item for item in load_sources(path.parent) if isinstance(item, Failure))
    return failure.reason


def placed_lines(document):
    """The lines of a document with text, each with its location."""
    found, position = [], 0
    for line in document.text.split("\n"):
        end = position + len(line)
        places = [p.location for s in document.sections for p in s.places if p.start < end and position < p.end]
        if line:
            found.append((places[0] if places else None, line))
        position = end + 1
    return found


def speakers(document):
    """Who says what, in order."""
    return [(turn.speaker, document.text[turn.start : turn.end]) for s in document.sections for turn in s.turns]


def read_text(tmp_path, text, name="page.md"):
    """The document of a file with this text."""
    (tmp_path / name).write_text(text, "utf-8")
    return next(iter(load_file(tmp_path / name, name)))


def chunks(document, limit=400):
    """The chunks of a document, by the hashing embedder's tokens."""
    return split_document(document, limit=limit, count_tokens=HashingEmbedder().count_tokens)
