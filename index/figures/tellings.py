"""Amounts told in words without a numeral: doubled, a dozen, half a year, one month, the first quarter."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from index.figures.notations import Worth
from index.figures.units import unit_of
from index.text import Span

_TOLD: list[tuple[str, set[tuple[str, float]]]] = [
    (r"\b(?:doubled|doubles|doubling|twice)\b|翻了?一?番|翻倍|翻了?一倍", {("", 2), ("percent", 100)}),
    (r"\b(?:tripled|triples|tripling|trebled|thrice)\b", {("", 3)}),
    (r"\b(?:quadrupled|quadruples|quadrupling)\b|翻了?两番", {("", 4)}),
    (r"\b(?:halved|halves|halving)\b|减半|折半", {("percent", 50)}),
    (r"\bhalf a dozen\b", {("", 6)}),
    (r"\b(?:a|one) dozen\b", {("", 12)}),
    (r"\btwo dozen\b", {("", 24)}),
    (r"\bhalf[- ]an?[- ]century\b|半个世纪", {("month", 600)}),
    (r"\b(?:a|one) decade\b", {("month", 120)}),
    (r"\b(?:a|one) century\b|一个世纪", {("month", 1200)}),
    (r"\bhalf[- ]a[- ]year\b|(?<![上下大])半年", {("month", 6)}),
    (r"\bhalf[- ]an[- ]hour\b|(?<!个)半个?小时", {("second", 1800)}),
    (r"\bhalf[- ]a[- ]day\b|(?<!个)半天", {("second", 43200)}),
    (r"\bfirst quarter\b|第?一季度", {("quarter", 1)}),
    (r"第一(?=[名位届轮章号代期场局集卷版批])", {("", 1)}),
]
_PATTERNS = [
    (regex.compile(pattern, regex.I), frozenset((measured, Decimal(worth)) for measured, worth in worths))
    for pattern, worths in _TOLD
]
# In Chinese only where it counts the time: 一年 is also every year.
_ONE = regex.compile(
    r"\b[Oo]ne(?= \p{Ll})|(?<!第|\p{N}|[十百千万亿上前下这每同头后另])一(?=(?:年|个月|周|天|个?小时)(?:之?[后前内]|以[来后前内]|间|多))"
)


def tellings(text: str) -> Iterator[tuple[Span, frozenset[Worth]]]:
    """Where a text tells an amount so, and what it may be worth."""
    for pattern, worths in _PATTERNS:
        for match in pattern.finditer(text):
            yield match.span(), worths
    for match in _ONE.finditer(text):
        units, start, end = unit_of(text, *match.span())
        if units:
            yield (start, end), frozenset(units)
