"""Fingerprints of the code that makes documents, chunks and sentences out of files.

An index remembers the fingerprints of the code that made it. Where they differ from today's, its chunks were made in
another way than new ones would be, and are made again.

A fingerprint is a hash of source code and not a version that somebody declares: a forgotten new version would go
unnoticed, while a hash that changes with a comment only costs a reindex that embeds nothing. For the same reason the
code of sentences has its own fingerprint: it alone decides whether the kept vectors still fit, and embedding is slow.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

# Rooms and modules of this package. `embedding` counts tokens, `vocabulary/tokenizer.py` and `figures` make the keywords
# of a chunk. A test compares this list with what the modules import.
_DOCUMENT_CODE = (
    "documents.py",
    "embedding",
    "figures",
    "loading",
    "locations.py",
    "reports.py",
    "text",
    "updating.py",
    "vocabulary/tokenizer.py",
    "words",
)
# Part of the above, with the table that `calendar_names.py` reads.
_SENTENCE_CODE = (
    "text/calendar.tsv", "text/calendar_names.py", "text/scripts.py", "text/sentences.py", "text/tables.py",
)  # fmt: skip
_CODE_SUFFIXES = (".py", ".tsv", ".txt")


@cache
def document_fingerprint() -> str:
    """A hash of the code that cleans, cuts and indexes documents."""
    return _hash_code(_DOCUMENT_CODE)


@cache
def sentence_fingerprint() -> str:
    """A hash of the code that splits a chunk into sentences, which have a vector each."""
    return _hash_code(_SENTENCE_CODE)


def _hash_code(paths: tuple[str, ...]) -> str:
    digest = sha256()
    for path in paths:
        for name, content in _read_code(files("index").joinpath(path), path):
            # Names and lengths too, so that text moved from one file to another is a change.
            digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _read_code(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The source files at a place with their contents, by name."""
    if place.is_file():
        yield name, place.read_bytes()
        return
    for inner in sorted(place.iterdir(), key=lambda entry: entry.name):
        if inner.is_dir() or inner.name.endswith(_CODE_SUFFIXES):
            yield from _read_code(inner, f"{name}/{inner.name}")
