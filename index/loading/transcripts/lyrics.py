"""The loader of lyrics with times (``.lrc``)."""

from collections.abc import Iterator
from pathlib import Path

import regex

from index.documents import Document, Source
from index.errors import SourceUnreadableError
from index.loading.cleaning import Line, LineKind, build_document
from index.loading.pages import read_page_text
from index.locations import format_moment

_TIMES = regex.compile(r"\s*((?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]\s*)+)(?P<text>.*)")
_TIME = regex.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:]\d{1,3})?\]")
_STATED = regex.compile(r"\s*\[(?P<key>[a-zA-Z#]+):(?P<value>[^\]]*)\]\s*")
_WORD_TIME = regex.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")


def load_lyrics(path: Path, source_id: str) -> Iterator[Document]:
    """Lyrics as one document: a line is a line, with the moments it is sung. Raises SourceUnreadableError without times."""
    stated: dict[str, str] = {}
    sung: list[tuple[int, int, str]] = []
    for number, line in enumerate(read_page_text(path, source_id).split("\n")):
        if match := _TIMES.fullmatch(line):
            text = " ".join(_WORD_TIME.sub(" ", match["text"]).split())
            sung += [(int(m) * 60 + int(s), number, text) for m, s in _TIME.findall(match.group(1))]
        elif match := _STATED.fullmatch(line):
            stated.setdefault(match["key"].lower(), match["value"].strip())
    lines: list[Line] = []
    has_gap = True
    for seconds, _, text in sorted(sung):
        if text:
            lines.append(Line(text, has_gap=has_gap, kind=LineKind.PROSE, location=format_moment(seconds)))
        has_gap = not text  # an empty line stands between two stanzas
    if not lines:
        raise SourceUnreadableError(source_id, "no line of it has a time such as [00:12.00]: save plain lyrics as .txt")
    title = stated.get("ti") or path.stem
    source = Source(id=source_id, title=title, path=source_id, author=stated.get("ar") or stated.get("au") or None)
    yield build_document(tuple(lines), source, heading=title)
