"""The preamble of a page, the lines over its text: title, author, publisher, date and URL."""

from collections.abc import Container
from dataclasses import dataclass

import regex

from index.loading.cleaning.lines import Line, LineKind
from index.loading.cleaning.metadata import (
    PageMetadata,
    clean_title,
    has_date_label,
    is_masthead,
    parse_date,
    read_biography_author,
    read_byline,
    read_date_line,
    read_labelled_url,
    read_publisher_line,
    read_url_line,
)
from index.text import fold

_PIECES = regex.compile(
    r"\s{2,}|\u3000+|\s*[|｜]\s*|\s+(?=(?:来源|來源|作者|时间|時間|记者|記者|发布时间|發布時間|日期|发布日期|责任编辑|撰文|出处)\s*[:：])"
)
_HEADER = regex.compile(
    r"(?P<key>subject|title|标题|標題|題目|题目|from|to|cc|reply-to|date|sent)\s*[:：]\s*(?P<value>.+)", regex.I
)
_TITLE_KEYS = ("subject", "title", "标题", "標題", "题目", "題目")
# Set by hand, as are the numbers below: metadata is looked for no further than this paragraph.
_LEADING_PROSE = 3
_LONGEST_TITLE = 160
_TITLE_SHARE = 0.6  # of the width of the longest candidate
_STANDFIRST_WIDTH = 55
# The first chapter of a text without a title.
_CHAPTER = regex.compile(r"第[\p{Han}\d]{1,6}[章节節回卷]|(?:chapter|part|book) (?:\d|[ivxlc]+\b|one\b)", regex.I)
_TEXT = (LineKind.PROSE, LineKind.CODE)


@dataclass(frozen=True, slots=True)
class Preamble:
    """The lines of a page without its preamble, the metadata, and the lines over the text that were left out."""

    kept: list[Line]
    metadata: PageMetadata
    left_out: list[Line]


def read_preamble(
    lines: list[Line], given: PageMetadata, *, has_furniture: bool, content_dates: Container[int] = ()
) -> Preamble:
    """The lines of a page without its preamble, and ``given`` completed by the metadata of the preamble.

    The title is the highest heading over the text or, where none is marked, the first line that is nothing else: the first
    long one, on a page with furniture. Of several dates the one labelled as the date of publication counts, else the one
    nearest to the title: a status bar also has a date, that of the copy. Below the first paragraph only lines that are
    nothing but a byline, a date or a publisher are read.

    Other headings stay, and on a page without furniture the other lines over the text, and ``Name: value`` lines. So do the
    date lines at ``content_dates``; of them only those over the text say when the page was published.
    """
    first = next((i for i, line in enumerate(lines) if line.kind in _TEXT or line.speaker), len(lines))
    titles: list[tuple[int, Line]] = []
    kept = [(i, line) for i, line in enumerate(lines) if i in content_dates]
    dates = [(False, i, date) for i, line in kept if i < first and (date := read_date_line(line.text))]
    metadata = PageMetadata()
    prose = 0
    for position, line in ((i, line) for i, line in enumerate(lines) if i not in content_dates):
        prose += line.kind is LineKind.PROSE
        is_preamble = False
        if prose <= _LEADING_PROSE and line.kind not in _TEXT and not line.speaker:
            found, date = _read_line(line.text, is_over_text=position < first)
            if date:
                dates.append((has_date_label(line.text), position, date))
            if not line.level:
                metadata = metadata.or_else(found)
                is_stated = date is not None or found != PageMetadata()
                is_header = position < first and bool(_HEADER.fullmatch(line.text))
                is_preamble = (is_stated or is_header) and (has_furniture or not _is_fact(line))
                if is_stated and not is_preamble:
                    kept.append((position, line))
                    continue
        elif prose <= _LEADING_PROSE and (author := read_biography_author(line.text)):
            metadata = metadata.or_else(PageMetadata(author=author))
        if not is_preamble and position < first and _may_be_title(lines, position):
            titles.append((position, line))
        elif not is_preamble:
            kept.append((position, line))
            metadata = metadata.or_else(PageMetadata(url=read_labelled_url(line.text)))
    title = _choose_title(titles, is_first=not has_furniture)
    if title and _is_section_heading(next(line for i, line in titles if i == title[0]), given.title):
        title = None
    others = [(i, line) for i, line in titles if title is None or i != title[0]]
    standfirst = _mark_standfirst(others, title)
    left_out = [] if not has_furniture else [line for i, line in others if not line.is_marked and i not in standfirst]
    kept = sorted(kept + [(i, line) for i, line in others if line not in left_out], key=lambda at: at[0])
    if title and titles[0][0] < title[0] and is_masthead(titles[0][1].text):
        metadata = metadata.or_else(PageMetadata(publisher=titles[0][1].text))
    metadata = metadata.or_else(PageMetadata(title=title[1] if title else None))
    published = _choose_date(dates, title[0] if title else 0) or (parse_date(title[1]) if title else None)
    metadata = PageMetadata(published=published).or_else(metadata)
    return Preamble([line for _, line in kept], given.or_else(metadata), left_out)


def _may_be_title(lines: list[Line], position: int) -> bool:
    """Whether a line is a heading or short. One that ends in a colon over a list belongs to the list."""
    line = lines[position]
    is_label = line.text.endswith((":", "：")) and any(
        below.kind is LineKind.ITEM for below in lines[position + 1 : position + 2]
    )
    return line.kind is LineKind.HEADING or (line.kind is LineKind.SHORT and not is_label)


def _is_section_heading(line: Line, title: str | None) -> bool:
    """Whether a heading over the text heads its first section: it is of a lower level, and not the title that the page states."""
    own, stated = ("".join(filter(str.isalnum, fold(text))) for text in (line.text, title or ""))
    return line.level > 1 and bool(stated) and own not in stated and stated not in own


def _is_fact(line: Line) -> bool:
    """Whether a line names what it states: ``Date: 2026-01-15``."""
    return line.kind is LineKind.ITEM


def _read_line(text: str, *, is_over_text: bool) -> tuple[PageMetadata, str | None]:
    """The metadata in a line, and its date apart. Headers like those of mail, and a stated title, count over the text only."""
    if is_over_text and (header := _HEADER.fullmatch(text)):
        return _read_header(header["key"].lower(), header["value"])
    metadata, date = PageMetadata(), None
    pieces = [piece for piece in [text, *_PIECES.split(text)] if piece and piece.strip()]
    for piece in pieces:
        date = date or read_date_line(piece)
        metadata = metadata.or_else(
            PageMetadata(author=read_byline(piece), publisher=read_publisher_line(piece), url=read_url_line(piece))
        )
    return metadata, date


def _read_header(key: str, value: str) -> tuple[PageMetadata, str | None]:
    if key in _TITLE_KEYS:
        return PageMetadata(title=value.strip()), None
    if key == "from":
        name = regex.sub(r"(?:(?<!\s)\s++)?<[^<>]*>\s*+", "", value).strip(" \"'")
        return PageMetadata(author=name if name and "@" not in name else None), None
    return PageMetadata(), read_date_line(value) if key in ("date", "sent") else None


def _choose_title(candidates: list[tuple[int, Line]], *, is_first: bool) -> tuple[int, str] | None:
    """The highest marked heading over the text, else the first line that is no masthead.

    Without ``is_first`` that line may not be much shorter than the longest one: tags and names are shorter.
    """
    if marked := [(line.level, i, clean_title(line.text)) for i, line in candidates if line.level]:
        return min(marked)[1:]
    plausible = [
        (i, clean_title(line.text))
        for i, line in candidates
        if len(line.text) <= _LONGEST_TITLE and not _CHAPTER.match(line.text)
    ]
    if len(plausible) > 1:
        plausible = [c for c in plausible if not is_masthead(c[1])] or plausible
    longest = 0 if is_first else max((_width(text) for _, text in plausible), default=0)
    return next((c for c in plausible if _width(c[1]) >= _TITLE_SHARE * longest), None)


def _mark_standfirst(lines: list[tuple[int, Line]], title: tuple[int, str] | None) -> set[int]:
    """Make the long lines between the title and the text prose, and return their positions: the standfirst is content."""
    found = {
        i for i, line in lines if title and i > title[0] and not line.level and _width(line.text) >= _STANDFIRST_WIDTH
    }
    for position, line in lines:
        if position in found and line.text != (title or (0, ""))[1]:
            line.kind = LineKind.PROSE
    return found


def _width(text: str) -> int:
    return len(text.encode("gb18030", errors="replace"))


def _choose_date(dates: list[tuple[bool, int, str]], title_position: int) -> str | None:
    best = min(dates, key=lambda d: (not d[0], abs(d[1] - title_position)), default=None)
    return best[2] if best else None
