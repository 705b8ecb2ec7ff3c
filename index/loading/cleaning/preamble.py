"""The preamble of a page, the lines over its text: title, author, publisher, date and URL."""

import regex

from index.loading.cleaning.lines import Line, LineKind
from index.loading.cleaning.metadata import (
    PageMetadata,
    clean_title,
    has_date_label,
    is_masthead,
    read_biography_author,
    read_byline,
    read_date_line,
    read_labelled_url,
    read_publisher_line,
    read_url_line,
)

_PIECES = regex.compile(
    r"\s{2,}|\u3000+|\s*[|｜]\s*|\s+(?=(?:来源|來源|作者|时间|時間|记者|記者|发布时间|發布時間|日期|发布日期|责任编辑|撰文|出处)\s*[:：])"
)
_MAIL_HEADER = regex.compile(r"(?P<key>subject|from|to|cc|reply-to|date|sent)\s*[:：]\s*(?P<value>.+)", regex.I)
# Set by hand, as are the numbers below: metadata is looked for no further than this paragraph.
_LEADING_PROSE = 3
_LONGEST_TITLE = 160
_TITLE_SHARE = 0.6  # of the width of the longest candidate
_STANDFIRST_WIDTH = 55


def read_preamble(lines: list[Line], given: PageMetadata) -> tuple[list[Line], PageMetadata]:
    """The lines of a page without its preamble, and ``given`` completed by the metadata of the preamble.

    The title is the first long line over the text that is nothing else. Of several dates the one labelled as the date of
    publication counts, else the one nearest to the title: a status bar also has a date, that of the copy. Below the first
    paragraph only lines that are nothing but a byline, a date or a publisher are read.
    """
    first = next((i for i, line in enumerate(lines) if line.kind is LineKind.PROSE or line.speaker), len(lines))
    titles: list[tuple[int, str]] = []
    dates: list[tuple[bool, int, str]] = []
    metadata = PageMetadata()
    kept: list[Line] = []
    prose = 0
    for position, line in enumerate(lines):
        prose += line.kind is LineKind.PROSE
        is_preamble = False
        if prose <= _LEADING_PROSE and line.kind is not LineKind.PROSE and not line.speaker:
            found, date = _read_line(line.text, is_over_text=position < first)
            metadata = metadata.or_else(found)
            is_preamble = (
                date is not None
                or found != PageMetadata()
                or (position < first and bool(_MAIL_HEADER.fullmatch(line.text)))
            )
            if date:
                dates.append((has_date_label(line.text), position, date))
        elif prose <= _LEADING_PROSE and (author := read_biography_author(line.text)):
            metadata = metadata.or_else(PageMetadata(author=author))
        if not is_preamble and position < first and line.kind in (LineKind.SHORT, LineKind.HEADING):
            titles.append((position, line.text))
            is_preamble = True
        if not is_preamble:
            kept.append(line)
            metadata = metadata.or_else(PageMetadata(url=read_labelled_url(line.text)))
    title = _choose_title(titles)
    kept = _find_standfirst(lines, titles, title) + kept
    if title and titles[0][0] < title[0] and is_masthead(titles[0][1]):
        metadata = metadata.or_else(PageMetadata(publisher=titles[0][1]))
    metadata = metadata.or_else(PageMetadata(title=title[1] if title else None))
    metadata = PageMetadata(published=_choose_date(dates, title[0] if title else 0)).or_else(metadata)
    return kept, given.or_else(metadata)


def _read_line(text: str, *, is_over_text: bool) -> tuple[PageMetadata, str | None]:
    """The metadata in a line, and its date apart. Mail headers count over the text only."""
    if is_over_text and (mail := _MAIL_HEADER.fullmatch(text)):
        return _read_mail_header(mail["key"].lower(), mail["value"])
    metadata, date = PageMetadata(), None
    pieces = [piece for piece in [text, *_PIECES.split(text)] if piece and piece.strip()]
    for piece in pieces:
        date = date or read_date_line(piece)
        metadata = metadata.or_else(
            PageMetadata(author=read_byline(piece), publisher=read_publisher_line(piece), url=read_url_line(piece))
        )
    return metadata, date


def _read_mail_header(key: str, value: str) -> tuple[PageMetadata, str | None]:
    if key == "subject":
        return PageMetadata(title=value.strip()), None
    if key == "from":
        name = regex.sub(r"\s*<[^>]*>\s*", "", value).strip(" \"'")
        return PageMetadata(author=name if name and "@" not in name else None), None
    return PageMetadata(), read_date_line(value) if key in ("date", "sent") else None


def _choose_title(candidates: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The first line over the text that is not much shorter than the longest one. Tags and names are shorter."""
    plausible = [(i, clean_title(text)) for i, text in candidates if len(text) <= _LONGEST_TITLE]
    if len(plausible) > 1:
        plausible = [c for c in plausible if not is_masthead(c[1])] or plausible
    longest = max((_width(text) for _, text in plausible), default=0)
    return next((c for c in plausible if _width(c[1]) >= _TITLE_SHARE * longest), None)


def _find_standfirst(lines: list[Line], titles: list[tuple[int, str]], title: tuple[int, str] | None) -> list[Line]:
    """The long lines between the title and the text, made prose: the standfirst is content."""
    found = []
    for position, text in titles:
        if title and position > title[0] and text != lines[title[0]].text and _width(text) >= _STANDFIRST_WIDTH:
            lines[position].kind = LineKind.PROSE
            found.append(lines[position])
    return found


def _width(text: str) -> int:
    return len(text.encode("gb18030", errors="replace"))


def _choose_date(dates: list[tuple[bool, int, str]], title_position: int) -> str | None:
    best = min(dates, key=lambda d: (not d[0], abs(d[1] - title_position)), default=None)
    return best[2] if best else None
