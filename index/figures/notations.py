"""Figures in phrases of their own: times of day, days of the week, halves and quarters of years, one in ten, 12:10."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from index.figures.numerals import value
from index.text import Span

# What is measured, "" where nothing says, and how much of it in base units.
Worth = tuple[str, Decimal]

_HAN_DIGITS = "零〇一二两三四五六七八九十"
_FEW = "(?i:one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred)|\\d{1,2}"
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IN_WORDS = {word: i for i, word in enumerate(_SMALL, start=1)} | {"twenty": 20, "fifty": 50, "hundred": 100}
_HOURS = (*_SMALL, "eleven", "twelve")
_MINUTES = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PHRASE = regex.compile(
    rf"""(?P<run>(?<![\d:])(?P<hours>\d{{1,3}}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?![\d:]))
    | (?P<lap>(?<![\d.:：])(?:(?P<minutes>\d{{1,2}})(?:[:：]|分))?(?P<seconds>\d{{1,2}})(?:秒(?=\d)|(?<=[:：]\d\d)\.)(?P<parts>\d{{1,3}})(?!\d|\s?[%％]))
    | (?P<clock>(?<![\d.:：])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?![\d:：])(?:\s?[ap]\.?m\b\.?)?
      | (?<![\d.:：])(?P<hour>\d|1[0-2])\.(?P<minute>[0-5]\d)\s?[ap]\.?m\b\.?
      | (?<=\b(?:at|by|until|till|since|from|about|around)\s)(?P<dotted>(?P<hour>\d|1\d|2[0-4])\.(?P<minute>[0-5]\d))(?![\d%]|\s?\p{{L}}|\.\d|\s?[-–—~]\s?\d|\s(?:to|and|or)\s\d)
      | (?<![\d.,{_HAN_DIGITS}])(?P<hour>\d\d?|[{_HAN_DIGITS}]{{1,3}})\s?(?<!一)(?:(?P<points>点)|(?<!小)时)
        (?:\s?(?P<minute>\d\d?|[{_HAN_DIGITS}]{{1,3}})\s?分|(?P<half>半)|(?P<quarters>[一三])刻|(?![名评燃代候期间\d{_HAN_DIGITS}])))
    | (?P<height>(?<!\d)(?P<metres>[12])米(?P<parts>\d{{1,2}})(?!\d))
    | (?P<price>(?P<yuan>\d+|[{_HAN_DIGITS}]{{1,3}})块(?P<tenths>[1-9](?!\d)|[一二三四五六七八九])(?=[毛角钱的]|[^\p{{Han}}\d]|$))
    | (?P<spoken>\b(?P<past>(?i:a\s)?(?i:quarter|half)|(?i:five|ten|twenty|twenty-five))\s(?P<side>past|to)\s(?P<hour>(?i:{"|".join(_HOURS)}))\b)
    | (?P<weekday>\b(?i:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:周|星期|礼拜)(?P<nth>[一二三四五六日天])(?![年个次章]))
    | (?P<half_year>\b(?:(?P<first>[Ff]irst|1st)|[Ss]econd|[Ll]atter|2nd)\s[Hh]alf\b|\bH(?:(?P<first>1)|2)\b|(?P<first>上)半[年场]|下半[年场])
    | (?P<quarter>\b(?:Q(?P<nth>[1-4])|(?P<nth>[1-4])Q)\b)
    | (?P<share>\b(?P<part>{_FEW})\s(?:(?!\p{{L}}*illion)\p{{L}}+\s)?(?:in|out\sof)\s(?:every\s)?(?P<whole>{_FEW}|100)\b
        (?![,.]?\d|\s(?:year|month|week|day|hour|minute)))
    | (?P<share>每(?P<part_of>[{_HAN_DIGITS}百]+|\d+)[个名位]?\p{{Han}}{{0,4}}?[里中]就?有(?P<these>[{_HAN_DIGITS}]+|\d+)[个名位人])
    | (?P<quarters>(?i:three)[ -]quarters?\b)
    """,
    regex.X | regex.V1,
)


def phrases(text: str) -> Iterator[tuple[Span, frozenset[Worth]]]:
    """Where such phrases stand in a text, and what each may be worth."""
    for match in _PHRASE.finditer(text):
        read = next((reading for name, reading in _READINGS.items() if match[name]), _named)
        if worths := read(match):
            yield match.span(), frozenset(worths)


def _lap(match: regex.Match[str]) -> set[Worth]:
    """A time as it is stopped in sport: 46秒40, 2:03.15."""
    seconds = Decimal(f"{match['seconds']}.{match['parts']}")
    whole = {("second", seconds + 60 * int(match["minutes"] or 0))}
    return whole if match["minutes"] else whole | {("", seconds)}


def _height(match: regex.Match[str]) -> set[Worth]:
    """How tall somebody is: 1米68."""
    return {("metre", Decimal(f"{match['metres']}.{match['parts']}"))}


def _price(match: regex.Match[str]) -> set[Worth]:
    """What something costs as it is said: 4块5."""
    yuan, tenths = value(match["yuan"]), value(match["tenths"])
    return set() if yuan is None or tenths is None else {("yuan", yuan + tenths / 10)}


def _run(match: regex.Match[str]) -> set[Worth]:
    """How long something took: 3:47:20."""
    return {("second", Decimal(int(match["hours"]) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"])))}


def _spoken(match: regex.Match[str]) -> set[Worth]:
    """A time of day as it is said: a quarter to eleven."""
    minutes = _MINUTES[match["past"].lower().removeprefix("a ")] * (1 if match["side"] == "past" else -1)
    return {("clock", Decimal((_HOURS.index(match["hour"].lower()) + 1) * 60 + minutes) % 720)}


def _clock(match: regex.Match[str]) -> set[Worth]:
    """A time of day, of twelve hours; what could be another thing is that as well."""
    hour, minute = value(match["hour"]), value(match["minute"] or "0")
    if hour is None or minute is None:
        return set()
    if match["quarters"]:
        minute = Decimal(15 if match["quarters"] == "一" else 45)
    worths = {("clock", (hour * 60 + (30 if match["half"] else minute)) % 720)}
    if match["dotted"]:
        worths.add(("", Decimal(match["dotted"])))
    if regex.search("[:：]", match.group()):
        worths |= {("second", hour * 3600 + minute * 60), ("second", hour * 60 + minute)}
        worths.add(score(hour, minute))
    if match["points"] and not match["minute"] and not match["quarters"]:
        worths |= {("score", hour), ("", hour)}
    return worths


def _share(match: regex.Match[str]) -> set[Worth]:
    part, whole = _small(match["part"] or match["these"]), _small(match["whole"] or match["part_of"])
    return {("percent", round(part * 100 / whole, 2))} if 0 < part < whole else set()


def _named(match: regex.Match[str]) -> set[Worth]:
    nth = match["nth"]
    if match["weekday"]:
        day = "一二三四五六日".index(nth.replace("天", "日")) if nth else _WEEKDAYS.index(match.group()[:3].lower())
        return {("weekday", Decimal(day))}
    if match["half_year"]:
        return {("half_year", Decimal(1 if match["first"] else 2))}
    return {("quarter", Decimal(nth))} if nth else {("quarter", Decimal(3)), ("percent", Decimal(75))}


def score(own: Decimal, other: Decimal) -> Worth:
    """Two figures held against each other: 12:10."""
    return "pair", own * 1000 + other


def _small(numeral: str) -> Decimal:
    word = numeral.lower()
    return Decimal(_IN_WORDS[word]) if word in _IN_WORDS else value(numeral) or Decimal(0)


_READINGS = {
    "run": _run,
    "lap": _lap,
    "height": _height,
    "price": _price,
    "spoken": _spoken,
    "clock": _clock,
    "share": _share,
}
