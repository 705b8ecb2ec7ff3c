"""The lines over a page's text: its title, and what it states about author, publisher, date and address."""

import regex

from index.loading.cleaning.lines import Line, LineKind
from index.loading.cleaning.metadata import (
    PageMetadata,
    address_line,
    biography,
    byline,
    clean_title,
    date_line,
    has_date_label,
    is_masthead,
    labelled_address,
    publisher_line,
)

_PIECES = regex.compile(
    r"\s{2,}|\u3000+|\s*[|｜]\s*|\s+(?=(?:来源|來源|作者|时间|時間|记者|記者|发布时间|發布時間|日期|发布日期|责任编辑|撰文|出处)\s*[:：])"
)
_MAIL = regex.compile(r"(?P<key>subject|from|to|cc|reply-to|date|sent)\s*[:：]\s*(?P<value>.+)", regex.I)
_LEADING_PROSE = 3
_LONGEST_TITLE = 160
_TITLE_SHARE = 0.6
_STANDFIRST_WIDTH = 55


def read_preamble(lines: list[Line], stated: PageMetadata) -> tuple[list[Line], PageMetadata]:
    """Take the preamble off a page: the remaining lines, and ``stated`` completed by what the preamble says.

    The title is the longest line over the text that is nothing else. Of several dates the one labelled as
    the publication's counts, else the one nearest to the title: a status bar also has a date, and it is
    today's. Below the first paragraph only lines that are wholly a byline, a date or a publisher are taken.
    """
    first = next((i for i, line in enumerate(lines) if line.kind is LineKind.PROSE or line.speaker), len(lines))
    titles: list[tuple[int, str]] = []
    dates: list[tuple[bool, int, str]] = []
    said = PageMetadata()
    kept: list[Line] = []
    prose = 0
    for position, line in enumerate(lines):
        prose += line.kind is LineKind.PROSE
        taken = False
        if prose <= _LEADING_PROSE and line.kind is not LineKind.PROSE and not line.speaker:
            found, date = _read_line(line.text, over_text=position < first)
            said = said.or_else(found)
            taken = (
                date is not None or found != PageMetadata() or (position < first and bool(_MAIL.fullmatch(line.text)))
            )
            if date:
                dates.append((has_date_label(line.text), position, date))
        elif prose <= _LEADING_PROSE and (author := biography(line.text)):
            said = said.or_else(PageMetadata(author=author))
        if not taken and position < first and line.kind in (LineKind.SHORT, LineKind.HEADING):
            titles.append((position, line.text))
            taken = True
        if not taken:
            kept.append(line)
            said = said.or_else(PageMetadata(url=labelled_address(line.text)))
    title = _choose_title(titles)
    kept = _with_standfirst(lines, titles, title) + kept
    if title and titles[0][0] < title[0] and is_masthead(titles[0][1]):
        said = said.or_else(PageMetadata(publisher=titles[0][1]))
    said = said.or_else(PageMetadata(title=title[1] if title else None))
    said = PageMetadata(published=_choose_date(dates, title[0] if title else 0)).or_else(said)
    return kept, stated.or_else(said)


def _read_line(text: str, *, over_text: bool) -> tuple[PageMetadata, str | None]:
    """What a line states, with its date apart. Mail headers only count over the text."""
    if over_text and (mail := _MAIL.fullmatch(text)):
        return _read_mail_header(mail["key"].lower(), mail["value"])
    said, date = PageMetadata(), None
    pieces = [piece for piece in [text, *_PIECES.split(text)] if piece and piece.strip()]
    for piece in pieces:
        date = date or date_line(piece)
        said = said.or_else(
            PageMetadata(author=byline(piece), publisher=publisher_line(piece), url=address_line(piece))
        )
    return said, date


def _read_mail_header(key: str, value: str) -> tuple[PageMetadata, str | None]:
    if key == "subject":
        return PageMetadata(title=value.strip()), None
    if key == "from":
        name = regex.sub(r"\s*<[^>]*>\s*", "", value).strip(" \"'")
        return PageMetadata(author=name if name and "@" not in name else None), None
    return PageMetadata(), date_line(value) if key in ("date", "sent") else None


def _choose_title(candidates: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The first of the lines over the text that is not much shorter than the longest: tags and names are."""
    plausible = [(i, clean_title(text)) for i, text in candidates if len(text) <= _LONGEST_TITLE]
    if len(plausible) > 1:
        plausible = [c for c in plausible if not is_masthead(c[1])] or plausible
    longest = max((_width(text) for _, text in plausible), default=0)
    return next((c for c in plausible if _width(c[1]) >= _TITLE_SHARE * longest), None)


def _with_standfirst(lines: list[Line], titles: list[tuple[int, str]], title: tuple[int, str] | None) -> list[Line]:
    """A long line between the title and the text is its standfirst, and part of the text."""
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
