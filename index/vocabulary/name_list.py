"""Our own list of names that have quite other words in the other language: ``names.tsv``."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from zlib import crc32


@dataclass(frozen=True, slots=True)
class ListedName:
    """The Chinese and the English names of one person, place or organisation."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    always: frozenset[str]  # Chinese ones that count as names although they are also ordinary words: 苹果


def list_version() -> str:
    """A checksum of the list, for the names of files that are made from it."""
    return f"{crc32(_read()):08x}"


def listed_names() -> Iterator[ListedName]:
    """The names of the list.

    A line holds Chinese names, a tab and English names; ``|`` parts the names of a language. A ``!`` after a Chinese
    name says that it always counts as a name.
    """
    for line in _read().decode("utf-8").splitlines():
        chinese, english = (tuple(side.split("|")) for side in line.split("\t"))
        always = frozenset(name.rstrip("!") for name in chinese if name.endswith("!"))
        yield ListedName(tuple(name.rstrip("!") for name in chinese), english, always)


def _read() -> bytes:
    return files("index.vocabulary").joinpath("names.tsv").read_bytes()
