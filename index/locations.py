"""Locations: where in a file a text stands, as people say it, and the addresses that lead there.

A location is a text: ``page 4``, ``slide 3``, ``chapter 2``, ``row 12``, ``sheet Prices, row 12``, ``table 2, row 3``,
``12:41`` (a time in a recording) or ``2024-03-05 14:02`` (of a message).
"""

from urllib.parse import urlsplit

import regex

_NUMBERED = regex.compile(r"(?P<before>.*\b(?:page|slide|chapter|row) )(?P<number>\d+)", regex.S)
_MOMENT = regex.compile(r"(?:(?P<hours>\d+):)?(?P<minutes>\d{1,2}):(?P<seconds>\d\d)")
_PAGE = regex.compile(r"page (?P<page>\d+)\b")
# Sites that take a moment as a parameter of the address.
_VIDEO_SITES = ("youtube.com", "youtu.be", "bilibili.com")


def join_locations(first: str, last: str) -> str:
    """The location of a text from its first and its last: ``page 4–5``. The first, where they cannot be joined."""
    start, end = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if not start or not end or start["before"] != end["before"] or int(start["number"]) >= int(end["number"]):
        return first
    return f"{first}–{end['number']}"


def format_moment(seconds: float) -> str:
    """A time in a recording as a location: ``0:07``, ``12:41``, ``1:02:03``."""
    minutes, second = divmod(max(0, int(seconds)), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def url_of_location(url: str | None, location: str | None) -> str | None:
    """The address that opens a source at a moment (Media Fragments URI) or a page (RFC 8118), else the address alone."""
    if not url or not location or "#" in url:
        return url
    if page := _PAGE.match(location):
        return f"{url}#page={page['page']}" if urlsplit(url).path.lower().endswith(".pdf") else url
    moment = _MOMENT.fullmatch(location)
    if not moment:
        return url
    seconds = int(moment["hours"] or 0) * 3600 + int(moment["minutes"]) * 60 + int(moment["seconds"])
    host = urlsplit(url).hostname or ""
    if any(host == site or host.endswith(f".{site}") for site in _VIDEO_SITES):
        return f"{url}{'&' if '?' in url else '?'}t={seconds}"
    return f"{url}#t={seconds}"
