"""Figures by value, in either language and notation: ``6万亿`` is ``6 trillion`` is ``6,000,000,000,000``.

Numerals are read by cn2an (Chinese) and text2num (English words); here is what stands around them:
scales, percentages, months, ranges, and the many words and codes that only look like figures.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import cn2an
import regex
from text_to_num import find_numbers

Kind = Literal["number", "percent", "month"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text, which prints it as ``text[start:end]``.

    A percentage holds 55 for ``55%``, and so do tenths (``六成``: 60) and fractions (``三分之二``, ``two-thirds``:
    66.67). A month holds 1 to 12. Ordinals (``第三``, ``3rd``, ``third``) are numbers.
    """

    value: Decimal
    kind: Kind
    start: int
    end: int

    @property
    def token(self) -> str:
        """A word for a full-text index, the same for equal figures: ``n_6000000000000``, ``p_55``, ``m_9``."""
        number = format(self.value, "f")
        return f"{self.kind[0]}_{number.rstrip('0').rstrip('.') if '.' in number else number}"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A figure in the making. Its scale is kept apart, for the ``10`` of ``10-15 million`` to share."""

    mantissa: Decimal
    kind: Kind
    start: int
    end: int
    scale: Decimal = Decimal(1)

    @property
    def value(self) -> Decimal:
        return self.mantissa * self.scale


@dataclass(frozen=True, slots=True)
class _Word:
    """What text2num asks of a token."""

    heard: str

    def text(self) -> str:
        return self.heard

    def nt_separated(self, _previous: "_Word") -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


# One character for one, so that offsets stay true.
_PLAIN = str.maketrans(
    "０１２３４５６７８９．％萬億兩點餘個負幾數條項種歲層頁號張噸畝圓週",
    "0123456789.%万亿两点余个负几数条项种岁层页号张吨亩元周",
)
_WIDE_COMMA = regex.compile("(?<=[０-９])，(?=[０-９]{3})")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_LETTER_POWERS = {"h": 2, "k": 3, "th": 3, "m": 6, "b": 9, "t": 12}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_HAN = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+(?![十分]))?"
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d|,\d)|\d+)(?:\.\d+)?"
_DATE = r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d|[-/.]\d)"
# Addresses, telephone numbers, versions, times.
_CODE = r"(?P<code>://[^\s\p{Han}]+|\+\d{1,3}(?:[ -]\(?\d{2,}\)?){2,}|\d+(?:(?:\.\d+){2,}|(?:-\d+){2,}|(?:[:：/]\d+)+))"
_SHARE = rf"(?P<whole>{_HAN}|\d{{1,5}})分之(?P<part>{_HAN}|{_DIGITS})|(?P<half>一半|半数)"
# A digit that hangs on letters belongs to a name (F-16, v3.11), unless they stand for money or time.
_NUMERAL = (
    r"(?P<sign>(?<![^\s(（：:，,为是达约])[-−](?=\d)|负|零下)?(?P<nth>第)?(?:"
    r"(?:(?<![A-Za-z_.\d]|[A-Za-z]-)|(?=\d{4}年)|(?<=(?<![A-Za-z])(?:RMB|Rmb|CNY|USD|EUR|GBP|HKD|JPY|FY|Rs|mid-|pre-|post-|to-)))"
    rf"(?P<digits>{_DIGITS})|(?P<han>{_HAN}))"
)
_FOUND = regex.compile(
    rf"(?=[\d+:−零〇一二两三四五六七八九十百千万亿第负半-])(?:{_DATE}|{_CODE}|{_SHARE}|{_NUMERAL})", regex.V1
)
_TAIL = regex.compile(
    r"""(?:(?:(?<=\d)[ ])?[多余来]?(?P<han>[百千]?万亿|[十百千]?[万亿]|个亿|百(?![度分])|千(?![克瓦米卡字伏帕])|兆(?=\p{Han}{0,3}元))
        | [\s-]?(?P<word>(?i:hundred|thousand|million|billion|trillion))s?\b
        | (?P<letters>(?i:[kb]|(?<=\.\d+|[$€£¥]\d+|(?<![\d,])\d\d?)m|mn|mln|bn|trn|tn))(?![A-Za-z0-9]) )?+
    (?: (?P<percent>\s?%|[\s-]{0,2}(?:per\s?cent|pct)(?:age[ ]points?)?\b|[ ]?个?百分点)
        | (?P<tenths>成)(?P<more>[二三四五六七八九](?!\p{Han}))?(?![为立功员本分长果绩语品熟就都年人不交了型婚])
        | (?P<month>[ ]?月(?![球亮饼经]))
        | (?P<decade>[ ]?年代)
        | (?P<nth>(?:st|nd|rd|th)\b|[ ]?世纪)
        | (?i:[sxh]|k[gw]|[ckm]?m|[mkgt]b|[mkgt]hz|[kmg]wh?|ml|mg|hrs?|min|[ap]m|[cf])(?![A-Za-z0-9]) )?+
    """,
    regex.X | regex.V1,
)
# What a lone Chinese digit counts; without it, it is part of a word (三明治, 四川).
_MEASURE = regex.compile(
    r"[个名位倍岁次届艘架辆枚吨亩页篇章条项款层轮批种件份组套栋只段期号米秒度]|家(?!庭)|所(?!谓)|场(?!长)|(?<!四)周"
    r"|人(?![家民类])|天(?![文下才])|年|日(?!本)|小时|分钟|季度|公[里斤顷升]|千[米克瓦]|[毫厘]米|[美欧日港]?元(?![区论化朝])|卢布|英镑"
)
_YEAR_OR_NUMBER = regex.compile(
    r"[一二三四五六七八九](?:[零〇一二三四五六七八九]{3}|[一二三四五六七八九]*[零〇][零〇一二三四五六七八九]*)"
)
_UNITS_ALONE = regex.compile("[百千](?:万亿|万|亿)|万亿")
_MONTH_NAME = (  # "may" and "march" are months only in company
    r"(?P<name>(?i:january|february|april|june|july|august|september|october|november|december)"
    r"|Feb|Apr|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|(?<=\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Ee]nd of|\d(?:st|nd|rd|th)?(?: of)?)[ -]"
    r"|(?:[rln]y|ch|il|ne|st|ber) (?:to|and|or) )(?:May|March|Mar|Jan|Jun)"
    r"|(?:May|March|Mar|Jan|Jun)(?=\.? (?:\d\d?(?:st|nd|rd|th)?\b(?!:)|(?:19|20)\d\d)))\b"
)
_SHARE_IN_WORDS = (
    r"(?P<half>[Hh]alf(?= of\b))|(?P<whole>(?i:one|two|three|four)(?=[- ])|(?<=\b[Bb]y )an?|(?i:an?)(?= [a-z]+ of\b))[- ]"
    rf"(?P<part>(?i:{'|'.join(_PARTS)}))(?<!(?:two|three|four) quarter)s?\b"
)
_NAMED = regex.compile(rf"\b(?=[ADFHJMNOSTadfhjmnost])(?:{_MONTH_NAME}|{_SHARE_IN_WORDS})", regex.V1)
_NUMBER_WORD = regex.compile(
    r"(?i)\b(?:t[whe]|thir|fou?r|fi[fv]|six|seven|eigh|nine|eleven|hundred|thousand|[mb]illion|trillion)"
)
_SCALE_WORD = regex.compile(r"(?i)(?:hundred|thousand|[mb]illion|trillion)")
_AND_A_HALF = regex.compile(r"\sand\sa\shalf\b")
_THE = regex.compile(r"\b(?:the|its|his|her|their|our|my)\s$")
_TOKEN = regex.compile(r"[A-Za-z]+|[^A-Za-z]+")
_RANGE = regex.compile(r"\s?[-–—~～至到]\s?|\s(?:to|or|and)\s")


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in reading order, none overlapping another.

    Vague amounts (``几百``, ``millions``), ``one``, ``first`` and a lone ``一``, numerals inside words (``万一``,
    ``四川``), codes, versions, times and telephone numbers give nothing.
    """
    plain = _WIDE_COMMA.sub(",", text).translate(_PLAIN)
    readings = [*_printed(plain), *_named(plain)]
    if _NUMBER_WORD.search(plain):
        readings.extend(_spelled(plain))
    return tuple(Figure(r.value, r.kind, r.start, r.end) for r in _joined(plain, _without_overlap(readings)))


def _printed(text: str) -> Iterator[_Reading]:
    """Figures in digits and in Chinese."""
    position = 0
    while match := _FOUND.search(text, position):
        position = match.end()
        if match["year"]:
            for name in ("year", "month", "day"):
                yield _Reading(Decimal(match[name]), "month" if name == "month" else "number", *match.span(name))
        elif match["half"]:
            yield _Reading(Decimal(50), "percent", *match.span())
        elif match["whole"]:
            part, whole = _value(match["part"]), _value(match["whole"])
            if part is not None and whole:
                yield _Reading(round(part * 100 / whole, 2), "percent", *match.span())
        elif not match["code"] and (reading := _numeral(text, match)):
            position = reading.end
            yield reading


def _numeral(text: str, match: regex.Match[str]) -> _Reading | None:
    """A numeral with what follows it; nothing where it is not a figure."""
    run = match["digits"] or match["han"]
    mantissa, tail = _value(run), _TAIL.match(text, match.end())
    if tail is None or mantissa is None or text[max(match.start() - 1, 0)] in "几数" or text[tail.end() :][:1] == "几":
        return None
    if match["digits"]:
        following = text[tail.end() : tail.end() + 1]
        is_figure = not _is_code(run) and not (following == "_" or (following.isascii() and following.isalpha()))
    else:
        is_figure = (
            mantissa > 1 if match["nth"] else _is_amount(run, text, match.end(), has_tail=tail.end() > match.end())
        )
    if not is_figure:
        return None
    is_negative = match["sign"] or text[max(match.start() - 6, 0) : match.start()].lower() == "minus "
    return _with_tail(-mantissa if is_negative else mantissa, tail, match.start())


def _value(run: str) -> Decimal | None:
    """The value of a numeral in digits or in Chinese characters, if it is one."""
    if len(run) > 32:
        return None
    if run[0].isdecimal():
        return Decimal(regex.sub(r"[^\d.]", "", run))
    whole = run.partition("点")[0]
    if regex.search("[一二两三四五六七八九]{2}", whole) and not _YEAR_OR_NUMBER.fullmatch(whole):
        return None
    try:
        return Decimal(str(cn2an.cn2an("一" + run if run[0] in "百千万亿" else run, "normal")))
    except (ValueError, KeyError):  # cn2an looks a unit up before it has checked that the numeral is well formed
        return None


def _is_code(digits: str) -> bool:
    """Whether ungrouped digits look like a number to dial or to file under rather than an amount."""
    return digits.isdecimal() and (
        len(digits) > 2 if digits[0] == "0" else len(digits) > 9 and not digits.endswith("0000")
    )


def _is_amount(run: str, text: str, end: int, *, has_tail: bool) -> bool:
    """Whether a Chinese numeral is an amount: it has two characters, or a unit, or something to count."""
    if run in {"一", "零", "〇"}:
        return has_tail and run == "一"
    if run[0] in "百千万亿" and not _UNITS_ALONE.fullmatch(run):
        return False
    return has_tail or (len(run) > 1 and run != "千万") or _MEASURE.match(text, end) is not None


def _with_tail(mantissa: Decimal, tail: regex.Match[str], start: int) -> _Reading:
    power = 0
    kind: Kind = "number"
    if tail["han"]:
        power = sum(_POWERS.get(unit, 0) for unit in tail["han"])
    elif word := (tail["word"] or tail["letters"] or "").lower():
        power = _LETTER_POWERS.get(word[:2], _LETTER_POWERS[word[0]])
    if tail["percent"]:
        kind = "percent"
    elif tail["tenths"] and abs(mantissa) <= 10:
        kind, mantissa = "percent", mantissa * 10 + "零一二三四五六七八九".index(tail["more"] or "零")
    elif tail["month"] and 1 <= mantissa <= 12:
        kind = "month"
    elif tail["decade"] and mantissa in range(30, 100, 10):
        mantissa += 1900
    return _Reading(mantissa, kind, start, tail.end(), Decimal(10) ** power)


def _named(text: str) -> Iterator[_Reading]:
    """English months and fractions."""
    for match in _NAMED.finditer(text):
        if match["name"]:
            yield _Reading(Decimal(_MONTHS.index(match["name"][:3].lower()) + 1), "month", *match.span())
        elif match["half"]:
            yield _Reading(Decimal(50), "percent", *match.span())
        else:
            share = Decimal(100 * _WHOLES[match["whole"].lower()]) / _PARTS[match["part"].lower()]
            yield _Reading(round(share, 2), "percent", *match.span())


def _spelled(text: str) -> Iterator[_Reading]:
    """English number words: ``two thousand and twenty-four``, ``half a million``, ``third``."""
    pieces = list(_TOKEN.finditer(text))
    following = (*(piece.group() for piece in pieces[2:]), "", "")
    words = [_Word(_heard(piece.group(), after)) for piece, after in zip(pieces, following, strict=False)]
    for found in find_numbers(words, "en", threshold=0):
        start, end = pieces[found.start].start(), pieces[found.end - 1].end()
        before = text[max(start - 8, 0) : start].lower()
        if _SCALE_WORD.match(text, start) or (text[start:end].lower() == "second" and not _THE.search(before)):
            continue
        mantissa = Decimal(int(found.value)) if found.is_ordinal else Decimal(found.text)
        if half := _AND_A_HALF.match(text, end):
            mantissa, end = mantissa + Decimal("0.5"), half.end()
        if before.endswith("half "):
            mantissa, start = mantissa / 2, start - 5
        if (tail := _TAIL.match(text, end)) and (mantissa not in {0, 1} or tail.end() > end):
            yield _with_tail(-mantissa if before.endswith("minus ") else mantissa, tail, start)


def _heard(piece: str, following: str) -> str:
    """A token as text2num is to hear it: it reads ``one million`` but not ``a million``, and ``o`` as nought."""
    if not (piece.isascii() and piece.isalpha()) or piece in {"o", "O"}:
        return piece if piece in {" ", "-"} else " " if piece.isspace() else ","
    return "one" if piece.lower() in {"a", "an"} and _SCALE_WORD.fullmatch(following) else piece


def _without_overlap(readings: Iterable[_Reading]) -> Iterator[_Reading]:
    end = 0
    for reading in sorted(readings, key=lambda reading: (reading.start, -reading.end)):
        if reading.start >= end:
            end = reading.end
            yield reading


def _joined(text: str, readings: Iterable[_Reading]) -> list[_Reading]:
    """Neighbours read together: ``1亿2000万``, ``20世纪90年代``, ``nineteen ninety-one``, ``10-15%``, ``2022-24``."""
    joined: list[_Reading] = []
    for reading in readings:
        if joined and (whole := _one(text, joined[-1], reading)) is not None:
            joined[-1] = replace(reading, mantissa=whole, scale=Decimal(1), start=joined[-1].start)
        elif joined and _RANGE.fullmatch(between := text[joined[-1].end : reading.start]):
            joined[-1:] = _shared(joined[-1], reading, dash=between in {"-", "–"})
        else:
            joined.append(reading)
    return joined


def _one(text: str, left: _Reading, right: _Reading) -> Decimal | None:
    """The value of two neighbours that are one figure."""
    if not left.kind == right.kind == "number":
        return None
    if left.end == right.start:
        if text[left.end - 2 : left.end] == "世纪" and 1900 < right.value < 2000:
            return (left.value - 1) * 100 + right.value % 100
        return left.value + right.value if left.scale > right.value and right.scale > 1 else None
    words = text[left.start].isalpha() and text[right.start].isalpha() and text[left.end : right.start] in {" ", "-"}
    return left.value * 100 + right.value if words and 16 <= left.value <= 20 and 10 <= right.value <= 99 else None


def _shared(low: _Reading, high: _Reading, *, dash: bool) -> tuple[_Reading, _Reading]:
    """The two ends of a range: the first takes the scale and kind of the second where it has none of its own."""
    if low.kind == "number" and low.scale == 1:
        if dash and 1000 <= low.value < 2100 and 10 <= high.value < 100 and high.kind == "number":
            return low, replace(high, mantissa=low.mantissa // 100 * 100 + high.mantissa)
        if low.mantissa < high.mantissa:
            return replace(low, scale=high.scale, kind=high.kind), high
    return low, high
