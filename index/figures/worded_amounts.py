"""Amounts in words without a numeral: ``doubled``, ``a dozen``, ``half a year``, ``两国``, ``半年``.

The wordings stand in ``worded_amounts.tsv``. Each counts as evidence; only those that can mean nothing else are claims.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from index.figures.notations import pair_measurement
from index.figures.numbers import Figure, read_figures
from index.figures.numerals import parse_numeral
from index.figures.units import Measurement, read_unit
from index.text import (
    AMBIGUOUS_MONTHS,
    HAN_NUMERALS,
    HAN_ONE_TO_NINE,
    MONTH_ABBREVIATIONS,
    MONTHS,
    WEEKDAY_BY_CHARACTER,
    WEEKDAY_CHARACTERS,
    Span,
    lazy_pattern,
    read_table,
)


def _measurement(cell: str) -> Measurement:
    measured, _, worth = cell.partition("=")
    return "" if measured == "number" else measured, Decimal(worth)


_WORDINGS = [
    (lazy_pattern(pattern, regex.I), frozenset(map(_measurement, measurements.split())), claim == "yes")
    for claim, measurements, pattern in read_table("index.figures", "worded_amounts.tsv")
]
# One unit that is claimed. In Chinese only where it counts the time: 一年 is also every year.
_CLAIMED_ONE = lazy_pattern(
    r"\b[Oo]ne(?= \p{Ll})|(?<!第|\p{N}|[十百千万亿上前下这每同头后另])一(?=(?:年|个月|周|天|个?小时)(?:之?[后前内]|以[来后前内]|间|多))"
)
_ANY_ONE = lazy_pattern(r"\b(?i:an?|one|per|each|every|single|(?:to|against) the)\b|[一单每](?!\p{N})")
_LONE_NUMERAL = lazy_pattern(
    rf"(?<![{HAN_NUMERALS}])(?!三[星亚明]|四[川周处]|五[角台]|十[分足])[二两三四五六七八九十](?![{HAN_NUMERALS}])"
)
# 三四百: three or four hundred.
_ONE_OR_MORE = lazy_pattern(
    rf"(?<![{HAN_NUMERALS}])(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<scale>[十百千万亿]*)"
)
_DIGITS = lazy_pattern(r"(?P<number>\d+(?:\.\d+)?)(?P<percent>\s?[%％])?")
_SOME_OF_MANY = lazy_pattern(
    rf"(?P<whole>(?<![{HAN_NUMERALS}])[{HAN_NUMERALS}]+|(?<!\d)\d+)[个名位]?人?[里中]就?有(?P<part>[{HAN_NUMERALS}]+|\d+)|(?<!\d)(?P<part>\d{{1,2}})/(?P<whole>\d{{1,2}})(?![\d/])"
)
_PAIR = lazy_pattern(r"(?<!\d)(?P<own>\d{1,3})\s?[-–:：比]\s?(?P<other>\d{1,3})(?!\d)")
# The second of two weekdays: 周一至五.
_LAST_WEEKDAY = lazy_pattern(rf"(?<=[周期拜][{WEEKDAY_CHARACTERS}]?[至到、和])[{WEEKDAY_CHARACTERS}]")
_AGE_LIMIT = lazy_pattern(
    r"(?i)\b(?:children|people|those|men|women|girls|boys|adults|anyone|players|aged?) (?:aged )?(?:under|over|below|above) (?P<age>[\w-]+)"
)
# 3:47:20, and 47:20, which may be hours or minutes.
_STOPWATCH = lazy_pattern(r"(?<![\d:.])(?P<first>\d{1,3}):(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d))?(?![\d:])")
_DIGIT = rf"[\d零{HAN_ONE_TO_NINE}两十]"
_SMALL_NUMERAL = f"{_DIGIT}+"
_PARTS_OF_TIME = lazy_pattern(
    r"(?P<hours>(?<!\w)\w+)[\s-](?:hours?|hrs?)(?:,? and |,? )?(?:(?P<minutes>\w+)[\s-](?:minutes?|mins?))?(?:,? and |,? )?(?:(?P<seconds>[\w.]+)[\s-]seconds?)?"
    rf"|(?P<hours>(?<!{_DIGIT}){_SMALL_NUMERAL})个?小时(?:零?(?P<minutes>{_SMALL_NUMERAL})分钟?)?(?:零?(?P<seconds>{_SMALL_NUMERAL})秒)?"
    rf"|(?P<minutes>(?<!{_DIGIT}){_SMALL_NUMERAL})分钟?零?(?P<seconds>{_SMALL_NUMERAL})秒"
    r"|(?P<minutes>(?<!\w)\w+)[\s-](?:minutes?|mins?),? (?:and )?(?P<seconds>[\w.]+)[\s-]seconds?"
)
# The pianist Haruka Minami, 31, will play. May, Jan and Jun, 31, may be people.
_NO_PERSON = "|".join((*MONTHS, *(name for name in MONTH_ABBREVIATIONS if name not in AMBIGUOUS_MONTHS)))
_AGE_AFTER_NAME = lazy_pattern(
    rf"(?<=\p{{Lu}}[\p{{L}}'’-]+,\s)(?<!\b(?:{_NO_PERSON}),\s)(?P<age>[1-9]\d?|1[01]\d)(?=[,;.)]|\s(?:who|from|and)\b)(?!,\s\d{{4}}\b)"
)


def read_worded_amounts(text: str) -> Iterator[tuple[Span, frozenset[Measurement]]]:
    """The amounts that a text claims in words: where each stands, and the ways to read it. They may overlap."""
    for pattern, measurements, is_claim in _WORDINGS:
        if is_claim:
            for match in pattern.finditer(text):
                yield match.span(), measurements
    for match in _CLAIMED_ONE.finditer(text):
        unit, start, end = read_unit(text, *match.span())
        if unit:
            yield (start, end), frozenset(unit)


def infer_measurements(text: str, figures: Sequence[Figure]) -> Iterator[Measurement]:
    """What a text may be taken to state besides its figures. Generous, because no claim is read from it."""
    for pattern, measurements, _ in _WORDINGS:
        if pattern.search(text):
            yield from measurements
    yield from _durations(text)
    for match in _ANY_ONE.finditer(text):
        yield from read_unit(text, *match.span())[0]
    for match in _LONE_NUMERAL.finditer(text):
        yield from _with_unit(text, match.span(), parse_numeral(match.group()))
    for match in _ONE_OR_MORE.finditer(text):
        for numeral in (match["low"], match["high"]):
            yield from _with_unit(text, match.span(), parse_numeral(numeral + match["scale"]))
    yield from _numbers_in_digits(text, figures)
    yield from (("month", Decimal(match["age"]) * 12) for match in _AGE_AFTER_NAME.finditer(text))
    for match in _AGE_LIMIT.finditer(text):
        if age := _parse_small_number(match["age"]):
            yield "month", age * 12
    for match in _SOME_OF_MANY.finditer(text):
        part, whole = parse_numeral(match["part"]), parse_numeral(match["whole"])
        if part and whole:
            yield "percent", round(part * 100 / whole, 2)
    for match in _LAST_WEEKDAY.finditer(text):
        yield "weekday", Decimal(WEEKDAY_BY_CHARACTER[match.group()])


def _numbers_in_digits(text: str, figures: Sequence[Figure]) -> Iterator[Measurement]:
    """Digits that are no figure, as in names, and pairs of numbers such as scores."""
    for match in _DIGITS.finditer(text):
        if not any(figure.start < match.end() and match.start() < figure.end for figure in figures):
            yield "percent" if match["percent"] else "", Decimal(match["number"])
    for match in _PAIR.finditer(text):
        yield pair_measurement(Decimal(match["own"]), Decimal(match["other"]))


def _with_unit(text: str, span: Span, number: Decimal | None) -> Iterator[Measurement]:
    if number is not None:
        yield "", number
        yield from ((measured, number * worth) for measured, worth in read_unit(text, *span)[0])


def _durations(text: str) -> Iterator[Measurement]:
    """How long something took: 3:47:20, or the sum of three hours, 47 minutes and 20 seconds."""
    for match in _STOPWATCH.finditer(text):
        first, second, third = (Decimal(part or 0) for part in match.groups())
        if match["third"]:
            yield from (("second", first * 3600), ("second", second * 60), ("second", third))
            yield "second", first * 3600 + second * 60 + third
        else:
            yield from (("second", first * 3600 + second * 60), ("second", first * 60 + second))
    for match in _PARTS_OF_TIME.finditer(text):
        parts = [_parse_small_number(match[name]) for name in ("hours", "minutes", "seconds")]
        if sum(part is not None for part in parts) > 1:
            hours, minutes, seconds = (part or Decimal(0) for part in parts)
            yield "second", hours * 3600 + minutes * 60 + seconds


def _parse_small_number(numeral: str | None) -> Decimal | None:
    """A small number in digits or words of either language; None for anything else."""
    if not numeral:
        return None
    if regex.fullmatch(rf"[{HAN_NUMERALS}]+|\d+", numeral):
        return parse_numeral(numeral)
    return next((figure.value for figure in read_figures(numeral)), None)
