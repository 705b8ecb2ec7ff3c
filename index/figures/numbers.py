"""Figures by value, in either language and notation: ``6万亿`` is ``6 trillion`` is ``6,000,000,000,000``.

This module finds figures in a text, with months, fractions in words and ranges. ``numerals`` reads each numeral, and the
package text2num reads English number words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import regex
from text_to_num import find_numbers

from index.figures.numerals import PRINTED, TAIL, Kind, Reading, apply_tail, parse_numeral, read_numeral
from index.text import AMBIGUOUS_MONTHS, CARDINALS, MONTH_ABBREVIATIONS, MONTHS, ORDINALS, lazy_pattern


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a text prints as ``text[start:end]``.

    A percentage holds 55 for ``55%``, and so do tenths (``六成``: 60) and fractions (``三分之二``, ``two-thirds``:
    66.67). A month holds 1 to 12. Ordinals (``第三``, ``3rd``, ``third``) are numbers.
    """

    value: Decimal
    kind: Kind
    start: int
    end: int

    @property
    def token(self) -> str:
        """The token of a full-text index, the same for equal figures: ``n_6000000000000``, ``p_55``, ``m_9``."""
        number = format(self.value, "f")
        return f"{self.kind[0]}_{number.rstrip('0').rstrip('.') if '.' in number else number}"


@dataclass(frozen=True, slots=True)
class _Word:
    """The token type that text2num expects."""

    word: str

    def text(self) -> str:
        return self.word

    def nt_separated(self, _previous: "_Word") -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


# One character for one, so that offsets hold for the text as printed.
_TO_PLAIN = str.maketrans(
    "０１２３４５６７８９．％萬億兩點餘個負幾數條項種歲層頁號張噸畝圓週",
    "0123456789.%万亿两点余个负几数条项种岁层页号张吨亩元周",
)
_WIDE_COMMA = lazy_pattern("(?<=[０-９])，(?=[０-９]{3})")
_MONTH_BY_START = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_NUMERATORS = {"a": 1, "an": 1, **{word: CARDINALS[word] for word in ("one", "two", "three", "four")}}
_DENOMINATORS = {
    "half": 2,
    "quarter": 4,
    **{word: ORDINALS[word] for word in ("third", "fourth", "fifth", "sixth", "eighth", "tenth")},
}
_FULL_NAMES = "|".join(name for name in MONTHS if name not in AMBIGUOUS_MONTHS)
_ABBREVIATIONS = "|".join(name for name in MONTH_ABBREVIATIONS if name not in AMBIGUOUS_MONTHS)
_AMBIGUOUS = "|".join(AMBIGUOUS_MONTHS)

_MONTH_NAME = (  # "may" and "march" are months only beside certain words
    rf"(?P<name>(?i:{_FULL_NAMES})"
    rf"|{_ABBREVIATIONS}"
    r"|(?<=\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Ee]nd of)[ -]|\d(?:st|nd|rd|th)?(?: of)?[ -]"
    rf"|(?:[rln]y|ch|il|ne|st|ber) (?:to|and|or) )(?:{_AMBIGUOUS})"
    rf"|(?:{_AMBIGUOUS})(?=\.? (?:\d\d?(?:st|nd|rd|th)?\b(?!:)|(?:19|20)\d\d)))\b"
)
_SHARE_IN_WORDS = (
    r"(?P<half>[Hh]alf(?= of\b))|(?P<whole>(?i:one|two|three|four)(?=[- ])|(?<=\b[Bb]y )an?|(?i:an?)(?= [a-z]+ (?:of|full|empty|more|less|fewer|higher|lower|larger|bigger|smaller|cheaper|faster)\b))[- ]"
    rf"(?P<part>(?i:{'|'.join(_DENOMINATORS)}))(?<!(?:two|three|four) quarter)s?\b"
)
_MONTH_OR_SHARE = lazy_pattern(rf"\b(?=[ADFHJMNOSTadfhjmnost])(?:{_MONTH_NAME}|{_SHARE_IN_WORDS})", regex.V1)
_NUMBER_WORD = lazy_pattern(
    r"(?i)\b(?:t[whe]|thir|fou?r|fi[fv]|six|seven|eigh|nin|eleven|hundred|thousand|[mb]illion|trillion)"
)
_SCALE_WORD = lazy_pattern(r"(?i)(?:hundred|thousand|[mb]illion|trillion)")
AND_A_HALF = lazy_pattern(r"\sand\sa\shalf\b")
_THE = lazy_pattern(r"\b(?:the|its|his|her|their|our|my)\s$")
_TOKEN = lazy_pattern(r"[A-Za-z]+|[^A-Za-z]+")
RANGE = lazy_pattern(r"\s?[-–—~～至到]\s?|\s(?:to|or|and)\s")


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in reading order, none overlapping another.

    Left out: vague amounts (``几百``, ``millions``), ``one``, ``first`` and a lone ``一``, numerals inside words
    (``万一``, ``四川``), codes, versions, times and telephone numbers.
    """
    plain = _WIDE_COMMA.sub(",", text).translate(_TO_PLAIN)
    readings = [*_read_printed(plain), *_read_names(plain)]
    if _NUMBER_WORD.search(plain):
        readings.extend(_read_spelled(plain))
    return tuple(Figure(r.value, r.kind, r.start, r.end) for r in _join_neighbours(plain, _without_overlap(readings)))


def _read_printed(text: str) -> Iterator[Reading]:
    """Figures in digits and in Chinese."""
    position = 0
    while match := PRINTED.search(text, position):
        position = match.end()
        if match["year"]:
            for name in ("year", "month", "day"):
                yield Reading(Decimal(match[name]), "month" if name == "month" else "number", *match.span(name))
        elif match["half"]:
            yield Reading(Decimal(50), "percent", *match.span())
        elif match["whole"]:
            part, whole = parse_numeral(match["part"]), parse_numeral(match["whole"])
            if part is not None and whole:
                yield Reading(round(part * 100 / whole, 2), "percent", *match.span())
        elif not match["code"] and (reading := read_numeral(text, match)):
            position = reading.end
            yield reading


def _read_names(text: str) -> Iterator[Reading]:
    """English months and fractions."""
    for match in _MONTH_OR_SHARE.finditer(text):
        if match["name"]:
            yield Reading(Decimal(_MONTH_BY_START[match["name"][:3].lower()]), "month", *match.span())
        elif match["half"]:
            yield Reading(Decimal(50), "percent", *match.span())
        else:
            share = Decimal(100 * _NUMERATORS[match["whole"].lower()]) / _DENOMINATORS[match["part"].lower()]
            yield Reading(round(share, 2), "percent", *match.span())


def _read_spelled(text: str) -> Iterator[Reading]:
    """English number words: ``two thousand and twenty-four``, ``half a million``, ``third``."""
    pieces = list(_TOKEN.finditer(text))
    following = (*(piece.group() for piece in pieces[2:]), "", "")
    words = [_Word(_normalize(piece.group(), after)) for piece, after in zip(pieces, following, strict=False)]
    for found in find_numbers(words, "en", threshold=0):
        start, end = pieces[found.start].start(), pieces[found.end - 1].end()
        before = text[max(start - 8, 0) : start].lower()
        spelled = text[start:end].lower()
        if _SCALE_WORD.match(spelled) or spelled == "tens" or (spelled == "second" and not _THE.search(before)):
            continue
        mantissa = Decimal(int(found.value)) if found.is_ordinal else Decimal(found.text)
        if half := AND_A_HALF.match(text, end):
            mantissa, end = mantissa + Decimal("0.5"), half.end()
        if before.endswith("half "):
            mantissa, start = mantissa / 2, start - 5
        if (tail := TAIL.match(text, end)) and (mantissa not in {0, 1} or tail.end() > end):
            yield apply_tail(-mantissa if before.endswith("minus ") else mantissa, tail, start)


def _normalize(piece: str, following: str) -> str:
    """A token as text2num needs it: it reads ``one million`` but not ``a million``, and takes ``o`` for zero."""
    if not (piece.isascii() and piece.isalpha()) or piece in {"o", "O"}:
        return piece if piece in {" ", "-"} else " " if piece.isspace() else ","
    return "one" if piece.lower() in {"a", "an"} and _SCALE_WORD.fullmatch(following) else piece


def _without_overlap(readings: Iterable[Reading]) -> Iterator[Reading]:
    end = 0
    for reading in sorted(readings, key=lambda reading: (reading.start, -reading.end)):
        if reading.start >= end:
            end = reading.end
            yield reading


def _join_neighbours(text: str, readings: Iterable[Reading]) -> list[Reading]:
    """Neighbours read as one figure or range: ``1亿2000万``, ``20世纪90年代``, ``nineteen ninety-one``, ``10-15%``, ``2022-24``."""
    joined: list[Reading] = []
    for reading in readings:
        if joined and (whole := _joint_value(text, joined[-1], reading)) is not None:
            joined[-1] = replace(reading, mantissa=whole, scale=Decimal(1), start=joined[-1].start)
        elif joined and RANGE.fullmatch(between := text[joined[-1].end : reading.start]):
            joined[-1:] = _share_scale(joined[-1], reading, is_dash=between in {"-", "–"})
        else:
            joined.append(reading)
    return joined


def _joint_value(text: str, left: Reading, right: Reading) -> Decimal | None:
    """The value of two neighbours that are one figure; None where they are two."""
    if not left.kind == right.kind == "number":
        return None
    if text[left.start : right.start].rstrip(" ").endswith("世纪") and text[: right.end].endswith("年代"):
        return (left.value - 1) * 100 + right.value % 100
    if left.end == right.start:
        return left.value + right.value if left.scale > right.value and right.scale > 1 else None
    words = text[left.start].isalpha() and text[right.start].isalpha() and text[left.end : right.start] in {" ", "-"}
    return left.value * 100 + right.value if words and 16 <= left.value <= 20 and 10 <= right.value <= 99 else None


def _share_scale(low: Reading, high: Reading, *, is_dash: bool) -> tuple[Reading, Reading]:
    """The two ends of a range: the first takes the scale and kind of the second where it has none of its own."""
    if low.kind == "number" and low.scale == 1:
        if is_dash and 1000 <= low.value < 2100 and 10 <= high.value < 100 and high.kind == "number":
            return low, replace(high, mantissa=low.mantissa // 100 * 100 + high.mantissa)
        if low.mantissa < high.mantissa:
            return replace(low, scale=high.scale, kind=high.kind), high
    return low, high
