"""The metadata of a page: title, author, publisher, date and URL, as the page states them. Nothing is guessed."""

from dataclasses import dataclass, replace

import regex
from dateutil import parser as date_parser

from index.figures import parse_iso_date
from index.text import MONTHS, WEEKDAY_ABBREVIATIONS, WEEKDAY_CHARACTERS

_HAN_DIGITS = "〇零○Ｏ一二三四五六七八九"
MONTH = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]{{0,6}}\.?"
_DATE = regex.compile(
    rf"(?P<iso>(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}})|(?P<zh>(?:19|20)\d\d\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号號]?)"
    rf"|(?P<han>[一二][{_HAN_DIGITS}]{{3}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}[日号號])"
    rf"|(?P<en>\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+(?:19|20)\d\d|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)",
    regex.I,
)
_DATE_LABEL = regex.compile(
    r"(?:(?<!\s)\s++)?(?:(?:first )?(?:published|posted|date|updated|release[d]?(?: date)?|aired)(?: on| at)?|(?:发布|發佈|發布|刊登|播出|更新)?(?:时间|時間|日期)|发布于|發佈於|发表于)\s*+[:：]?+\s*+",
    regex.I,
)
# What else may stand on a line with a date: the time, the weekday, a category without a space between.
DATE_REST = regex.compile(
    rf"[\s,，|·•/()（）-]*+(?:(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?\s*+(?:am|pm)?|(?:{'|'.join(WEEKDAY_ABBREVIATIONS)})[a-z]*+|(?:星期|周|週)[{WEEKDAY_CHARACTERS}]|"
    r"[+-]\d{4}|utc|gmt|[ecmp][sd]?t|北京时间|上午|下午|\p{Lu}[\p{L}&]*+(?: \p{L}++){0,2}|\p{Han}{1,6})[\s,，|·•/()（）-]*+){0,4}",
    regex.I,
)
_NAME = r"[\p{Lu}\p{Han}][\p{L}\p{M}.'’·•-]*(?:[ \t]+(?:(?:de|van|von|der|la|bin|al|and|&|,)[ \t]+)*\p{Lu}[\p{L}\p{M}.'’-]*){0,5}"
_BYLINE = regex.compile(
    rf"\s*(?:(?:[Bb]y|BY|[Aa]uthor|[Ww]ritten by|[Tt]ext by)\s*[:：]?[ \t]+|(?:作者|撰文|记者|記者|文|主讲|主講)\s*[:：/／｜|]\s*)(?P<name>{_NAME})\s*(?:[|,·，].{{0,60}})?"
)
_BIOGRAPHY = regex.compile(
    rf"(?P<name>{_NAME}) (?:is|was) (?:a|an|the) (?:[\p{{L}}-]+ ){{0,4}}(?:fellow|professor|lecturer|journalist|reporter|correspondent|columnist|editor|"
    r"writer|author|analyst|economist|researcher|director|historian|contributor|scholar)\b.{0,300}"
)
_PUBLISHER = regex.compile(
    r"\s*(?:来源|來源|出处|出處|稿源|[Ss]ource|[Pp]ublisher|[Pp]ublished by)\s*[:：]\s*(?P<name>[^\s|:：][^|:：]{1,60}?)(?:\s{2,}|\s*\||\s*$|\s+(?=作者|时间|時間|发布|日期|责任))"
)
_ADDRESS = regex.compile(
    r"(?:\s*(?:url|link|原文(?:链接|網址|网址)?|链接|網址|网址|source|original|permalink|canonical)\s*[:：]\s*)?(?P<url>https?://[^\s<>\"'，。）)]+)\s*",
    regex.I,
)
_MASTHEAD = regex.compile(r"[\p{Lu}\d&.,'’ -]{6,60}")
_PICTURE_PREFIX = regex.compile(r"(?<!\w)\w*(?:img|image|photo)\s*[:：]\s*", regex.I)


# A date further on in a line is that of something the line tells. Set by hand.
_LABEL_SPACE = 40


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page states about itself. None where it states nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    def or_else(self, other: "PageMetadata") -> "PageMetadata":
        """These fields, with those that are None taken from ``other``."""
        missing = {name: getattr(other, name) for name in self.__slots__ if getattr(self, name) is None}
        return replace(self, **missing)


def parse_date(text: str) -> str | None:
    """The first full date in a text, as ISO 8601, or None. A month or a year alone is not a date."""
    match = _DATE.search(text)
    if not match:
        return None
    if match["han"]:
        year, month, day = (_read_han_number(part) for part in regex.split("[年月日号號]", match["han"])[:3])
        return parse_iso_date(f"{year}-{month}-{day}")
    if not match["en"]:
        return parse_iso_date(regex.sub(r"\s", "", match.group()).replace("号", "日").replace("號", "日"))
    try:
        return date_parser.parse(match.group().replace(",", " "), dayfirst=True).date().isoformat()
    except (ValueError, OverflowError):
        return None


def _read_han_number(text: str) -> int:
    """A year written digit by digit (二〇二四), or a month or day (二十三)."""
    if "十" not in text:
        return int("".join(str(max(_HAN_DIGITS.index(character) - 3, 0)) for character in text))
    tens, _, ones = text.partition("十")
    return 10 * (_HAN_DIGITS.index(tens) - 3 if tens else 1) + (_HAN_DIGITS.index(ones) - 3 if ones else 0)


# What stands beside others on the line under a title: ``2005-04-25 08:24:06 来源: 第一财经日报 记者：林岚``.
_TIME_AFTER = regex.compile(r"\s{0,3}(?:\d{1,2}[:：]\d{2}|$|\p{Han}|[|·,，(（【\[])")
_STATED_AUTHOR = regex.compile(
    r"(?:作者|记者|記者|撰文|文)\s{0,2}[:：/／]\s{0,2}(\p{Han}{2,4}(?!\p{Han})(?:[ 、](?!时间|時間|日期|出自|来源|來源|发布|發佈|发表|編輯|编辑|浏览|阅读|点击|责任)\p{Han}{2,4}(?!\p{Han})){0,3})"
)
_STATED_SOURCE = regex.compile(r"(?:来源|來源|稿源|出处|出處)\s{0,2}[:：]\s{0,2}([^\s|:：,，()（）]{2,20})")


def read_dateline(line: str) -> PageMetadata:
    """The metadata of a line right over a text, which may hold several things: date, publisher, author."""
    match = _DATE.search(line)
    is_dated = match and (match.start() < _LABEL_SPACE or has_date_label(line)) and _TIME_AFTER.match(line, match.end())
    author, source = _STATED_AUTHOR.search(line), _STATED_SOURCE.search(line)
    return PageMetadata(
        author=read_byline(line) or (author.group(1) if author else None),
        publisher=read_publisher_line(line) or (source.group(1) if source else None),
        published=parse_date(line) if is_dated else None,
    )


def read_date_line(line: str) -> str | None:
    """The date of a line that holds little else (``2025-11-30Business``, ``Published: 4 March 2025``), or None."""
    if len(line) > 90:
        return None
    stripped = _DATE_LABEL.sub("", line, count=1)
    match = _DATE.search(stripped)
    if not match or not all(DATE_REST.fullmatch(rest) for rest in (stripped[: match.start()], stripped[match.end() :])):
        return None
    return parse_date(stripped)


def has_date_label(line: str) -> bool:
    """Whether a line labels its date as the date of publication."""
    match = _DATE_LABEL.match(line)
    return bool(match and match.group().strip())


def read_byline(line: str) -> str | None:
    """The author a line names (``By Mira Sandoval``, ``作者：林岚``), or None."""
    match = _BYLINE.fullmatch(line) if len(line) <= 120 else None
    return match["name"].strip() if match else None


def read_biography_author(line: str) -> str | None:
    """The name an author note starts with (``Mira Sandoval is a senior fellow at …``), or None."""
    match = _BIOGRAPHY.fullmatch(line)
    return match["name"] if match else None


def read_publisher_line(line: str) -> str | None:
    """The publisher a line names (``来源：…``, ``Source: …``), or None."""
    match = _PUBLISHER.match(line) if len(line) <= 120 else None
    return match["name"].strip() if match else None


def read_url_line(line: str) -> str | None:
    """The URL a line consists of, or None."""
    match = _ADDRESS.fullmatch(line)
    return match["url"] if match else None


def read_labelled_url(line: str) -> str | None:
    """The URL a line labels as the page's own (``Permalink: …``), or None. Such a line may be anywhere on the page."""
    return read_url_line(line) if not line.lstrip().lower().startswith("http") else None


def is_masthead(line: str) -> bool:
    """Whether a line looks like the name of a site over the page: two or more words in capitals."""
    return (
        bool(_MASTHEAD.fullmatch(line))
        and " " in line.strip()
        and line.upper() == line
        and bool(regex.search(r"\p{Lu}{2}", line))
    )


def clean_title(line: str) -> str:
    """A title without white space, heading marks or the name of a picture before it."""
    title = line.strip().lstrip("#").strip()
    return _PICTURE_PREFIX.sub("", title, count=1) if _PICTURE_PREFIX.match(line) else title
