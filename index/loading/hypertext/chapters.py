"""The chapters of an e-book: its table of contents, and which number people know each chapter by."""

import posixpath
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

import regex

_NUMBERED = regex.compile(
    r"\s*(?:(?:chapter|chap\.?|lesson|letter)\s+(?P<number>\d+|[ivxlc]+|\p{L}+)\b|第\s*(?P<number>[\d零〇一二三四五六七八九十百两兩]+)\s*[章回讲講课課话話]"
    r"|(?P<number>\d{1,3}|[ivxlc]{1,7})(?:[.:、：]|\s|$))",
    regex.I,
)
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# What stands before and after the chapters.
_MATTER = regex.compile(
    r"\s*(?:cover|title ?page|half ?title|copyright.*+|imprint|dedication|epigraph|(?:table of )?contents|preface|foreword|introduction|prologue|epilogue"
    r"|acknowledge?ments|about the (?:author|publisher)|notes|bibliography|index|glossary|appendix.*+|afterword|also by.*+|part\b.*+|book\b.*+"
    r"|封面|封底|扉页|扉頁|版权.*+|版權.*+|目录|目錄|献词|题记|序.{0,4}|自序|前言|导言|導言|引言|楔子|后记|後記|尾声|尾聲|跋|致谢|致謝|附录.*+|附錄.*+|索引|作者简介|第.{1,4}[部卷编編篇].*+)\s*",
    regex.I,
)
# The share of the entries with a number of their own, from which only these are chapters. Set by hand.
_NUMBERED_SHARE = 0.3


def read_contents(root: Any, path: str) -> list[tuple[str, str, str]]:
    """The entries of a table of contents (EPUB 3 navigation or NCX): the file, the anchor in it, and the title of each."""
    found: list[tuple[str, str, str]] = []
    for point in root.iter("{*}navPoint"):
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and content is not None:
            found.append((*_target(content.get("src", ""), path), _flat(label)))
    if found:
        return found
    navs = [nav for nav in root.iter("{*}nav") if (nav.get("{http://www.idpf.org/2007/ops}type") or "toc") == "toc"]
    return [
        (*_target(link.get("href", ""), path), _flat(link))
        for nav in navs[:1]
        for link in nav.iter("{*}a")
        if link.get("href")
    ]


def chapter_locations(contents: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str], str | None]:
    """The location that begins at each file and anchor of a table of contents, None where no chapter does.

    A chapter has the number in its title. Where few titles have one, the chapters are counted.
    """
    numbers = [_stated_number(title) for _, _, title in contents]
    counts = sum(number is not None for number in numbers) < _NUMBERED_SHARE * len(numbers)
    locations: dict[tuple[str, str], str | None] = {}
    counted = 0
    for (file, anchor, title), stated in zip(contents, numbers, strict=True):
        number = stated
        if counts:
            is_chapter = not _MATTER.fullmatch(title)
            counted += is_chapter
            number = counted if is_chapter else None
        locations.setdefault((file, anchor), f"chapter {number}" if number is not None else None)
    return locations


def _stated_number(title: str) -> int | None:
    match = _NUMBERED.match(title)
    text = (match["number"] or "").lower() if match else ""
    if text.isdigit():
        return int(text)
    if text in _WORDS:
        return _WORDS.index(text) + 1
    if text and set(text) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in text]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return _han_number(text)


def _han_number(text: str) -> int | None:
    from cn2an import cn2an  # noqa: PLC0415 - needed for Chinese titles alone

    try:
        return int(cn2an(text, "smart")) if text else None
    except ValueError:
        return None


def _target(href: str, path: str) -> tuple[str, str]:
    file, _, anchor = href.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))), unquote(anchor)


def _flat(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
