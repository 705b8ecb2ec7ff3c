"""Notations other than a plain figure: times of day, weekdays, halves and quarters of years, one in ten, 12:10."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from index.figures.numerals import parse_numeral
from index.figures.units import Measurement
from index.text import (
    CARDINALS,
    HAN_DIGITS,
    HAN_ONE_TO_NINE,
    WEEKDAY_BY_CHARACTER,
    WEEKDAY_CHARACTERS,
    WEEKDAYS,
    Span,
    lazy_pattern,
)

_HAN = HAN_DIGITS + "两十"
_HOURS = tuple(word for word, value in CARDINALS.items() if 1 <= value <= 12)
# The numbers of "one in ten".
_ROUND = {word: CARDINALS[word] for word in (*_HOURS[:10], "twenty", "fifty", "hundred")}
_FEW = rf"(?i:{'|'.join(_ROUND)})|\d{{1,2}}"
_MINUTES = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_WEEKDAY_BY_START = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
_NOTATION = lazy_pattern(
    rf"""(?P<run>(?<![\d:])(?P<hours>\d{{1,3}}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?![\d:]))
    | (?P<lap>(?<![\d.:：])(?:(?P<minutes>\d{{1,2}})(?:[:：]|分))?(?P<seconds>\d{{1,2}})(?:秒(?=\d)|(?<=[:：]\d\d)\.)(?P<parts>\d{{1,3}})(?!\d|\s?[%％]))
    | (?P<clock>(?<![\d.:：])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?![\d:：])(?:\s?[ap]\.?m\b\.?)?
      | (?<![\d.:：])(?P<hour>\d|1[0-2])\.(?P<minute>[0-5]\d)\s?[ap]\.?m\b\.?
      | (?<=\b(?:at|by|until|till|since|from|about|around)\s)(?P<dotted>(?P<hour>\d|1\d|2[0-4])\.(?P<minute>[0-5]\d))(?![\d%]|\s?\p{{L}}|\.\d|\s?[-–—~]\s?\d|\s(?:to|and|or)\s\d)
      | (?<![\d.,{_HAN}])(?P<hour>\d\d?|[{_HAN}]{{1,3}})\s?(?<!一)(?:(?P<points>点)|(?<!小)时)
        (?:\s?(?P<minute>\d\d?|[{_HAN}]{{1,3}})\s?分|(?P<half>半)|(?P<quarters>[一三])刻|(?![名评燃代候期间\d{_HAN}])))
    | (?P<height>(?<!\d)(?P<metres>[12])米(?P<parts>\d{{1,2}})(?!\d))
    | (?P<price>(?P<yuan>(?<!\d)\d+|[{_HAN}]{{1,3}})块(?P<tenths>[1-9](?!\d)|[{HAN_ONE_TO_NINE}])(?=[毛角钱的]|[^\p{{Han}}\d]|$))
    | (?P<spoken>\b(?P<past>(?i:a\s)?(?i:quarter|half)|(?i:five|ten|twenty|twenty-five))\s(?P<side>past|to)\s(?P<hour>(?i:{"|".join(_HOURS)}))\b)
    | (?P<weekday>\b(?i:{"|".join(WEEKDAYS)})s?\b|(?:周|星期|礼拜)(?P<nth>[{WEEKDAY_CHARACTERS}])(?![年个次章]))
    | (?P<half_year>\b(?:(?P<first>[Ff]irst|1st)|[Ss]econd|[Ll]atter|2nd)\s[Hh]alf\b|\bH(?:(?P<first>1)|2)\b|(?P<first>上)半[年场]|下半[年场])
    | (?P<quarter>\b(?:Q(?P<nth>[1-4])|(?P<nth>[1-4])Q)\b)
    | (?P<share>\b(?P<part>{_FEW})\s(?:(?!\p{{L}}*illion)\p{{L}}+\s)?(?:in|out\sof)\s(?:every\s)?(?P<whole>{_FEW}|100)\b
        (?![,.]?\d|\s(?:year|month|week|day|hour|minute)))
    | (?P<share>每(?P<part_of>[{_HAN}百]+|\d+)[个名位]?\p{{Han}}{{0,4}}?[里中]就?有(?P<these>[{_HAN}]+|\d+)[个名位人])
    | (?P<quarters>(?i:three)[ -]quarters?\b)
    """,
    regex.X | regex.V1,
)


def read_notations(text: str) -> Iterator[tuple[Span, frozenset[Measurement]]]:
    """Where such notations stand in a text, and the ways to read each."""
    for match in _NOTATION.finditer(text):
        read = next((reader for name, reader in _READERS.items() if match[name]), _read_part_of_calendar)
        if measurements := read(match):
            yield match.span(), frozenset(measurements)


def _read_lap(match: regex.Match[str]) -> set[Measurement]:
    """A time in sport: 46秒40, 2:03.15."""
    seconds = Decimal(f"{match['seconds']}.{match['parts']}")
    whole = {("second", seconds + 60 * int(match["minutes"] or 0))}
    return whole if match["minutes"] else whole | {("", seconds)}


def _read_height(match: regex.Match[str]) -> set[Measurement]:
    """A height: 1米68."""
    return {("metre", Decimal(f"{match['metres']}.{match['parts']}"))}


def _read_price(match: regex.Match[str]) -> set[Measurement]:
    """A price in spoken Chinese: 4块5."""
    yuan, tenths = parse_numeral(match["yuan"]), parse_numeral(match["tenths"])
    return set() if yuan is None or tenths is None else {("yuan", yuan + tenths / 10)}


def _read_run(match: regex.Match[str]) -> set[Measurement]:
    """A duration: 3:47:20."""
    return {("second", Decimal(int(match["hours"]) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"])))}


def _read_spoken(match: regex.Match[str]) -> set[Measurement]:
    """A time of day in words: a quarter to eleven."""
    minutes = _MINUTES[match["past"].lower().removeprefix("a ")] * (1 if match["side"] == "past" else -1)
    return {("clock", Decimal((_HOURS.index(match["hour"].lower()) + 1) * 60 + minutes) % 720)}


def _read_clock(match: regex.Match[str]) -> set[Measurement]:
    """A time of day on a twelve-hour clock, and what else the same characters may be: a duration, a score, a number."""
    hour, minute = parse_numeral(match["hour"]), parse_numeral(match["minute"] or "0")
    if hour is None or minute is None:
        return set()
    if match["quarters"]:
        minute = Decimal(15 if match["quarters"] == "一" else 45)
    measurements = {("clock", (hour * 60 + (30 if match["half"] else minute)) % 720)}
    if match["dotted"]:
        measurements.add(("", Decimal(match["dotted"])))
    if regex.search("[:：]", match.group()):
        measurements |= {("second", hour * 3600 + minute * 60), ("second", hour * 60 + minute)}
        measurements.add(pair_measurement(hour, minute))
    if match["points"] and not match["minute"] and not match["quarters"]:
        measurements |= {("score", hour), ("", hour)}
    return measurements


def _read_share(match: regex.Match[str]) -> set[Measurement]:
    part, whole = (
        _parse_small_number(match["part"] or match["these"]),
        _parse_small_number(match["whole"] or match["part_of"]),
    )
    return {("percent", round(part * 100 / whole, 2))} if 0 < part < whole else set()


def _read_part_of_calendar(match: regex.Match[str]) -> set[Measurement]:
    nth = match["nth"]
    if match["weekday"]:
        day = WEEKDAY_BY_CHARACTER[nth] if nth else _WEEKDAY_BY_START[match.group()[:3].lower()]
        return {("weekday", Decimal(day))}
    if match["half_year"]:
        return {("half_year", Decimal(1 if match["first"] else 2))}
    return {("quarter", Decimal(nth))} if nth else {("quarter", Decimal(3)), ("percent", Decimal(75))}


def pair_measurement(own: Decimal, other: Decimal) -> Measurement:
    """A pair of numbers such as a score: 12:10. Both are small, so that one number can hold them."""
    return "pair", own * 1000 + other


def _parse_small_number(numeral: str) -> Decimal:
    word = numeral.lower()
    return Decimal(_ROUND[word]) if word in _ROUND else parse_numeral(numeral) or Decimal(0)


_READERS = {
    "run": _read_run,
    "lap": _read_lap,
    "height": _read_height,
    "price": _read_price,
    "spoken": _read_spoken,
    "clock": _read_clock,
    "share": _read_share,
}
