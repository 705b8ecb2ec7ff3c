"""A list of our own of names that go by quite other words in the other language: ``bilingual/names.tsv``."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from zlib import crc32


@dataclass(frozen=True, slots=True)
class ListedName:
    """What one person, place or body is called in Chinese and in English."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    always: frozenset[str]  # the Chinese ones that are taken for names although they are words besides: 苹果


def list_version() -> str:
    """Another one for every state of the list, for names of files that are made from it."""
    return f"{crc32(_read()):08x}"


def listed_names() -> Iterator[ListedName]:
    """The list: on each line Chinese names, a tab, English ones; a mark of exclamation says that a name is always one."""
    for line in _read().decode("utf-8").splitlines():
        chinese, english = (tuple(side.split("|")) for side in line.split("\t"))
        always = frozenset(name.rstrip("!") for name in chinese if name.endswith("!"))
        yield ListedName(tuple(name.rstrip("!") for name in chinese), english, always)


def _read() -> bytes:
    return files("index.vocabulary").joinpath("names.tsv").read_bytes()
