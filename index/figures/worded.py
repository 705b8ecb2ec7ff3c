"""Figures that a text says without a numeral of its own: ``halved``, ``twice``, ``a decade``, ``两国``, ``半年``.

Generous on purpose: no claim is read from them, they only bear one out.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from index.figures.notations import Worth, score
from index.figures.numbers import Figure, read_figures
from index.figures.numerals import value
from index.figures.units import unit_of

_NUMBERS = {
    1: r"\b(?:one|once|first(?:ly)?|sole|single)\b|[首单独]|一(?=[个名位人家次艘架座项条只枚届场种件号级等类流期线队所楼])",
    2: r"俩|(?:增[长加]?|上涨|提高|多|扩大)了?(?:近|约|超过)?一倍|\b(?:twice|doubl(?:e[ds]?|ing)|twofold|both|pair|couple|second(?:ly)?|dual|twin|ii)\b|翻番|翻倍|翻了?一番|双",
    3: r"仨|\b(?:thrice|tripl(?:e[ds]?|ing)|treble[ds]?|threefold|third(?:ly)?|trio|iii)\b",
    4: r"\b(?:quadrupl(?:e[ds]?|ing)|fourfold|fourth(?:ly)?|iv)\b",
    12: r"\bdozen\b",
    **{n: rf"\b{word}fold\b" for n, word in enumerate(("five", "six", "seven", "eight", "nine", "ten"), start=5)},
    100: r"\b(?:an?|one) hundred\b|[近上约逾过成]百",
    1000: r"\b(?:an?|one) thousand\b|[近上约逾过成]千",
    10000: "[近上约逾过成]万",
    1000000: "[近上约逾过成]百万",
    10000000: "[近上约逾过成]千万",
    100000000: "[近上约逾过成]亿",
}
_SHARES: dict[str | int, str] = {
    50: r"\b(?:half|halv(?:e[ds]?|ing)|majority)\b|半",
    25: r"\b(?:an?|one)[ -](?:quarter|fourth)\b|\bquarter of\b",
    "33.33": r"\b(?:an?|one)[ -]third\b|\bthird of\b",
    20: r"\b(?:an?|one)[ -]fifth\b|\bfifth of\b",
    10: r"\b(?:an?|one)[ -]tenth\b|\btenth of\b",
}
_SPANS: dict[tuple[str, float], str] = {
    ("month", 120): r"\bdecade\b",
    ("month", 1200): r"\bcentury\b|世纪",
    ("month", 6): r"\bhalf[- ](?:a[ -])?year\b|半年",
    ("month", 12): r"一年|\b(?:next|following) year\b|[次翌]年",
    ("month", 1): r"一个月|\b(?:next|following) month\b|次月",
    ("second", 604800): r"\b(?:next|following) week\b",
    ("second", 86400): r"\b(?:next|following) day\b|[次翌]日",
    ("quarter", 1): r"\bfirst three months\b|前三个月",
    ("point", 0.5): r"\bhalf a (?:percentage )?point\b|半个百分点",
    ("month", 18): r"\b(?:a|one) year and a half\b|一年半",
    ("second", 1800): r"\bhalf[- ](?:an[ -])?hour\b|半个?小时",
    ("second", 5400): r"\ban hour and a half\b|一个半小时",
    ("second", 43200): r"\bhalf[- ](?:a[ -])?day\b|半天",
    ("clock", 0): r"\b(?:noon|midday|midnight)\b|正午|中午|午夜",
    **{
        ("decade", 1920 + 10 * i): rf"\b{word}ties\b"
        for i, word in enumerate(["twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"])
    },
    ("century", 21): r"\bthis century\b|本世纪",
    ("century", 20): r"\blast century\b|上个?世纪",
}
_PATTERNS = [
    *((regex.compile(pattern, regex.I), ("", Decimal(number))) for number, pattern in _NUMBERS.items()),
    *((regex.compile(pattern, regex.I), ("percent", Decimal(share))) for share, pattern in _SHARES.items()),
    *((regex.compile(pattern, regex.I), (measured, Decimal(worth))) for (measured, worth), pattern in _SPANS.items()),
]
_HAN = "零〇一二两三四五六七八九十百千万亿"
_ONE = regex.compile(r"\b(?i:an?|one|per|each|every|single|(?:to|against) the)\b|[一单每](?!\p{N})")
_LONE = regex.compile(rf"(?<![{_HAN}])(?!三[星亚明]|四[川周处]|五[角台]|十[分足])[二两三四五六七八九十](?![{_HAN}])")
_ONE_OR_MORE = regex.compile(
    rf"(?<![{_HAN}])(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<scale>[十百千万亿]*)"
)
_DIGITS = regex.compile(r"\d+(?:\.\d+)?(?P<percent>\s?[%％])?")
_SOME_OF_MANY = regex.compile(
    rf"(?P<whole>[{_HAN}]+|\d+)[个名位]?人?[里中]就?有(?P<part>[{_HAN}]+|\d+)|(?<!\d)(?P<part>\d{{1,2}})/(?P<whole>\d{{1,2}})(?![\d/])"
)
_PAIR = regex.compile(r"(?<!\d)(?P<own>\d{1,3})\s?[-–:：比]\s?(?P<other>\d{1,3})(?!\d)")
_WEEKDAY = regex.compile("(?<=[周期拜][一二三四五六日天]?[至到、和])[一二三四五六日天]")


_OF_AN_AGE = regex.compile(
    r"(?i)\b(?:children|people|those|men|women|girls|boys|adults|anyone|players|aged?) (?:aged )?(?:under|over|below|above) (?P<age>[\w-]+)"
)
_STOPPED = regex.compile(r"(?<![\d:.])(?P<first>\d{1,3}):(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d))?(?![\d:])")
_PARTS_OF_TIME = regex.compile(
    r"(?P<hours>\w+)[\s-](?:hours?|hrs?)(?:,? and |,? )?(?:(?P<minutes>\w+)[\s-](?:minutes?|mins?))?(?:,? and |,? )?(?:(?P<seconds>[\w.]+)[\s-]seconds?)?"
    r"|(?P<hours>[\d零一二两三四五六七八九十]+)个?小时(?:零?(?P<minutes>[\d零一二两三四五六七八九十]+)分钟?)?(?:零?(?P<seconds>[\d零一二两三四五六七八九十]+)秒)?"
    r"|(?P<minutes>[\d零一二两三四五六七八九十]+)分钟?零?(?P<seconds>[\d零一二两三四五六七八九十]+)秒"
    r"|(?P<minutes>\w+)[\s-](?:minutes?|mins?),? (?:and )?(?P<seconds>[\w.]+)[\s-]seconds?"
)
# The pianist Haruka Minami, 31, will play.
_AGE = regex.compile(
    r"(?<=\p{Lu}[\p{L}'’-]+,\s)(?<!\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept?|Oct|Nov|Dec),\s)"
    r"(?P<age>[1-9]\d?|1[01]\d)(?=[,;.)]|\s(?:who|from|and)\b)(?!,\s\d{4}\b)"
)


def implied(text: str, found: Sequence[Figure]) -> Iterator[Worth]:
    """What a text may be taken to say beside the figures found in it."""
    for pattern, worth in _PATTERNS:
        if pattern.search(text):
            yield worth
    yield from _durations(text)
    for match in _ONE.finditer(text):
        yield from unit_of(text, *match.span())[0]
    for match in _LONE.finditer(text):
        yield from _with_unit(text, match.span(), value(match.group()))
    for match in _ONE_OR_MORE.finditer(text):
        for numeral in (match["low"], match["high"]):
            yield from _with_unit(text, match.span(), value(numeral + match["scale"]))
    yield from _in_digits(text, found)
    yield from (("month", Decimal(match["age"]) * 12) for match in _AGE.finditer(text))
    for match in _OF_AN_AGE.finditer(text):
        if age := _small(match["age"]):
            yield "month", age * 12
    for match in _SOME_OF_MANY.finditer(text):
        part, whole = value(match["part"]), value(match["whole"])
        if part and whole:
            yield "percent", round(part * 100 / whole, 2)
    for match in _WEEKDAY.finditer(text):
        yield "weekday", Decimal("一二三四五六日".index(match.group().replace("天", "日")))


def _in_digits(text: str, found: Sequence[Figure]) -> Iterator[Worth]:
    """Digits that are no figure, as in names, and two held against each other."""
    for match in _DIGITS.finditer(text):
        if not any(figure.start < match.end() and match.start() < figure.end for figure in found):
            number = regex.sub(r"[^\d.]", "", match.group())
            yield "percent" if match["percent"] else "", Decimal(number)
    for match in _PAIR.finditer(text):
        yield score(Decimal(match["own"]), Decimal(match["other"]))


def _with_unit(text: str, span: tuple[int, int], number: Decimal | None) -> Iterator[Worth]:
    if number is not None:
        yield "", number
        yield from ((measured, number * worth) for measured, worth in unit_of(text, *span)[0])


def _durations(text: str) -> Iterator[Worth]:
    """How long something took: 3:47:20, and all of three hours, 47 minutes and 20 seconds together."""
    for match in _STOPPED.finditer(text):
        first, second, third = (Decimal(part or 0) for part in match.groups())
        if match["third"]:
            yield from (("second", first * 3600), ("second", second * 60), ("second", third))
            yield "second", first * 3600 + second * 60 + third
        else:
            yield from (("second", first * 3600 + second * 60), ("second", first * 60 + second))
    for match in _PARTS_OF_TIME.finditer(text):
        parts = [_small(match[name]) for name in ("hours", "minutes", "seconds")]
        if sum(part is not None for part in parts) > 1:
            hours, minutes, seconds = (part or Decimal(0) for part in parts)
            yield "second", hours * 3600 + minutes * 60 + seconds


def _small(numeral: str | None) -> Decimal | None:
    """A small number in digits or words of either language, or None."""
    if not numeral:
        return None
    if regex.fullmatch(rf"[{_HAN}]+|\d+", numeral):
        return value(numeral)
    return next((figure.value for figure in read_figures(numeral)), None)
